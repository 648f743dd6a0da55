import type { SessionSeen } from '@amphi/contract/sessions'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createEnding } from './ending.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const seenWith = (ends: SessionSeen['ends']) => ({ ends }) as SessionSeen
const stage = () => {
  const seen = createStore<SessionSeen | null>(null)
  const scope = createScope()
  const asked = vi.fn<() => void>()
  const ending = createEnding(scope, seen, asked)
  /** By the clock of the server, which is far from that of the page. */
  const tell = (why: NonNullable<SessionSeen['ends']>['why'], left: number, at = `server ${left}`) =>
    seen.set(seenWith({ at, left, why }))
  const left = () => {
    const now = ending.get()
    return now && Math.round((now.at - Date.now()) / 1000)
  }
  return { seen, scope, ending, tell, left, asked }
}

test('ENT-24 an end far away is not spoken of, until ten minutes before, and is near two minutes before', () => {
  const { ending, tell, left } = stage()
  tell('max_duration', 3600)
  expect(ending.get()).toBe(null)

  vi.advanceTimersByTime(3000_100)
  expect(ending.get()).toMatchObject({ why: 'max_duration', near: false })
  vi.advanceTimersByTime(479_800)
  expect(ending.get()?.near).toBe(false)
  vi.advanceTimersByTime(300)
  expect([ending.get()?.near, left()]).toEqual([true, 120])
})

test('ENT-S6 the last moderator’s leaving is spoken of at once, and their return ends that', () => {
  const { ending, tell, left } = stage()
  tell('no_moderator', 120)
  expect([ending.get()?.why, left()]).toEqual(['no_moderator', 120])

  tell('max_duration', 7000)

  expect(ending.get()).toBe(null)
})

test('told the same again, the countdown does not jump; told another end, it is that', () => {
  const { tell, left } = stage()
  tell('nightly', 500, 'at three')
  vi.advanceTimersByTime(1_400)

  tell('nightly', 499, 'at three')
  expect(left()).toBe(499)
  vi.advanceTimersByTime(600)
  expect(left()).toBe(498)

  tell('nightly', 300, 'at half past two')
  expect(left()).toBe(300)
})

test('what should have ended and did not is asked about, once', () => {
  const { tell, asked } = stage()
  tell('no_moderator', 120)
  vi.advanceTimersByTime(120_000)
  expect(asked).not.toHaveBeenCalled()

  vi.advanceTimersByTime(60_000)

  expect(asked).toHaveBeenCalledOnce()
})

test('what nobody inside would see is not spoken of', () => {
  const { ending, tell, seen } = stage()
  tell('empty', 60)
  expect(ending.get()).toBe(null)
  tell('server_lost', 500)
  expect(ending.get()).toBe(null)

  seen.set(seenWith(null))
  expect(ending.get()).toBe(null)
})

test('extended, it is no longer spoken of; over, nothing is counted any more', () => {
  const { ending, tell, scope } = stage()
  tell('max_duration', 100)
  expect(ending.get()?.near).toBe(true)
  tell('max_duration', 1900)
  expect(ending.get()).toBe(null)

  scope.end()

  expect(vi.getTimerCount()).toBe(0)
})
