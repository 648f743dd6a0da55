import type { Health } from '@amphi/contract/nodes'

/** From so many failures in a row on a server is down: one may be the network’s. */
const downAfter = 3
/** Milliseconds from which on an answer is slow. */
const slow = 2000

export interface State {
  health: Health
  failures: number
}

/** How a server is, from how it was and how it answered: in so many milliseconds, or not at all. */
export const healthAfter = ({ failures, health }: State, delay: number | undefined): State => {
  if (delay === undefined) {
    const inARow = failures + 1
    // One that is down stays so until it answers, and so does one that never did: what was said of it may be wrong.
    const isDown = inARow >= downAfter || health === 'down' || health === 'unknown'
    return { failures: inARow, health: isDown ? 'down' : 'degraded' }
  }
  return { failures: 0, health: delay > slow ? 'degraded' : 'healthy' }
}

/** Seconds between two questions, and for so much more or less: servers are not all asked at one moment. */
const between = { seconds: 15, jitter: 0.2 }

/** In how many milliseconds a server is asked again. `chance` is from 0 to 1. */
export const nextIn = (chance: number) =>
  Math.round(between.seconds * 1000 * (1 - between.jitter + 2 * between.jitter * chance))
