/** How failed sign-ins slow the next try: some are free, then the wait doubles up to a bound. Nobody is ever locked. */
export interface Slowing {
  free: number
  /** Seconds. */
  longest: number
}

/**
 * One guessing at an account from one place soon waits a quarter of an hour. An account attacked from everywhere, and
 * a place that attacks everyone, wait a minute at most: behind them stand the person, and a whole school. So does an
 * account at a place where a device goes on with an app password that has ended: beside it may stand another.
 */
export const slowings = {
  accountFromAddress: { free: 5, longest: 900 },
  account: { free: 20, longest: 60 },
  address: { free: 50, longest: 60 },
  appPassword: { free: 20, longest: 60 },
} as const satisfies Record<string, Slowing>

/** After this long without a failure all is forgotten, in milliseconds. */
export const forgiveAfter = 3600 * 1000

/** Seconds still to wait after so many failures, the last of them at `lastAt`. */
export const waitAfter = (failures: { count: number; lastAt: Date }, { free, longest }: Slowing, now: Date) => {
  const since = now.getTime() - failures.lastAt.getTime()
  if (failures.count < free || since >= forgiveAfter) return 0
  const wait = Math.min(longest, 2 ** (failures.count - free))
  return Math.max(0, Math.ceil(wait - since / 1000))
}
