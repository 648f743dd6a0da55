import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dismissLeft, toast, toastsNow } from './toasts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})
const shown = () => toastsNow().map(({ text }) => text)

test('what was said of a page goes with it, and not what was said on the way to the next', () => {
  toast('La salle est ouverte.')
  vi.advanceTimersByTime(2_000)
  toast('La salle est supprimée.')

  dismissLeft()

  expect(shown()).toEqual(['La salle est supprimée.'])
})

test('what can be undone stays on another page, as what went wrong', () => {
  toast('Enregistré.', 'plain', () => undefined)
  toast('Le serveur ne répond pas.', 'error')
  vi.advanceTimersByTime(2_000)

  dismissLeft()

  expect(shown()).toEqual(['Enregistré.', 'Le serveur ne répond pas.'])
})
