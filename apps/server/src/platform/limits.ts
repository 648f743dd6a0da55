import type { Limit } from '@amphi/contract/grammar'
import type { Clock } from './clock.ts'
import { networkOf } from './network.ts'

/** Any one person, over all routes: far above what a page asks for, far below what a loop does. */
const general: Limit = { count: 600, seconds: 10 }

/** A whole school speaks from one address. */
const peopleAtOneAddress = 20

interface Window {
  count: number
  endsAt: number
}

/** Counts calls in this process. `scale` stretches every limit, for tests and benchmarks. */
export const createLimits = (clock: Clock, scale: number) => {
  const windows = new Map<string, Window>()

  const forget = (now: number) => {
    for (const [key, window] of windows) if (window.endsAt <= now) windows.delete(key)
  }

  /** Undefined when the call may pass, else the seconds to wait. */
  const count = (key: string, { count: allowed, seconds }: Limit, many: number) => {
    const now = clock.now().getTime()
    const open = windows.get(key)
    const window = open && open.endsAt > now ? open : { count: 0, endsAt: now + seconds * 1000 }
    window.count += 1
    if (windows.size > 50_000) forget(now)
    windows.set(key, window)
    return window.count > allowed * many * scale ? Math.ceil((window.endsAt - now) / 1000) : undefined
  }

  return {
    /** Counts one call of `who` (someone known) or from `address` (someone unknown). */
    check(route: string, limit: Limit | undefined, who: string | undefined, address: string) {
      const [key, many] = who ? [who, 1] : [networkOf(address), peopleAtOneAddress]
      return count(key, general, many) ?? (limit && count(`${route} ${key}`, limit, many))
    },
  }
}

export type Limits = ReturnType<typeof createLimits>
