import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SessionId, SessionSeen } from '@amphi/contract/sessions'
import { Offline, Refusal } from '#ground/request.ts'
import { createScope } from '../scope.ts'
import { createSession } from './session.ts'
import type { Wire } from './wire.ts'

const seen = { endedAt: null } as SessionSeen

const stage = (answers: (SessionSeen | Error)[]) => {
  const told: unknown[] = []
  let asked = 0
  const call = () => {
    asked += 1
    const answer = answers.shift() ?? seen
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const wire = { call, join: () => () => undefined, renew: () => undefined } as unknown as Wire
  const session = createSession(createScope(), wire, 's' as SessionId, (reason) => told.push(reason))
  return { session, told, asked: () => asked }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what the network swallowed is asked again', async () => {
  const { session, told, asked } = stage([new Offline(), new Refusal(503, 'database.unreachable', {})])

  await vi.advanceTimersByTimeAsync(10_000)

  expect([asked(), session.seen.get(), told]).toEqual([3, seen, []])
})

test('a session that was deleted with its room is over, and not asked for again and again', async () => {
  const { told, asked } = stage([new Refusal(404, 'session.not_found', {})])

  await vi.advanceTimersByTimeAsync(60_000)

  expect([asked(), told]).toEqual([1, [null]])
})
