import { describe, expect, test } from 'vitest'
import type { CaptureState } from '../media/types.ts'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createSilence } from './silence.ts'

const stage = (wanted: boolean) => {
  const track = {} as MediaStreamTrack
  const microphone = createStore<CaptureState>({ wanted, opening: false, track, trouble: null })
  const loud = createStore(0)
  const alive = createStore(true)
  let now = 0
  const silence = createSilence(createScope(), { microphone, level: { loud, alive }, now: () => now })
  const hear = (levels: number[]) => {
    for (const level of levels) loud.set(level + Math.random() / 1e6)
  }
  return { microphone, alive, silence, hear, later: (by: number) => (now += by) }
}

const speech = [0.6, 0.7, 0.3, 0.8, 0.6, 0.7, 0.2, 0.6, 0.7, 0.8]

describe('what a microphone does that its owner cannot see', () => {
  test.each<[string, boolean, number[], string | null]>([
    ['speaking while muted', false, speech, 'muted'],
    ['a cough while muted', false, [0.9, 0.8, 0.1, 0.1], null],
    ['a noisy room while muted', false, Array.from({ length: 60 }, () => 0.3), null],
    ['speaking with the microphone open', true, speech, null],
  ])('%s', (_, wanted, levels, expected) => {
    const { silence, hear } = stage(wanted)

    hear(levels)

    expect(silence.get()).toBe(expected)
  })

  test('it is not said again and again', () => {
    const { silence, hear, microphone, later } = stage(false)
    hear(speech)
    microphone.set({ ...microphone.get(), wanted: true })
    microphone.set({ ...microphone.get(), wanted: false })
    later(5_000)

    hear(speech)

    expect(silence.get()).toBe(null)
  })

  test('an open microphone that gives nothing is told of, until it gives', () => {
    const { silence, alive } = stage(true)

    alive.set(false)
    expect(silence.get()).toBe('dead')
    alive.set(true)

    expect(silence.get()).toBe(null)
  })
})
