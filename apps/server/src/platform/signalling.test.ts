import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { passValidation, signallingAt } from './signalling.ts'
import { openWeb } from './web.ts'

const asked: string[] = []
const engine = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(401).end('invalid token')
})
engine.listen(0, '127.0.0.1')
await once(engine, 'listening')
const address = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`

const app = await openWeb({ logLevel: 'error', trustedProxies: [], tls: undefined })
passValidation(app, signallingAt(address), async () => true)
afterAll(async () => {
  await app.close()
  engine.close()
})

test('what the engine thinks of a token is passed on as it said it, and never as a page', async () => {
  const { statusCode, body, headers } = await app.inject('/rtc/v1/validate?access_token=x')

  expect([statusCode, body]).toEqual([401, 'invalid token'])
  expect(headers['content-type']).toContain('text/plain')
  expect(asked).toEqual(['/rtc/v1/validate?access_token=x'])
})

test.each([
  '/rtc/../twirp/livekit.RoomService/ListRooms',
  '/rtc/%2e%2e/metrics',
  '/rtc/..%2fmetrics',
  '/rtc/..\\metrics',
])('nothing else of the engine is reached: %s', async (url) => {
  const before = asked.length

  const { statusCode } = await app.inject({ method: 'GET', url })

  expect([statusCode, asked.slice(before)]).toEqual([404, []])
})

test('an engine that is not there is a bad gateway', async () => {
  const web = await openWeb({ logLevel: 'error', trustedProxies: [], tls: undefined })
  passValidation(web, { host: '127.0.0.1', port: 1 }, async () => true)

  expect((await web.inject('/rtc/validate')).statusCode).toBe(502)
  await web.close()
})
