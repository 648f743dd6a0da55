/** A clock that stands still until it is told to go on. */
export const aClock = (at = new Date()) => {
  let now = at.getTime()
  return {
    now: () => new Date(now),
    /** Lets so many seconds pass. */
    pass(seconds: number) {
      now += seconds * 1000
    },
  }
}
