/** The first call is answered at once, and all that come within the pause by one more at its end. */
export const createGathering = (milliseconds: number) => {
  const resting = new Map<string, { timer: NodeJS.Timeout; next: (() => void) | undefined }>()

  const tell = (key: string, deed: () => void) => {
    const rest = resting.get(key)
    if (rest) {
      rest.next = deed
      return
    }
    const timer = setTimeout(() => {
      const next = resting.get(key)?.next
      resting.delete(key)
      if (next) tell(key, next)
    }, milliseconds)
    resting.set(key, { timer, next: undefined })
    deed()
  }

  return {
    tell,
    close() {
      for (const { timer } of resting.values()) clearTimeout(timer)
      resting.clear()
    },
  }
}
