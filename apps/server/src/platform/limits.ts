import type { Limit } from '@amphi/contract/grammar'
import { type Actor, nameOf } from './actor.ts'
import type { Clock } from './clock.ts'
import { networkOf } from './network.ts'

/** Any one person, over all routes: far above what a page asks for, far below what a loop does. */
const general: Limit = { count: 600, seconds: 10 }

/** A whole school speaks from one address. */
const peopleAtOneAddress = 20

/** By whom a call is counted. */
interface Counted {
  /** Someone known; undefined for a stranger. */
  who: string | undefined
  address: string
  hasAccount: boolean
}

export const countedAs = (actor: Actor, address: string): Counted => ({
  who: nameOf(actor),
  address,
  hasAccount: actor.kind === 'person',
})

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

  /** Someone known by themselves; a stranger by where they are; and a guest by both, for a cookie is soon made. */
  const keysOf = (limit: Limit, { who, address, hasAccount }: Counted) => {
    const place = {
      key: networkOf(address),
      many: (limit.atOneAddress ?? limit.count * peopleAtOneAddress) / limit.count,
    }
    if (!who) return [place]
    const self = { key: who, many: 1 }
    return hasAccount || limit.atOneAddress === undefined ? [self] : [self, place]
  }

  const checkOne = (name: string, limit: Limit, by: Counted) => {
    const waits = keysOf(limit, by).map(({ key, many }) => count(`${name} ${key}`, limit, many))
    return waits.find((wait) => wait !== undefined)
  }

  return {
    /** Counts one call; undefined when it may pass, else the seconds to wait. */
    check: (route: string, limit: Limit | undefined, by: Counted) =>
      checkOne('', general, by) ?? (limit && checkOne(route, limit, by)),

    /** How many seconds remain of a limit that was reached; undefined when there is room. Counts nothing. */
    reached: (name: string, limit: Limit) => {
      const window = windows.get(name)
      const left = window ? window.endsAt - clock.now().getTime() : 0
      return window && left > 0 && window.count >= limit.count * scale ? Math.ceil(left / 1000) : undefined
    },

    /** Counts one deed of a thing that is not a caller: a room, a network. */
    count: (name: string, limit: Limit) => count(name, limit, 1),

    /** One that was counted, and should not have been. */
    forgive(name: string) {
      const window = windows.get(name)
      if (window && window.count > 0) window.count -= 1
    },
  }
}

export type Limits = ReturnType<typeof createLimits>
