import type { ParticipantId, SessionId, SessionSeen } from '@amphi/contract/sessions'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createHands } from './hands.ts'
import type { Wire } from './wire.ts'

/** A server that keeps one hand, and answers as the test has it answer: as it should, not at all, or with a no. */
const stage = (hand: number | null = null) => {
  const server = { hand, answers: 'well' as 'well' | 'never' | 'no', asked: 0, names: [] as string[] }
  const seen = createStore<SessionSeen | null>(null)
  const look = () => {
    seen.set({
      participants: [{ id: 'me', hand: server.hand }],
      can: { lowerHands: false },
    } as unknown as SessionSeen)
    return Promise.resolve()
  }
  void look()
  const wire = {
    call: (name: string, { body }: { body?: { raised: boolean } }) => {
      server.asked += 1
      server.names.push(name)
      if (server.answers !== 'well') return Promise.reject(new Error(server.answers))
      server.hand = body?.raised ? 1 : null
      return Promise.resolve({ hand: server.hand })
    },
  } as unknown as Wire
  const hands = createHands(createScope(), {
    wire,
    sessionId: 's' as SessionId,
    self: () => 'me' as ParticipantId,
    seen,
    refresh: look,
    refusedFor: (error) => (error instanceof Error && error.message === 'no' ? 'good' : 0),
  })
  return { server, hands }
}

describe('one’s own hand', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('it is said to be up once the server has it, and shown so at once', async () => {
    const { hands, server } = stage()

    const moved = hands.toggle()
    expect(hands.up.get()).toBe(true)

    expect(await moved).toBe('raised')
    expect(server.hand).toBe(1)
    expect(await hands.toggle()).toBe('lowered')
    expect(hands.up.get()).toBe(false)
  })

  test('raised while nobody answers, it goes up when somebody does', async () => {
    const { hands, server } = stage()
    server.answers = 'never'

    const moved = hands.toggle()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(hands.up.get()).toBe(true)
    server.answers = 'well'
    await vi.advanceTimersByTimeAsync(3_000)

    expect(await moved).toBe('raised')
    expect(server.hand).toBe(1)
  })

  test('a no is told, and the hand is shown as it is', async () => {
    const { hands, server } = stage()
    server.answers = 'no'

    expect(await hands.toggle()).toBe('refused')
    expect(hands.up.get()).toBe(false)
  })

  test('raised and lowered again before an answer, it is not asked for any more', async () => {
    const { hands, server } = stage()
    server.answers = 'never'
    const first = hands.toggle()
    await vi.advanceTimersByTimeAsync(100)
    server.answers = 'well'

    expect(await hands.toggle()).toBe('lowered')
    await vi.advanceTimersByTimeAsync(10_000)

    expect(await first).toBe('overtaken')
    expect(server.hand).toBe(null)
  })

  test('it goes up again after a cut so long that the server took it down', async () => {
    const { hands, server } = stage(1)
    server.hand = null

    await hands.restore(70_000)

    expect(server.hand).toBe(1)
  })

  test('whoever leads may have lowered it during a short cut: it stays down', async () => {
    const { hands, server } = stage(1)
    server.hand = null

    await hands.restore(12_000)

    expect([server.hand, server.asked]).toEqual([null, 0])
  })
})

describe('the hands of others', () => {
  test('all of them are taken down by one asking', async () => {
    const { hands, server } = stage(1)

    await hands.lowerAll()

    expect([server.names, server.hand]).toEqual([['lowerHands'], null])
  })

  test('a no is for whoever pressed to tell', async () => {
    const { hands, server } = stage(1)
    server.answers = 'no'

    await expect(hands.lowerAll()).rejects.toThrow('no')
    await expect(hands.lower('me')).rejects.toThrow('no')
  })
})
