import { randomUUID } from 'node:crypto'
import { GuestId } from '@amphi/contract/people'
import { visitMade } from '@amphi/contract/usage'
import type { Actor, Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import type { Limits } from '#platform/limits'
import { networkOf } from '#platform/network'
import { fingerprint, randomToken } from '#platform/secrets'
import { guestCookie, guestLife } from './guest-cookie.ts'
import { guests } from './people.table.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  limits: Limits
  guestsAMinute: number
}

export const createGuestsService = ({ db, bus, clock, limits, guestsAMinute }: Needs) => ({
  /** Whoever has no account is known from now on by a cookie, so that they find their seat again. */
  async know(actor: Actor, visit: Visit): Promise<Visitor> {
    // Their browser keeps them for as long again as we do.
    const before = visit.cookie(guestCookie)
    if (actor.kind === 'guest' && before) visit.setCookie(guestCookie, before, guestLife / 1000)
    if (actor.kind !== 'nobody') return actor
    const { tenantId } = actor
    // Who forgets their cookie is someone new each time, and would be counted by nothing.
    const network = `new guests ${networkOf(visit.address)}`
    const wait = limits.count(network, { count: guestsAMinute, seconds: 60 })
    if (wait !== undefined) throw new Failure('door.crowded', { retryAfter: wait })
    const token = randomToken()
    const guestId = GuestId.parse(randomUUID())
    const now = clock.now()
    const row = { tenantId, id: guestId, tokenPrint: fingerprint(token), createdAt: now, lastSeenAt: now }
    await db.transaction(async (tx) => {
      await tx.insert(guests).values(row)
      await bus.announce(tx, visitMade, { tenantId, visitor: guestId })
    })
    visit.setCookie(guestCookie, token, guestLife / 1000)
    return { kind: 'guest', tenantId, guestId }
  },
})
