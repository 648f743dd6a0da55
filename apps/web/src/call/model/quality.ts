import type { CaptureState, Choices, DeviceKind, Figures, Line, QualityLevel } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { createStore, derive, type Readable, type Store } from '../store.ts'

interface Needs {
  line: Line
  choices: Store<Choices>
  capture: {
    setQuality: (level: QualityLevel) => Promise<void>
    want: (kind: DeviceKind, wanted: boolean) => Promise<void>
    camera: Readable<CaptureState>
  }
}

export interface QualityView {
  level: Readable<QualityLevel>
  figures: Readable<Figures | null>
  choose: (level: QualityLevel) => void
  /** “Sound only” is over: as it was before. */
  picturesBack: () => void
  /** Someone looks at the figures: they are read every second. */
  watch: () => () => void
}

/** How much goes over the line, both ways. */
export const createQuality = (scope: Scope, { line, choices, capture }: Needs): QualityView => {
  const figures = createStore<Figures | null>(null)
  let hadCamera = false
  let before: QualityLevel = 'automatic'
  const level = derive(scope, [choices], () => choices.get().quality)
  const measure = async () => {
    const now = await line.measure().catch(() => null)
    if (now && !scope.ended) figures.set(now)
  }
  // Also while nobody looks: what was sent before a reconnection would not be in the total.
  scope.every(5_000, () => void measure())

  const choose = async (next: QualityLevel) => {
    const last = level.get()
    choices.change((now) => ({ ...now, quality: next }))
    if (next === 'sound' && last !== 'sound') {
      before = last
      hadCamera = capture.camera.get().wanted
      await capture.want('camera', false)
    }
    await capture.setQuality(next)
    line.setQuality(next)
    // Back from sound alone, one is seen again if one was.
    if (last === 'sound' && next !== 'sound' && hadCamera) await capture.want('camera', true)
  }

  // Chosen the last time; a camera turned on since, at the door, says otherwise.
  if (level.get() === 'sound' && capture.camera.get().wanted) void choose(before)

  return {
    level,
    figures,
    choose: (next) => void choose(next),
    picturesBack: () => void (level.get() === 'sound' && choose(before)),
    watch: () => {
      void measure()
      const timer = setInterval(() => void measure(), 1_000)
      scope.onEnd(() => clearInterval(timer))
      return () => clearInterval(timer)
    },
  }
}
