import type { FastifyInstance } from 'fastify'
import { type AnyRoute, type Ask, prefix, type Reply } from '@amphi/contract/grammar'
import type { Refused } from '@amphi/contract/requests'
import { cast, type House, hosts, loginOf, type Name } from './cast.ts'

export interface Answer<R extends AnyRoute> {
  status: number
  reply: Reply<R>
  refusal: Refused
  headers: Record<string, unknown>
}

const addressOf = (route: AnyRoute, params: unknown, query: unknown) => {
  const given = (params ?? {}) as Record<string, string>
  const path = prefix + route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''))
  const asked = new URLSearchParams((query ?? {}) as Record<string, string>).toString()
  return asked ? `${path}?${asked}` : path
}

/** A browser: it speaks HTTP, sends what cookies it was given, and says that its page is ours. */
export const aVisitor = (app: FastifyInstance, house: House = 'university', cookies: Record<string, string> = {}) => {
  const jar = new Map(Object.entries(cookies))
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  return {
    host: hosts[house],
    cookie,
    async ask<R extends AnyRoute>(route: R, asked: Ask<R>, headers: Record<string, string> = {}): Promise<Answer<R>> {
      const { params, query, body } = asked as { params?: unknown; query?: unknown; body?: unknown }
      const isFile = body instanceof Uint8Array
      const response = await app.inject({
        method: route.method,
        url: addressOf(route, params, query),
        headers: {
          host: hosts[house],
          'sec-fetch-site': 'same-origin',
          ...(jar.size > 0 ? { cookie: cookie() } : {}),
          ...(isFile ? { 'content-type': route.upload?.types[0] ?? '' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: isFile ? Buffer.from(body) : (body as object) }),
      })
      for (const { name, value } of response.cookies) {
        if (value === '') jar.delete(name)
        else jar.set(name, value)
      }
      const json = response.body === '' ? undefined : response.json()
      return { status: response.statusCode, reply: json, refusal: json, headers: response.headers }
    },
  }
}

export type Visitor = ReturnType<typeof aVisitor>

/** One of the cast, signed in. */
export const asOneOfUs = (app: FastifyInstance, name: Name) =>
  aVisitor(app, cast[name].house, { amphi_login: loginOf(name) })
