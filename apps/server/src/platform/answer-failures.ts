import type { FastifyInstance, FastifyReply } from 'fastify'
import { isUnavailable, isUnkeepable } from './db.ts'
import { Failure, invalid } from './failure.ts'
import { idsOf } from './request-log.ts'

/** Refusals are shown as they are. A bug is told to the log, and to the caller only what to ask us about. */
export const answerFailures = (app: FastifyInstance) => {
  app.setErrorHandler<Error & { code?: string; statusCode?: number }>((error, request, reply) => {
    const failure = asFailure(error)
    if (failure) return refuse(reply, failure)
    if (isUnavailable(error)) {
      request.log.warn({ ...idsOf(request), err: error }, 'database unavailable')
      return refuse(reply, new Failure('server.unavailable', { retryAfter: 2 }))
    }
    if (isFull(error)) {
      request.log.error({ ...idsOf(request), err: error }, 'no room left on the disk')
      return refuse(reply, new Failure('server.full'))
    }
    if (isUnkeepable(error)) {
      request.log.warn({ ...idsOf(request), err: error }, 'a value no column holds')
      return refuse(reply, invalid([{ at: 'request', message: 'holds a value that cannot be kept' }]))
    }
    request.log.error({ ...idsOf(request), err: error }, 'unexpected')
    return reply.code(500).send({ code: 'server.unexpected', details: { requestId: request.id } })
  })
}

export const refuse = (reply: FastifyReply, { status, code, details }: Failure) => {
  if (typeof details.retryAfter === 'number') void reply.header('retry-after', String(details.retryAfter))
  return reply.code(status).send({ code, details })
}

/** No room left: on the disk of the files, in a quota, or (53100) where PostgreSQL writes. */
const full = new Set(['ENOSPC', 'EDQUOT', '53100'])

const isFull = (error: unknown): boolean =>
  error instanceof Error && (full.has(String((error as { code?: unknown }).code)) || isFull(error.cause))

/** Fastify's own complaints about a request: too long, broken, or in no language it knows. */
const asFailure = (error: Error & { code?: string; statusCode?: number }) => {
  if (error instanceof Failure) return error
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Failure('request.too_large')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Failure('request.unsupported_type')
  if (error.statusCode === 400) return invalid([{ at: 'request', message: error.message }])
  return undefined
}
