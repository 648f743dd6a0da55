import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '../start-problem.ts'

/** What a child tells of itself: names and figures, never secrets. */
export interface Tell {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}

interface Charge {
  name: string
  /** Starts it, or takes it back if it runs already; done when it answers. */
  raise: () => Promise<void>
  lives: () => boolean
  end: () => Promise<void>
  tell: Tell
}

/** How often we look. Reading one line of /proc costs microseconds, and also serves children that are not ours by birth. */
const glance = 200
/** The first try is at once: most falls are single ones. Then slower and slower, but never giving up. */
const backOff = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000]
/** One that stood so long has earned a fresh start. */
const steady = 60_000

/** Keeps a child up: raises it now (or throws), and again whenever it falls, until `stop`. */
export const supervise = async ({ name, raise, lives, end, tell }: Charge) => {
  const hearers: (() => void)[] = []
  const stopping = new AbortController()
  let why: string | undefined
  let falls = 0
  let restarts = 0

  await raise()
  let since = performance.now()

  const raiseAgain = async () => {
    if (performance.now() - since > steady) falls = 0
    why = `${name} ended unexpectedly and is being started again`
    tell.warn({ child: name, falls }, why)
    while (!stopping.signal.aborted) {
      await pause(backOff[Math.min(falls, backOff.length - 1)], undefined, { signal: stopping.signal })
      falls += 1
      try {
        await raise()
        break
      } catch (error) {
        why = `${name} cannot be started again: ${messageOf(error)}`
        tell.error({ child: name, falls }, why)
      }
    }
    since = performance.now()
    restarts += 1
    why = undefined
    tell.info({ child: name }, `${name} runs again`)
    for (const hear of hearers) hear()
  }

  const watch = async () => {
    while (!stopping.signal.aborted) {
      await pause(glance, undefined, { signal: stopping.signal, ref: false })
      if (!lives()) await raiseAgain()
    }
  }
  const watching = watch().catch((error: unknown) => {
    if (!stopping.signal.aborted) tell.error({ child: name }, `${name} is no longer watched: ${messageOf(error)}`)
  })

  return {
    name,
    state: () => (why === undefined ? { ok: true } : { ok: false, why }),
    /** How often it was started again after a fall, since we watch it. */
    restarts: () => restarts,
    /** Heard each time it was started again after a fall. */
    onRestart: (hear: () => void) => void hearers.push(hear),
    /** Lets go without ending it: the next server takes it back. */
    async release() {
      stopping.abort()
      await watching
    },
    async stop() {
      stopping.abort()
      await watching
      await end()
    },
  }
}

export type Supervised = Awaited<ReturnType<typeof supervise>>
