/** Deeds under one name, one after the other in this process: who waits for the others holds no connection meanwhile. */
export const createTurns = () => {
  const last = new Map<string, Promise<unknown>>()

  return {
    take<T>(name: string, deed: () => Promise<T>): Promise<T> {
      const mine = (last.get(name) ?? Promise.resolve()).then(deed, deed)
      last.set(name, mine)
      const forget = () => {
        if (last.get(name) === mine) last.delete(name)
      }
      mine.then(forget, forget)
      return mine
    },
    /** Whether somebody has, or waits for, a turn under that name. */
    taken: (name: string) => last.has(name),
  }
}
