import { afterEach, expect, test, vi } from 'vitest'
import { isReachable, told } from './reachable.ts'
import { call, Fault, Offline, Refusal } from './request.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  told(true)
})

/** A server that answers as the test has it answer. */
const answers = (answer: (init: RequestInit) => Promise<Response> | Response) =>
  vi.stubGlobal('fetch', async (_address: string, init: RequestInit) => answer(init))

const silence = ({ signal }: RequestInit) =>
  new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))

const asked = (signal?: AbortSignal) =>
  call('readDoor', { params: { code: 'abc' } }, signal ? { signal } : {}).then(
    () => 'answered',
    (error: unknown) => error,
  )

test('nobody answers within the time one has: that is offline', async () => {
  answers(silence)

  expect(await asked(AbortSignal.timeout(5))).toBeInstanceOf(Offline)
  expect(isReachable()).toBe(true)
})

test('time runs out in the middle of an answer: that is offline as well', async () => {
  answers(({ signal }) => {
    const body = new ReadableStream({
      start: (stream) => {
        stream.enqueue(new TextEncoder().encode('{"room":'))
        signal?.addEventListener('abort', () => stream.error(signal.reason))
      },
    })
    return new Response(body)
  })

  expect(await asked(AbortSignal.timeout(5))).toBeInstanceOf(Offline)
})

test('a line that is cut is offline, before an answer and in the middle of one', async () => {
  answers(() => Promise.reject(new TypeError('fetch failed')))
  const before = await asked()
  answers(() => new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })))
  const within = await asked()

  expect([before, within].every((error) => error instanceof Offline)).toBe(true)
  expect(isReachable()).toBe(false)
})

test('whoever takes a question back is told so, and nobody else is', async () => {
  answers(silence)
  const own = new AbortController()

  const answer = asked(own.signal)
  own.abort()

  expect(await answer).toMatchObject({ name: 'AbortError' })
  expect(isReachable()).toBe(true)
})

test('a no is a refusal, a proxy’s words are silence, and all else is a fault', async () => {
  const status = (code: number, body: unknown, headers = {}) =>
    answers(() => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status: code, headers }))

  status(404, { code: 'door.not_found' })
  const refusal = await asked()
  status(502, '<h1>Bad gateway</h1>')
  const proxy = await asked()
  status(500, { code: 'server.unexpected', details: { requestId: 'r1' } })
  const fault = await asked()
  status(200, '<html>', { 'x-request-id': 'r2' })
  const garbage = await asked()

  expect(refusal).toBeInstanceOf(Refusal)
  expect(proxy).toBeInstanceOf(Offline)
  expect([fault, garbage].map((error) => error instanceof Fault && error.requestId)).toEqual(['r1', 'r2'])
})
