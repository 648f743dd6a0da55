import type { FastifyInstance } from 'fastify'
import { WebhookReceiver } from 'livekit-server-sdk'
import { Failure } from '#platform/failure'
import type { HearEngine } from '../engine.ts'
import { eventOf } from './livekit.wire.ts'

interface Needs {
  app: FastifyInstance
  apiKey: string
  apiSecret: string
  hear: HearEngine
}

/** Where LiveKit tells what happens. Its signature covers the very bytes, so they are checked before they are read. */
export const mountLiveKitHook = ({ app, apiKey, apiSecret, hear }: Needs) => {
  const receiver = new WebhookReceiver(apiKey, apiSecret)
  app.addContentTypeParser('application/webhook+json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.post('/hooks/livekit', { bodyLimit: 256 * 1024 }, async (request, reply) => {
    const text = typeof request.body === 'string' ? request.body : ''
    const received = await receiver.receive(text, request.headers.authorization).catch(() => undefined)
    if (!received) throw new Failure('login.required')
    const event = eventOf(received)
    if (event) await hear(event)
    return reply.code(204).send()
  })
}
