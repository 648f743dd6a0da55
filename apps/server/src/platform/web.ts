import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fastifyCookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions, LogController } from 'fastify'
import { answerFailures, refuse } from './answer-failures.ts'
import { invalid } from './failure.ts'
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

/** An address that cannot even be read passes by every hook: what they would have said is said here. */
const refuseUnread = (reply: FastifyReply, message: string) => {
  void reply.headers({
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  return refuse(reply, invalid([{ at: 'request', message }]))
}

/** The line to the world: what every request is given before a route sees it, and how refusals are answered. */
export const openWeb = async ({ logLevel, logTo, trustedProxies, tls }: Needs): Promise<FastifyInstance> => {
  const options: FastifyServerOptions = {
    bodyLimit,
    trustProxy: [...trustedProxies],
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    requestTimeout: 60_000,
    frameworkErrors: (error, _request, reply) => void refuseUnread(reply, error.message),
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
