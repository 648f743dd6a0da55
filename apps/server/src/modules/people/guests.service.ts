import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { GuestId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import { visitMade } from '@amphi/contract/usage'
import type { Actor, Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import type { Limits } from '#platform/limits'
import { networkOf } from '#platform/network'
import { prepared } from '#platform/prepared'
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

export const createGuestsService = ({ db, bus, clock, limits, guestsAMinute }: Needs) => {
  const newGuest = (tenantId: TenantId) => {
    const token = randomToken()
    const now = clock.now()
    const id = GuestId.parse(randomUUID())
    return { token, row: { tenantId, id, tokenPrint: fingerprint(token), createdAt: now, lastSeenAt: now } }
  }

  /** Their browser keeps it for as long as we do. */
  const keep = (visit: Visit, token: string) => visit.setCookie(guestCookie, token, guestLife / 1000)

  /** Whom this browser is known as without an account, where it is. */
  const inBrowser = async (tenantId: TenantId, visit: Visit): Promise<GuestId | null> => {
    const token = visit.cookie(guestCookie)
    if (token === undefined) return null
    const [guest] = await prepared(db, 'guest_in_browser', (name) =>
      db
        .select({ id: guests.id })
        .from(guests)
        .where(and(eq(guests.tenantId, sql.placeholder('tenantId')), eq(guests.tokenPrint, sql.placeholder('print'))))
        .prepare(name),
    ).execute({ tenantId, print: fingerprint(token) })
    return guest?.id ?? null
  }

  return {
    inBrowser,

    /** Whoever has no account is known from now on by a cookie, so that they find their seat again. */
    async know(actor: Actor, visit: Visit): Promise<Visitor> {
      const before = visit.cookie(guestCookie)
      if (actor.kind === 'guest' && before) keep(visit, before)
      if (actor.kind !== 'nobody') return actor
      const { tenantId } = actor
      // Who forgets their cookie is someone new each time, and would be counted by nothing.
      const network = `new guests ${networkOf(visit.address)}`
      const wait = limits.count(network, { count: guestsAMinute, seconds: 60 })
      if (wait !== undefined) throw new Failure('door.crowded', { retryAfter: wait })
      const { token, row } = newGuest(tenantId)
      await db.transaction(async (tx) => {
        await tx.insert(guests).values(row)
        await bus.announce(tx, visitMade, { tenantId, visitor: row.id, at: row.createdAt.toISOString() })
      })
      keep(visit, token)
      return { kind: 'guest', tenantId, guestId: row.id }
    },

    /**
     * Someone with an account is known by the guest as well whom they are in this browser once signed out; null for
     * guests, and for what speaks without a browser.
     */
    async knowBrowser(actor: Visitor, visit: Visit): Promise<GuestId | null> {
      if (actor.kind === 'guest' || actor.loginId === undefined) return null
      const known = await inBrowser(actor.tenantId, visit)
      if (known) return known
      const { token, row } = newGuest(actor.tenantId)
      await db.insert(guests).values(row)
      keep(visit, token)
      return row.id
    },
  }
}
