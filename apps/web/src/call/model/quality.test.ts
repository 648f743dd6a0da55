import { expect, test } from 'vitest'
import { readChoices } from '../media/choices.ts'
import type { CaptureState, Line, QualityLevel } from '../media/types.ts'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createQuality } from './quality.ts'

const stage = ({ quality = 'automatic', camera = true }: { quality?: QualityLevel; camera?: boolean } = {}) => {
  const choices = createStore({ ...readChoices(null), quality })
  const state = createStore<CaptureState>({ wanted: camera, opening: false, track: null, trouble: null })
  const asked: QualityLevel[] = []
  const line = {
    setQuality: (level) => void asked.push(level),
    measure: () => Promise.resolve(null),
  } as Partial<Line> as Line
  const scope = createScope()
  const view = createQuality(scope, {
    line,
    choices,
    capture: {
      camera: state,
      setQuality: () => Promise.resolve(),
      want: (_kind, wanted) => {
        state.change((now) => ({ ...now, wanted }))
        return Promise.resolve()
      },
    },
  })
  const filming = () => state.get().wanted
  return { scope, view, filming, asked }
}

test('“sound only” turns one’s camera off too, and what brings pictures back brings both back as they were', async () => {
  const { scope, view, filming, asked } = stage({ quality: 'low' })

  view.choose('sound')
  await expect.poll(() => asked).toEqual(['sound'])
  expect(filming()).toBe(false)
  view.picturesBack()

  await expect.poll(filming).toBe(true)
  expect(view.level.get()).toBe('low')
  scope.end()
})

test('who was not seen before “sound only” is not seen after it', async () => {
  const { scope, view, filming, asked } = stage({ camera: false })

  view.choose('sound')
  await expect.poll(() => asked).toEqual(['sound'])
  view.picturesBack()

  await expect.poll(() => asked).toEqual(['sound', 'automatic'])
  expect(filming()).toBe(false)
  scope.end()
})

test('“sound only” kept from the last time does not hold for someone who comes in with their camera on', async () => {
  const { scope, view, filming } = stage({ quality: 'sound', camera: true })

  expect(view.level.get()).toBe('automatic')
  expect(filming()).toBe(true)
  scope.end()
})

test('while pictures are there, there is nothing to bring back', () => {
  const { scope, view, asked } = stage({ quality: 'high' })

  view.picturesBack()

  expect([view.level.get(), asked]).toEqual(['high', []])
  scope.end()
})
