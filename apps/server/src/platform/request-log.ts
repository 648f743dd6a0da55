import type { FastifyInstance, FastifyRequest } from 'fastify'
import { quietPath } from './log.ts'

const ids = new WeakMap<FastifyRequest, object>()

/** Who asks, and about what: known once the request is understood, and written with its line. */
export const rememberIds = (request: FastifyRequest, known: object) => void ids.set(request, withoutCodes(known))

export const idsOf = (request: FastifyRequest) => ids.get(request) ?? {}

/** A code is a link, and a link may be all it takes to come in. */
const withoutCodes = (known: object) => {
  const { code: _code, ...rest } = known as { code?: unknown }
  return rest
}

/** One line a request. */
export const logRequests = (app: FastifyInstance) => {
  // Making the line costs more than writing it.
  if (!['trace', 'debug', 'info'].includes(app.log.level)) return
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      ...idsOf(request),
      method: request.method,
      path: quietPath(request.url),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    })
  })
}
