import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import fastifyCookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { answerFailures } from './answer-failures.ts'
import { type LogLevel, type LogStream, quietError } from './log.ts'
import { logRequests } from './request-log.ts'

interface Needs {
  logLevel: LogLevel
  /** Where lines go; to the standard output, unless a test reads them. */
  logTo?: LogStream | undefined
  trustedProxies: readonly string[]
  tls: { certFile: string; keyFile: string } | undefined
}

/** What any JSON of a page needs, and no more. Files have limits of their own. */
const bodyLimit = 256 * 1024

/**
 * An address that cannot be decoded (`/%E0%A4%A`) is one nobody has. Taken by its letters it goes the way of every other
 * unknown address; undecoded it would pass by every hook.
 */
const readableUrl = (url = '/') => {
  const [path = '', ...query] = url.split('?')
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?')
  }
}

/** What is no HTTP at all, or too long for it, never becomes a request: it is answered on the bare line. */
const refuseUnread = (error: Error & { code?: string }, socket: Socket) => {
  if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy()
  const [status, code] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'request.too_large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'request.invalid']
        : ['400 Bad Request', 'request.invalid']
  const body = JSON.stringify({ code, details: {} })
  const headers = ['Connection: close', 'Content-Type: application/json', `Content-Length: ${body.length}`]
  return socket.end(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`)
}

/** The line to the world: what every request is given before a route sees it, and how refusals are answered. */
export const openWeb = async ({ logLevel, logTo, trustedProxies, tls }: Needs): Promise<FastifyInstance> => {
  const options: FastifyServerOptions = {
    bodyLimit,
    trustProxy: [...trustedProxies],
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    requestTimeout: 60_000,
    rewriteUrl: ({ url }) => readableUrl(url),
    clientErrorHandler: refuseUnread,
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: logLevel, serializers: { err: quietError }, ...(logTo ? { stream: logTo } : {}) },
  }
  const app = tls
    ? (Fastify({
        ...options,
        https: { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
      } as FastifyServerOptions) as FastifyInstance)
    : Fastify(options)

  answerFailures(app)
  logRequests(app)
  await app.register(fastifyCookie)
  // JSON only: plain text is what a form of another site can send without asking.
  app.removeContentTypeParser('text/plain')
  // A picture or another file, as its route says; whoever sends one elsewhere is refused there.
  app.addContentTypeParser(
    /^(image|application)\/(png|jpeg|webp|octet-stream)/,
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  return app
}
