import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import { networkOf } from '#platform/network'
import { fingerprint, randomToken } from '#platform/secrets'
import { signInFailuresIn } from './failures.repository.ts'
import { placesIn } from './places.repository.ts'
import { forgiveAfter, slowings, waitAfter } from './slow-down.ts'

interface Try {
  tenantId: TenantId
  email: string
  /** Undefined where nobody has that address. */
  userId: UserId | undefined
  visit: Visit
}

type Kind = keyof typeof slowings

/** Says only that this browser has signed in before; it opens nothing. */
const browserCookie = 'amphi_browser'
const browserLife = 365 * 24 * 3600

/**
 * The watch over guessed passwords. From a browser a person has signed in with before, only failures with that very
 * browser slow them, and from a network they have been at, only those from there: whoever attacks their account, also
 * from the next room, does not keep them out.
 */
export const createTries = ({ db, clock }: { db: Db; clock: Clock }) => {
  /** What is being tried now counts as failed until it turns out: many guesses at once are as many guesses. */
  const underway = new Map<string, number>()

  const printsOf = ({ visit }: Pick<Try, 'visit'>) => {
    const browser = visit.cookie(browserCookie)
    return {
      browser: browser ? fingerprint(`browser ${browser}`) : undefined,
      network: fingerprint(`network ${networkOf(visit.address)}`),
    }
  }

  /** What this try counts under, and what of it slows this one. */
  const keysOf = async (asked: Try) => {
    const { tenantId, email, userId, visit } = asked
    const { browser, network } = printsOf(asked)
    const known = userId
      ? await placesIn(db).among(tenantId, userId, browser ? [browser, network] : [network])
      : new Set<string>()
    const address = networkOf(visit.address)
    const all = { accountFromAddress: `${email} ${address}`, account: email, address: `@${address}` }
    if (browser && known.has(browser)) return { accountFromAddress: `${email} ${browser}` }
    return known.has(network) ? { accountFromAddress: all.accountFromAddress } : all
  }

  /**
   * `ahead` are those that were underway before it: of these, what is read now may count some and miss others, so
   * that all of them are counted.
   */
  const waitFor = async (tenantId: TenantId, keys: Partial<Record<Kind, string>>, ahead: Map<string, number>) => {
    const now = clock.now()
    const failures = await signInFailuresIn(db).list(tenantId, Object.values(keys))
    const waits = Object.entries(keys).map(([kind, key]) => {
      const slowing = slowings[kind as Kind]
      const failed = failures.find((it) => it.key === key) ?? { count: 0, lastAt: now }
      const others = ahead.get(key) ?? 0
      // A whole school signs in from one address at once: there, those who are at it count only after failures.
      if (kind === 'address' && failed.count < slowing.free) return 0
      return others > 0
        ? waitAfter({ count: failed.count + others, lastAt: now }, slowing, now)
        : waitAfter(failed, slowing, now)
    })
    return Math.max(0, ...waits)
  }

  const change = (tenantId: TenantId, keys: string[], by: number) => {
    for (const key of keys) {
      const left = (underway.get(`${tenantId} ${key}`) ?? 0) + by
      if (left > 0) underway.set(`${tenantId} ${key}`, left)
      else underway.delete(`${tenantId} ${key}`)
    }
  }

  return {
    /** Whether it fits; refused unasked while it must wait. */
    async attempt(asked: Try, fits: () => Promise<boolean>) {
      const { tenantId, email } = asked
      const keys = await keysOf(asked)
      const counted = Object.values(keys)
      const ahead = new Map(counted.map((key) => [key, underway.get(`${tenantId} ${key}`) ?? 0]))
      change(tenantId, counted, 1)
      try {
        const wait = await waitFor(tenantId, keys, ahead)
        if (wait > 0) throw new Failure('login.slow_down', { retryAfter: wait })
        const isRight = await fits()
        const now = clock.now()
        const failures = signInFailuresIn(db)
        // An address is not forgiven for one right guess among many.
        if (isRight) await failures.forgive(tenantId, [keys.accountFromAddress, email])
        else await failures.add(tenantId, counted, now, new Date(now.getTime() - forgiveAfter))
        return isRight
      } finally {
        change(tenantId, counted, -1)
      }
    },

    /** Where they have signed in. */
    async remember(tenantId: TenantId, userId: UserId, visit: Visit) {
      const token = visit.cookie(browserCookie) ?? randomToken()
      visit.setCookie(browserCookie, token, browserLife)
      const { network } = printsOf({ visit })
      const prints = [fingerprint(`browser ${token}`), network]
      await placesIn(db).remember(tenantId, userId, prints, clock.now())
    },
  }
}
