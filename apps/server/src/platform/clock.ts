/** The one clock. Nobody else asks what time it is, so that a test can say. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
