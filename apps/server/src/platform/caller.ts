import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from './actor.ts'

export const callerOf = (request: FastifyRequest): Caller => ({
  host: request.hostname,
  cookies: request.cookies,
  authorization: request.headers.authorization,
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
})

/** The same of an upgrade, which passes by the framework. */
export const callerOfUpgrade = (app: FastifyInstance, request: IncomingMessage): Caller => ({
  host: (request.headers.host ?? '').replace(/:\d+$/, ''),
  cookies: app.parseCookie(request.headers.cookie ?? ''),
  authorization: request.headers.authorization,
  address: request.socket.remoteAddress ?? '',
  userAgent: request.headers['user-agent'] ?? '',
})

/**
 * Whether a browser that asks for a change, or for a socket, does so from a page of ours. A browser names its page;
 * whoever names none is no browser and holds no cookie of a person that another site could abuse.
 */
export const fromOurPages = (headers: IncomingMessage['headers'], publicUrl: string) => {
  const site = headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin' || site === 'none'
  const { origin, host } = headers
  if (typeof origin !== 'string') return headers.cookie === undefined
  return origin === publicUrl || origin.replace(/^https?:\/\//, '') === host
}
