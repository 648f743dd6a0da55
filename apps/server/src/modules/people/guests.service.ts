import { randomUUID } from 'node:crypto'
import { GuestId } from '@amphi/contract/people'
import type { Actor, Visitor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Visit } from '#platform/http'
import { fingerprint, randomToken } from '#platform/secrets'
import { guestCookie } from './identify.ts'
import { guests } from './people.table.ts'

const life = 30 * 24 * 3600

export const createGuestsService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  /** Whoever has no account is known from now on by a cookie, so that they find their seat again. */
  async know(actor: Actor, visit: Visit): Promise<Visitor> {
    if (actor.kind !== 'nobody') return actor
    const { tenantId } = actor
    const token = randomToken()
    const guestId = GuestId.parse(randomUUID())
    await db.insert(guests).values({ tenantId, id: guestId, tokenPrint: fingerprint(token), createdAt: clock.now() })
    visit.setCookie(guestCookie, token, life)
    return { kind: 'guest', tenantId, guestId }
  },
})
