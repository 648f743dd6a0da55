import { expect, test } from 'vitest'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createCapture } from './capture.ts'
import { readChoices } from './choices.ts'
import type { Devices } from './devices.ts'

const stage = () => {
  const choices = createStore(readChoices(null))
  const scope = createScope()
  const capture = createCapture(scope, choices, { refresh: () => Promise.resolve() } as unknown as Devices)
  const wanted = () => [capture.microphone.get().wanted, capture.camera.get().wanted]
  const kept = () => [choices.get().microphone, choices.get().camera]
  return { capture, wanted, kept }
}

test('what a moderator closed is closed for this time, and not at the door of the next room', () => {
  const { capture, wanted, kept } = stage()

  for (const kind of ['microphone', 'camera'] as const) capture.shut(kind)

  expect(wanted()).toEqual([false, false])
  expect(kept()).toEqual([true, true])
})

test('what one closed oneself is closed there as well', async () => {
  const { capture, wanted, kept } = stage()

  await capture.want('camera', false)

  expect(wanted()).toEqual([true, false])
  expect(kept()).toEqual([true, false])
})
