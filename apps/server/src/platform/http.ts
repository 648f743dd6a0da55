import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type AnyRoute, type Input, nothing, prefix, type Reply } from '@amphi/contract/grammar'
import { allows } from '@amphi/contract/scopes'
import type { Actor, Identify, PersonActor, Visitor } from './actor.ts'
import { callerOf, fromOurPages } from './caller.ts'
import { Failure, invalid } from './failure.ts'
import { countedAs, type Limits } from './limits.ts'
import { plainAddress } from './network.ts'
import { rememberIds } from './request-log.ts'

/** What a deed may know of the line it was asked over, and leave in the browser. */
export interface Visit {
  address: string
  userAgent: string
  cookie(name: string): string | undefined
  setCookie(name: string, value: string, seconds: number): void
  clearCookie(name: string): void
}

/** Who may stand behind a route of each access. */
export interface ActorFor {
  anyone: Actor
  visitor: Visitor
  person: PersonActor
  login: PersonActor
}

interface Needs {
  app: FastifyInstance
  limits: Limits
  publicUrl: string
}

export const createHttp = ({ app, limits, publicUrl }: Needs) => {
  const mounted = new Set<AnyRoute>()
  let identify: Identify | undefined

  const known = async (request: FastifyRequest) => {
    if (!identify) throw new Error('Nobody says who is asking.')
    const actor = await identify(callerOf(request))
    rememberIds(request, { tenantId: actor.tenantId, ...idsOf(actor), ...(request.params as object) })
    return actor
  }

  /** Ties a route of the contract to the deed that answers it. */
  const mount = <R extends AnyRoute>(
    route: R,
    answer: (actor: ActorFor[R['access']], input: Input<R>, visit: Visit) => Promise<Reply<R>>,
  ) => {
    if (mounted.has(route)) throw new Error(`${route.method} ${route.path} is mounted twice.`)
    mounted.add(route)
    app.route({
      method: route.method,
      url: prefix + route.path,
      ...(route.upload ? { bodyLimit: route.upload.bytes } : {}),
      handler: async (request, reply) => {
        refuseForeign(request, publicUrl)
        const actor = await known(request)
        refuseStrangers(route, actor)
        refuseOtherUse(route, actor)
        const wait = limits.check(`${route.method} ${route.path}`, route.limit, countedAs(actor, request.ip))
        if (wait !== undefined) throw new Failure('request.too_often', { retryAfter: wait })
        const visit = visitOf(request, reply, publicUrl)
        const answered = answer(actor as ActorFor[R['access']], accepted(route, request), visit)
        const result = await answered.catch(onlyWhatIsListed(route))
        // Its shape first: what a schema strips must not be sent.
        const sound = route.reply.parse(result)
        return sound === undefined ? reply.code(204).send() : sound
      },
    })
  }

  return {
    app,
    mount,
    /** Said once, by the module that knows people. */
    identifyBy(how: Identify) {
      identify = how
    },
    identify: (caller: Parameters<Identify>[0]) => {
      if (!identify) throw new Error('Nobody says who is asking.')
      return identify(caller)
    },
    known,
    /** What the contract promises and nobody answers keeps the house shut: better at boot than at noon. */
    refuseUnmounted(routes: Record<string, AnyRoute>) {
      const missing = Object.entries(routes).filter(([, route]) => !mounted.has(route))
      if (missing.length > 0) throw new Error(`Nobody mounts ${missing.map(([name]) => name).join(', ')}.`)
      if (!identify) throw new Error('Nobody says who is asking.')
    },
  }
}

export type Http = ReturnType<typeof createHttp>
export type Mount = Http['mount']

/** Another site's page may make a browser send its cookies; it cannot make it lie about where it came from. */
const refuseForeign = (request: FastifyRequest, publicUrl: string) => {
  if (request.method === 'GET' || request.headers.authorization) return
  if (!fromOurPages(request.headers, publicUrl)) throw new Failure('request.foreign_origin')
}

const isWelcome: Record<AnyRoute['access'], (actor: Actor) => boolean> = {
  anyone: () => true,
  visitor: ({ kind }) => kind !== 'nobody',
  person: ({ kind }) => kind === 'person',
  login: (actor) => actor.kind === 'person' && actor.loginId !== undefined,
}

const refuseStrangers = (route: AnyRoute, actor: Actor) => {
  if (!isWelcome[route.access](actor)) throw new Failure('login.required')
}

/** A token may what it was made for; what nobody said it is for, it may where anyone may. */
const refuseOtherUse = ({ access, scope }: AnyRoute, actor: Actor) => {
  if (actor.kind !== 'person' || !actor.scopes) return
  const isMeant = scope ? allows(actor.scopes, scope) : access === 'anyone'
  if (!isMeant) throw new Failure('token.not_for_this', { scope })
}

const idsOf = (actor: Actor) =>
  actor.kind === 'person' ? { userId: actor.userId } : actor.kind === 'guest' ? { guestId: actor.guestId } : {}

/** What comes from outside is parsed here, once; nobody behind this line looks at its shape again. */
const accepted = <R extends AnyRoute>(route: R, request: FastifyRequest) => {
  if (route.upload && !isOfType(request, route.upload.types)) throw new Failure('request.unsupported_type')
  return {
    params: accept('params', route.params, route.params === nothing ? undefined : request.params),
    query: accept('query', route.query, route.query === nothing ? undefined : request.query),
    // Without a body there is none, or null.
    body: accept('body', route.body, request.body ?? undefined),
  } as Input<R>
}

const accept = (part: string, schema: z.ZodType, value: unknown) => {
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw invalid(error.issues.map(({ path, message }) => ({ at: [part, ...path].join('.'), message })))
  const nul = pathOfNul(data)
  if (nul) throw invalid([{ at: [part, ...nul].join('.'), message: 'holds a character that no text has' }])
  return data
}

/** Where a U+0000 stands, which JSON can say and PostgreSQL cannot keep. */
const pathOfNul = (value: unknown): string[] | undefined => {
  if (typeof value === 'string') return value.includes('\u0000') ? [] : undefined
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const path = pathOfNul(inner)
    if (path) return [name, ...path]
  }
  return undefined
}

const isOfType = (request: FastifyRequest, types: readonly string[]) =>
  types.includes((request.headers['content-type'] ?? '').split(';')[0] ?? '')

const visitOf = (request: FastifyRequest, reply: FastifyReply, publicUrl: string): Visit => {
  const manner = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: request.protocol === 'https' || publicUrl.startsWith('https:'),
  }
  return {
    address: plainAddress(request.ip),
    userAgent: request.headers['user-agent'] ?? '',
    cookie: (name) => request.cookies[name],
    setCookie: (name, value, seconds) => void reply.setCookie(name, value, { ...manner, maxAge: seconds }),
    clearCookie: (name) => void reply.clearCookie(name, manner),
  }
}

/** No page has words for a refusal its route does not list: that is a bug of ours, and answered as one. */
const onlyWhatIsListed = (route: AnyRoute) => (error: unknown) => {
  if (error instanceof Failure && !route.failures.includes(error.code)) {
    throw new Error(`${route.method} ${route.path} does not list ${error.code}.`, { cause: error })
  }
  throw error
}
