import { loginsRevoked } from '@amphi/contract/logins'
import { personChanged, personRemoved } from '@amphi/contract/people'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'

interface Needs {
  bus: Bus
  clock: Clock
  /** For how long at most. */
  milliseconds: number
}

const atMost = 20_000

/** Who held a secret a moment ago, so that not every request asks. Forgotten as soon as anybody's may have ended. */
export const createRemembered = <Holder>({ bus, clock, milliseconds }: Needs) => {
  const holders = new Map<string, { holder: Holder; at: number }>()
  let forgotten = 0
  const forget = () => {
    forgotten += 1
    holders.clear()
  }
  bus.overhear(loginsRevoked, forget)
  bus.overhear(personChanged, forget)
  bus.overhear(personRemoved, forget)

  return {
    forget,

    async recall(key: string, ask: () => Promise<Holder | undefined>): Promise<Holder | undefined> {
      const now = clock.now().getTime()
      const known = holders.get(key)
      if (known && now - known.at < milliseconds) return known.holder
      const asked = forgotten
      const holder = await ask()
      // Asked before something was revoked, and answered after: true for this once, at most.
      if (asked !== forgotten) return holder
      if (holders.size > atMost) holders.clear()
      if (holder) holders.set(key, { holder, at: now })
      else holders.delete(key)
      return holder
    },
  }
}
