/** Deeds, so many at once in this process and no more: who waits, in the order they came, holds nothing meanwhile. */
export const createGate = (most: number) => {
  const waiting: (() => void)[] = []
  let inside = 0

  const enter = () => {
    if (inside < most) {
      inside += 1
      return undefined
    }
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
