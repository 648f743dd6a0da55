import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { passValidation, signallingAt, tokenOf } from './signalling.ts'
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
passValidation(app, signallingAt(address), async () => 'welcome')
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
  passValidation(web, { host: '127.0.0.1', port: 1 }, async () => 'welcome')

  expect((await web.inject('/rtc/validate?access_token=x')).statusCode).toBe(502)
  await web.close()
})

test.each([
  ['welcome', 401, 1],
  ['not_now', 403, 0],
  ['unknown', 401, 0],
] as const)(
  'of a token that is %s the answer is %i, and the engine is asked %i times',
  async (thought, status, times) => {
    const web = await openWeb({ logLevel: 'error', trustedProxies: [], tls: undefined })
    passValidation(web, signallingAt(address), async () => thought)
    const before = asked.length

    const { statusCode } = await web.inject('/rtc/validate?access_token=x')

    expect([statusCode, asked.length - before]).toEqual([status, times])
    await web.close()
  },
)

test.each([
  ['/rtc?access_token=a.b.c&protocol=16', undefined, 'a.b.c'],
  ['/rtc', 'Bearer a.b.c', 'a.b.c'],
  ['/rtc', undefined, undefined],
  ['/rtc?access_token=', undefined, undefined],
  ['/rtc?access_token=a&access_token=b', undefined, undefined],
  ['/rtc?access_token=a', 'Bearer b', undefined],
  ['/rtc?x=?&access_token=a', undefined, undefined],
  ['/rtc?access_token=a;b', undefined, undefined],
  ['/rtc?x=%zz&access_token=a', undefined, undefined],
])('%s with %s brings %s', (url, authorization, token) => {
  expect(tokenOf({ url, headers: authorization ? { authorization } : {} })).toBe(token)
})
