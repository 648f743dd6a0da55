/** Half a second, then twice as long each time, up to ten; a little apart, so that a whole school does not knock at once. */
export const backOff = (attempt: number, random: () => number = Math.random) =>
  Math.min(10_000, 500 * 2 ** Math.min(attempt, 10)) * (0.6 + 0.4 * random())
