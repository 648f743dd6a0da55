import type { Participant, SessionSeen } from '@amphi/contract/sessions'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CaptureState, Line, Peer } from '../media/types.ts'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createRoster } from './roster.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const stage = () => {
  const scope = createScope()
  const seen = createStore<SessionSeen | null>(null)
  const { awaited } = createRoster(scope, {
    line: { peers: createStore<readonly Peer[]>([]) } as unknown as Line,
    seen,
    self: createStore({ id: 'ada', name: 'Ada' }),
    microphone: createStore({ wanted: false, track: null } as unknown as CaptureState),
    picture: createStore(null),
    viewers: createStore(null),
  })
  const tell = (...people: [name: string, awaited: number | null][]) => {
    const participants = people.map(([name, left]) => ({ id: name, name, awaited: left }) as unknown as Participant)
    seen.set({ participants } as SessionSeen)
  }
  return { scope, tell, names: () => awaited.get().map(({ name }) => name) }
}

test('whoever was let in and never comes is spoken of no longer than our server waits for them', () => {
  const { tell, names } = stage()
  tell(['Awa', 60], ['Bob', 20], ['Chloé', null])
  expect(names()).toEqual(['Awa', 'Bob'])

  vi.advanceTimersByTime(20_000)
  expect(names()).toEqual(['Awa'])
  vi.advanceTimersByTime(30_000)
  tell(['Awa', 10], ['Bob', 60])
  expect(names()).toEqual(['Awa', 'Bob'])
  vi.advanceTimersByTime(10_000)

  expect(names()).toEqual(['Bob'])
})

test('once the call is over nothing is counted any more', () => {
  const { scope, tell } = stage()
  tell(['Awa', 60])

  scope.end()

  expect(vi.getTimerCount()).toBe(0)
})
