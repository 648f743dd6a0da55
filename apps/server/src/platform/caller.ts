import type { IncomingMessage } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from './actor.ts'

export const callerOf = (request: FastifyRequest): Caller => ({
  host: request.hostname,
  cookies: request.cookies,
  authorization: request.headers.authorization,
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
})

/** The same of an upgrade, which passes by the framework: what a proxy says of it is believed on the same terms. */
export const createCallerOfUpgrade = (app: FastifyInstance, trustedProxies: readonly string[]) => {
  const trusts = proxyAddress.compile([...trustedProxies])
  return (request: IncomingMessage): Caller => {
    const { headers, socket } = request
    const isProxied = trusts(socket.remoteAddress ?? '', 0)
    const forwarded = isProxied ? String(headers['x-forwarded-host'] ?? '') : ''
    const host = forwarded.split(',').at(-1)?.trim() || (headers.host ?? '')
    return {
      host: host.replace(/:\d+$/, ''),
      cookies: app.parseCookie(headers.cookie ?? ''),
      authorization: headers.authorization,
      address: proxyAddress(request, trusts) ?? '',
      userAgent: headers['user-agent'] ?? '',
    }
  }
}

/**
 * Whether a browser that asks for a change does so from a page of ours. A browser names its page;
 * whoever names none is no browser and holds no cookie of a person that another site could abuse.
 */
export const fromOurPages = (headers: IncomingMessage['headers'], publicUrl: string) => {
  const site = headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin' || site === 'none'
  const { origin, host } = headers
  if (typeof origin !== 'string') return headers.cookie === undefined
  return origin === publicUrl || origin.replace(/^https?:\/\//, '') === host
}

/**
 * The same for a socket. Every browser says where the page that opens one comes from; a program says who it is by a
 * token, which no page can send along. Whoever says neither is let in by no cookie, nor as nobody.
 */
export const mayOpenSocket = (headers: IncomingMessage['headers'], publicUrl: string) =>
  headers.authorization !== undefined || (typeof headers.origin === 'string' && fromOurPages(headers, publicUrl))
