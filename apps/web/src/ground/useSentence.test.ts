import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from './request.ts'
import { sentenceOf } from './useSentence.ts'

const values = (error: unknown) => sentenceOf((key, said) => `${key} ${JSON.stringify(said)}`, error)

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 10, 24, 14, 30, 20) }))
afterEach(() => void vi.useRealTimers())

test('when one may try again is told to the minute, never too soon, and stays the same however late it is read', () => {
  const refusal = new Refusal(429, 'door.password_tries', { retryAfter: 600 })
  vi.setSystemTime(new Date(2026, 10, 24, 14, 35))

  expect(values(refusal)).toContain('"time":"14:41"')
})
