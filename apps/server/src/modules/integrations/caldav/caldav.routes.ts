import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PersonActor } from '#platform/actor'
import { isUnavailable } from '#platform/db'
import { Failure } from '#platform/failure'
import { base } from './addresses.ts'
import { basicOf, challenge } from './authenticate.ts'
import { asDavError, DavError } from './dav-error.ts'
import { type DavAnswer, type DavRequest, xmlType } from './exchange.ts'
import { document } from './write-xml.ts'

interface Needs {
  app: FastifyInstance
  answer: (request: DavRequest) => Promise<DavAnswer>
  /** Who holds an app password; undefined for nobody. */
  identify: (by: { host: string; login: string; secret: string; address: string }) => Promise<PersonActor | undefined>
}

/** What WebDAV says besides HTTP (RFC 4918, 3253, 3744, 4791). */
const methods = [
  'PROPFIND',
  'PROPPATCH',
  'REPORT',
  'MKCALENDAR',
  'MKCOL',
  'MOVE',
  'COPY',
  'ACL',
  'LOCK',
  'UNLOCK',
] as const

const answered = ['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'OPTIONS', ...methods] as const

/** What we can (RFC 4918, 10.1; RFC 6638, 2; RFC 5689; Apple’s search for people). */
const compliance =
  '1, 3, access-control, calendar-access, calendar-auto-schedule, extended-mkcol, calendarserver-principal-property-search'

const allowed = 'OPTIONS, GET, HEAD, PUT, DELETE, POST, PROPFIND, PROPPATCH, REPORT, MKCALENDAR, MKCOL, MOVE'

/** Room for what is refused for its size in words a client knows. */
const bodyLimit = 12 * 1024 * 1024

const errorOf = (error: unknown, request: FastifyRequest): DavError => {
  const known = asDavError(error, request.raw.url ?? '/')
  if (known) return known
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new DavError(413, 'C:max-resource-size')
  if (isUnavailable(error)) return new DavError(503)
  if (statusCode !== undefined && statusCode < 500) return new DavError(statusCode)
  request.log.error({ err: error }, 'unexpected')
  return new DavError(500)
}

const refuse = (reply: FastifyReply, { status, condition }: DavError, retryAfter?: unknown) => {
  if (status === 401) void reply.header('www-authenticate', challenge)
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter))
  if (status === 503) void reply.header('retry-after', '5')
  void reply.code(status)
  return condition === '' ? reply.send('') : reply.headers(xmlType).send(document('D:error', condition))
}

/** What comes is not read before it is known from whom. */
const callers = new WeakMap<FastifyRequest, PersonActor>()

/** Letters in pieces worth sending. */
async function* inPieces(parts: AsyncIterable<string>) {
  let piece = ''
  for await (const part of parts) {
    piece += part
    if (piece.length < 32_768) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

const send = (reply: FastifyReply, { status, headers = {}, body = '' }: DavAnswer) => {
  void reply.code(status).headers(headers)
  return reply.send(typeof body === 'string' ? body : Readable.from(inPieces(body), { objectMode: false }))
}

/** The calendar server, where its clients look for it. In a room of its own: what comes is read by nobody else. */
export const serveCalDav = async ({ app, answer, identify }: Needs) => {
  for (const method of methods) app.addHttpMethod(method, { hasBody: true })

  await app.register(async (room) => {
    room.removeAllContentTypeParsers()
    room.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
    room.setErrorHandler((error, request, reply) => {
      const retryAfter = error instanceof Failure ? error.details['retryAfter'] : undefined
      return refuse(reply, errorOf(error, request), retryAfter)
    })
    room.addHook('onRequest', async (request, reply) => {
      void reply.headers({ dav: compliance, allow: allowed })
      const given = basicOf(request.headers.authorization)
      const actor = given && (await identify({ host: request.hostname, address: request.ip, ...given }))
      if (!actor) throw new DavError(401)
      callers.set(request, actor)
    })

    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const actor = callers.get(request)
      if (!actor) throw new DavError(401)
      const { method, headers } = request
      const body = readText(request.body as Buffer | undefined)
      return send(reply, await answer({ actor, method, headers, body, path: request.raw.url ?? '/' }))
    }
    for (const url of [base.slice(0, -1), base, `${base}*`])
      room.route({ method: [...answered], url, bodyLimit, exposeHeadRoute: false, handler })
    // Clients that were given no more than the name of the machine (RFC 6764, 6).
    room.route({ method: ['PROPFIND', 'REPORT'], url: '/', bodyLimit, handler })
  })

  // Whoever asks is sent on before being asked who they are (RFC 6764, 5); what they send along is not looked at.
  await app.register(async (room) => {
    room.removeAllContentTypeParsers()
    room.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined))
    room.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'PROPFIND', 'REPORT'],
      url: '/.well-known/caldav',
      exposeHeadRoute: false,
      handler: (_request, reply) => reply.redirect(base, 301),
    })
  })
}

/** Text as it came, a mark of its order of bytes included; refused where it is none. */
const readText = (body: Buffer | undefined) => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    throw new DavError(403, 'C:valid-calendar-data')
  }
}
