import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TenantId } from '@amphi/contract/tenants'
import { isUnavailable } from '#platform/db'
import { Failure } from '#platform/failure'
import { refused } from './answers.ts'
import type { Answered, ApiService } from './api.service.ts'
import { readBody } from './read-body.ts'
import { type RefusalKey, refusals } from './refusals.ts'

interface Needs {
  app: FastifyInstance
  api: ApiService
  tenantOf: (host: string) => Promise<{ id: TenantId }>
}

/** A document or two may stand in a body. */
const bodyLimit = 16 * 1024 * 1024

const base = '/bigbluebutton'

const send = (reply: FastifyReply, answered: Answered) => {
  void reply.header('cache-control', 'no-cache')
  if (answered.kind === 'elsewhere') return reply.redirect(answered.to, 302)
  if (answered.kind === 'json') return reply.type('application/json;charset=utf-8').send(answered.json)
  const { xml } = answered
  return reply.type('text/xml;charset=utf-8').send(typeof xml === 'string' ? xml : Readable.from(xml))
}

/** Always 200: clients take another status for a server that is not there. */
const refuse = (reply: FastifyReply, key: RefusalKey) =>
  send(reply.code(200), { kind: 'xml', xml: refused(key, refusals[key]) })

const keyFor = (error: Error & { code?: string; statusCode?: number }): RefusalKey => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'sizeError'
  if (isUnavailable(error) || error instanceof Failure) return 'serverUnavailable'
  return (error.statusCode ?? 500) < 500 ? 'validationError' : 'internalError'
}

/** Letters as they came, one a byte: what was signed is neither decoded nor put in order. */
const partsOf = (request: FastifyRequest) => {
  const url = request.raw.url ?? ''
  const at = url.indexOf('?')
  const [path, query] = at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
  return { call: path.slice(`${base}/api`.length).replace(/^\/+|\/+$/g, ''), query }
}

/** BigBlueButton’s API, where its clients look for it. In a room of its own: forms and XML are read here, and nowhere else. */
export const serveApi = async ({ app, api, tenantOf }: Needs) => {
  await app.register(async (room) => {
    room.removeAllContentTypeParsers()
    room.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
    room.setErrorHandler<Error & { code?: string; statusCode?: number }>((error, request, reply) => {
      const key = keyFor(error)
      if (key === 'internalError') request.log.error({ err: error }, 'unexpected')
      return refuse(reply, key)
    })

    for (const url of [base, `${base}/`, `${base}/api`, `${base}/api/`])
      room.route({ method: ['GET', 'POST'], url, bodyLimit, handler: (_request, reply) => send(reply, api.index()) })

    room.route({
      method: ['GET', 'POST'],
      url: `${base}/api/*`,
      bodyLimit,
      async handler(request, reply) {
        const { id: tenantId } = await tenantOf(request.hostname)
        const { headers, method } = request
        const { call, query } = partsOf(request)
        const answered = await api.answer({
          tenantId,
          method: method === 'POST' ? 'POST' : 'GET',
          call,
          query,
          body: () => readBody(headers['content-type'], request.body as Buffer | undefined),
          agent: headers['user-agent'] ?? '',
        })
        return send(reply, answered)
      },
    })
    room.route({
      method: ['GET', 'POST'],
      url: `${base}/*`,
      bodyLimit,
      handler: (_request, reply) => refuse(reply, 'unsupportedRequest'),
    })
  })
}
