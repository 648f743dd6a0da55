import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Line, LineState } from '../media/types.ts'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createConnection, pause, type Return } from './connection.ts'

const pass = { url: 'ws://x', token: 't' }

const stage = (answers: (Return | Error)[]) => {
  const state = createStore<LineState>({ kind: 'idle' })
  const network = new EventTarget()
  const scope = createScope()
  const told: string[] = []
  const line = {
    state,
    connect: () => {
      told.push('connect')
      state.set({ kind: 'connected' })
      return Promise.resolve()
    },
  } as Partial<Line> as Line
  const view = createConnection(scope, {
    line,
    enter: () => {
      told.push('enter')
      const answer = answers.shift() ?? new Error('nobody')
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    returned: () => told.push('returned'),
    over: (how) => told.push(how),
    network,
    isOnline: () => true,
  })
  view.start(pass)
  told.length = 0
  return { state, network, scope, told, view }
}

describe('keeping the line up', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('a cut is mended by a new entry, as often as it takes', async () => {
    const { state, told, view } = stage([new Error('no'), new Error('no'), { kind: 'pass', pass }])

    state.set({ kind: 'down', reason: 'cut' })
    expect(view.state.get().kind).toBe('reconnecting')
    await vi.advanceTimersByTimeAsync(10_000)

    expect(told).toEqual(['enter', 'enter', 'enter', 'connect', 'returned'])
    expect(view.state.get().kind).toBe('connected')
  })

  test('it is tried at once when the network comes back', async () => {
    const { state, network, told } = stage([
      ...Array.from({ length: 6 }, () => new Error('no')),
      { kind: 'pass', pass },
    ])

    state.set({ kind: 'down', reason: 'cut' })
    await vi.advanceTimersByTimeAsync(9_000)
    const before = told.length
    network.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(1)

    expect(told.length).toBeGreaterThan(before)
  })

  test.each([
    ['elsewhere', ['elsewhere']],
    ['removed', ['removed']],
  ] as const)('someone who is %s does not fight their way back', async (reason, expected) => {
    const { state, told } = stage([{ kind: 'pass', pass }])

    state.set({ kind: 'down', reason })
    await vi.advanceTimersByTimeAsync(20_000)

    expect(told).toEqual(expected)
  })

  test('a deleted meeting is not opened again before our server could say that it ended', async () => {
    const { state, scope, told } = stage([{ kind: 'pass', pass }])

    state.set({ kind: 'down', reason: 'deleted' })
    await vi.advanceTimersByTimeAsync(2_000)
    scope.end()
    await vi.advanceTimersByTimeAsync(20_000)

    expect(told).toEqual([])
  })

  test('a meeting that ends for all is no cut; one that was deleted without a word is, three seconds later', async () => {
    const { state, view } = stage([])

    state.set({ kind: 'down', reason: 'deleted' })
    await vi.advanceTimersByTimeAsync(2_900)
    expect(view.state.get().kind).toBe('connected')
    await vi.advanceTimersByTimeAsync(200)

    expect(view.state.get().kind).toBe('reconnecting')
  })

  test('a session that ended meanwhile ends the call', async () => {
    const { state, told } = stage([{ kind: 'ended' }])

    state.set({ kind: 'down', reason: 'cut' })
    await vi.advanceTimersByTimeAsync(10_000)

    expect(told).toEqual(['enter', 'ended'])
  })

  test('the pauses grow, and not beyond three seconds', () => {
    expect([0, 1, 2, 3, 4, 9].map(pause)).toEqual([0, 500, 1_000, 2_000, 3_000, 3_000])
  })
})
