import { createHash } from 'node:crypto'
import { AccessToken } from 'livekit-server-sdk'
import { expect, test } from 'vitest'
import { openWeb } from '#platform/web'
import type { EngineEvent } from '../engine.ts'
import { mountLiveKitHook } from './livekit.hook.ts'

const keys = { apiKey: 'key', apiSecret: 'a secret of thirty-two letters or so' }

const aHook = async () => {
  const heard: EngineEvent[] = []
  const app = await openWeb({ logLevel: 'error', trustedProxies: [], tls: undefined })
  mountLiveKitHook({ app, ...keys, hear: async (event) => void heard.push(event) })
  const post = (payload: string, authorization?: string) =>
    app.inject({
      method: 'POST',
      url: '/hooks/livekit',
      headers: { 'content-type': 'application/webhook+json', ...(authorization ? { authorization } : {}) },
      payload,
    })
  return { heard, post }
}

const sign = async (body: string, { apiKey, apiSecret } = keys, ttl: number | string = '5m') => {
  const token = new AccessToken(apiKey, apiSecret, { ttl })
  token.sha256 = createHash('sha256').update(body).digest('base64')
  return token.toJwt()
}

const body = (event: object = {}) =>
  JSON.stringify({
    event: 'participant_joined',
    room: { name: 'the key' },
    participant: { identity: 'awa', sid: 'PA_1' },
    createdAt: '1795000000',
    ...event,
  })

test('what LiveKit signed is heard', async () => {
  const { heard, post } = await aHook()

  const { statusCode } = await post(body(), await sign(body()))

  expect(statusCode).toBe(204)
  expect(heard).toEqual([
    { kind: 'joined', key: 'the key', identity: 'awa', connection: 'PA_1', at: new Date(1_795_000_000_000) },
  ])
})

test.each([
  ['without a signature', async () => undefined],
  ['signed by another', () => sign(body(), { ...keys, apiSecret: 'another secret of thirty-two letters' })],
  ['signed for another body', () => sign(body({ event: 'room_finished' }))],
  ['signed long ago', () => sign(body(), keys, -60)],
  ['that is only called Bearer', async () => 'Bearer x'],
])('what comes %s is not', async (_title, signature) => {
  const { heard, post } = await aHook()

  const { statusCode } = await post(body(), await signature())

  expect(statusCode).toBe(401)
  expect(heard).toEqual([])
})

test.each([
  ['participant_left', 'left'],
  ['participant_connection_aborted', 'left'],
  ['room_finished', 'ended'],
  ['track_published', undefined],
  ['egress_started', undefined],
])('%s is heard as %s', async (event, kind) => {
  const { heard, post } = await aHook()

  const { statusCode } = await post(body({ event }), await sign(body({ event })))

  expect(statusCode).toBe(204)
  expect(heard.map((it) => it.kind)).toEqual(kind ? [kind] : [])
})
