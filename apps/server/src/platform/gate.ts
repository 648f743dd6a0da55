/** How many deeds at once, and how many may wait for their turn. */
export interface GateSize {
  inside: number
  waiting: number
}

/**
 * Deeds, so many at once in this process and no more: who waits, in the order they came, holds nothing meanwhile. Where
 * too many wait already, `refuse` says so at once.
 */
export const createGate = ({ inside: most, waiting: mostWaiting }: GateSize, refuse: () => Error) => {
  const waiting: (() => void)[] = []
  let inside = 0

  const enter = () => {
    if (inside < most) {
      inside += 1
      return undefined
    }
    if (waiting.length >= mostWaiting) throw refuse()
    return new Promise<void>((next) => waiting.push(next))
  }

  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else inside -= 1
  }

  return async <T>(deed: () => Promise<T>): Promise<T> => {
    await enter()
    try {
      return await deed()
    } finally {
      leave()
    }
  }
}
