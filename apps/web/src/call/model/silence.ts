import type { CaptureState } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { createStore, type Readable } from '../store.ts'

/** `dead`: the microphone is open and gives nothing. `muted`: one speaks, and nobody hears. */
export type Silence = 'dead' | 'muted' | null

interface Needs {
  microphone: Readable<CaptureState>
  level: { loud: Readable<number>; alive: Readable<boolean> }
  now?: () => number
}

const voice = 0.5
/** A word is six readings of its loudness, with the gaps between its sounds; a cough is two. */
const word = 6
const shows = 5_000
const restsFor = 20_000

/** Notices what a microphone does that its owner cannot see. */
export const createSilence = (scope: Scope, { microphone, level, now = Date.now }: Needs): Readable<Silence> => {
  const silence = createStore<Silence>(null)
  let voiced = 0
  let quietUntil = 0

  const look = () => {
    const { wanted, track } = microphone.get()
    if (wanted) return silence.set(track && !level.alive.get() ? 'dead' : null)
    if (silence.get() === 'dead') silence.set(null)
    if (!track) return
    voiced = Math.max(0, voiced + (level.loud.get() >= voice ? 1 : -0.5))
    if (voiced < word || now() < quietUntil) return
    voiced = 0
    quietUntil = now() + restsFor
    silence.set('muted')
    scope.after(shows, () => silence.get() === 'muted' && silence.set(null))
  }
  for (const source of [microphone, level.loud, level.alive]) scope.onEnd(source.subscribe(look))
  return silence
}
