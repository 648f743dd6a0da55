import type { Scope } from '../scope.ts'
import { createStore, type Readable } from '../store.ts'

export interface Level {
  /** How loud, 0 to 1, fifteen times a second; 0 while there is no track. */
  loud: Readable<number>
  /** False once a microphone that is open has given nothing at all for six seconds: not even the noise of a room. */
  alive: Readable<boolean>
}

const deadAfter = 6_000

export const createLevel = (scope: Scope, track: Readable<MediaStreamTrack | null>): Level => {
  const loud = createStore(0)
  const alive = createStore(true)
  let context: AudioContext | null = null
  let stop = () => {}

  const start = () => {
    stop()
    loud.set(0)
    alive.set(true)
    const source = track.get()
    if (!source) return
    context ??= new AudioContext()
    // A page that was not clicked yet may have to wait for the first gesture.
    if (context.state === 'suspended') void context.resume().catch(() => undefined)
    // A copy: the one that is sent is silenced while muted, and "you speak while muted" must still be noticed.
    const copy = source.clone()
    copy.enabled = true
    const input = context.createMediaStreamSource(new MediaStream([copy]))
    const analyser = context.createAnalyser()
    analyser.fftSize = 512
    input.connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    let heardAt = Date.now()
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      loud.set(loudness(samples))
      if (context?.state !== 'running' || samples.some((sample) => Math.abs(sample) > 1e-5)) heardAt = Date.now()
      alive.set(Date.now() - heardAt < deadAfter)
    }, 66)
    stop = () => {
      clearInterval(timer)
      input.disconnect()
      copy.stop()
      stop = () => {}
    }
  }

  scope.onEnd(track.subscribe(start))
  scope.listen(typeof document === 'undefined' ? undefined : document, 'pointerdown', () => void context?.resume())
  scope.onEnd(() => {
    stop()
    void context?.close()
  })
  start()
  return { loud, alive }
}

/** Root mean square on a scale of decibels, -60 to -10, because that is how loud it seems. */
export const loudness = (samples: Float32Array): number => {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / samples.length + 1e-10)
  return Math.min(1, Math.max(0, (decibels + 60) / 50))
}
