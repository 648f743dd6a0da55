import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createScope, moment } from './scope.ts'
import { createStore, until } from './store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what was begun is undone, last first, and what comes too late at once', () => {
  const scope = createScope()
  const undone: string[] = []
  scope.onEnd(() => undone.push('first'))
  scope.onEnd(() => undone.push('second'))
  scope.inner().onEnd(() => undone.push('within'))

  scope.end()
  scope.end()
  scope.onEnd(() => undone.push('late'))

  expect(undone).toEqual(['within', 'second', 'first', 'late'])
})

/** How many undoings a scope still keeps, as they would be called. */
const keeping = (around: ReturnType<typeof createScope>) => {
  const clear = vi.spyOn(globalThis, 'clearTimeout')
  around.end()
  const { length } = clear.mock.calls
  clear.mockRestore()
  return length
}

test('a call of five hours does not keep the undoing of what is over long since', async () => {
  const scope = createScope()

  for (let times = 0; times < 1_000; times++) {
    const waited = moment(scope, 10)
    scope.after(50, () => undefined)()
    await vi.advanceTimersByTimeAsync(10)
    await waited
    await until(scope, createStore(true), (value) => value, 10)
  }

  expect(keeping(scope)).toBe(0)
})

test('a scope that ended is forgotten by the one around it', () => {
  const around = createScope()
  const undone = vi.fn<() => void>()
  const inner = around.inner()
  inner.onEnd(undone)

  inner.end()
  around.end()

  expect(undone).toHaveBeenCalledTimes(1)
})

test('what was to come does not come after the end', async () => {
  const scope = createScope()
  const deed = vi.fn<() => void>()
  scope.after(10, deed)
  scope.every(10, deed)

  scope.end()
  await vi.advanceTimersByTimeAsync(100)

  expect(deed).not.toHaveBeenCalled()
})
