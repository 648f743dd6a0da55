import { and, eq } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { TenantsService } from '#modules/tenants'
import type { Actor, Identify } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { fingerprint } from '#platform/secrets'
import { apiTokensIn } from './api-tokens.repository.ts'
import { guestCookie, guestLife } from './guest-cookie.ts'
import { loginCookie, loginLife } from './logins.service.ts'
import { loginsIn } from './logins.repository.ts'
import { guests } from './people.table.ts'
import { actorOf } from './person.ts'
import { createRemembered } from './remembered.ts'
import { usersIn } from './users.repository.ts'
import { createVisits } from './visits.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
}

/** A page asks several things at once. Revocations are overheard at once; this bounds what a missed one costs. */
const memory = 5_000
/** How old "last seen" may get before it is written again, in milliseconds. */
const seenEvery = 5 * 60_000

/** Says who holds a cookie or a token. Nothing above `people` knows how they signed in. */
export const createIdentify = ({ db, bus, clock, tenants }: Needs) => {
  const visits = createVisits({ bus, clock, tenants })
  const remembered = createRemembered<Actor>({ bus, clock, milliseconds: memory })

  const byLogin = async (tenantId: TenantId, token: string) => {
    const found = await loginsIn(db).findWithUser(tenantId, fingerprint(token))
    if (!found) return undefined
    const { login, user } = found
    const now = clock.now()
    const idle = now.getTime() - login.lastSeenAt.getTime()
    const age = now.getTime() - login.createdAt.getTime()
    if (idle > loginLife.idle || age > loginLife.absolute) return undefined
    const isVisit = await visits.isFirstOfDay(tenantId, login.lastSeenAt)
    if (idle > seenEvery || isVisit)
      await db.transaction(async (tx) => {
        await loginsIn(tx).seen(tenantId, login.id, now)
        await usersIn(tx).change(tenantId, user.id, { lastSeenAt: now })
        if (isVisit) await visits.tell(tx, tenantId, user.id)
      })
    const person = actorOf(tenantId, user)
    return person && { ...person, loginId: login.id }
  }

  const byToken = async (tenantId: TenantId, token: string) => {
    const found = await apiTokensIn(db).findUser(tenantId, fingerprint(token), clock.now())
    const person = found && actorOf(tenantId, found.user)
    return person && { ...person, scopes: found.scopes }
  }

  const asGuest = async (tenantId: TenantId, token: string): Promise<Actor | undefined> => {
    const now = clock.now()
    const one = and(eq(guests.tenantId, tenantId), eq(guests.tokenPrint, fingerprint(token)))
    const [guest] = await db.select({ id: guests.id, lastSeenAt: guests.lastSeenAt }).from(guests).where(one)
    const idle = guest ? now.getTime() - guest.lastSeenAt.getTime() : 0
    if (!guest || idle > guestLife) return undefined
    if (await visits.isFirstOfDay(tenantId, guest.lastSeenAt))
      await db.transaction(async (tx) => {
        await tx.update(guests).set({ lastSeenAt: now }).where(one)
        await visits.tell(tx, tenantId, guest.id)
      })
    return { kind: 'guest', tenantId, guestId: guest.id }
  }

  const identify: Identify = async ({ host, cookies, authorization }) => {
    const tenantId = (await tenants.ofHost(host)).id
    const nobody: Actor = { kind: 'nobody', tenantId }

    // A token speaks alone: were it wrong, a cookie beside it must not speak in its place.
    const bearer = authorization?.match(/^Bearer ([\w-]{20,128})$/i)?.[1]
    if (authorization) {
      if (!bearer) return nobody
      return (await remembered.recall(`${tenantId} bearer ${bearer}`, () => byToken(tenantId, bearer))) ?? nobody
    }
    const login = cookies[loginCookie]
    const person = login && (await remembered.recall(`${tenantId} login ${login}`, () => byLogin(tenantId, login)))
    if (person) return person
    const guest = cookies[guestCookie]
    return (guest && (await remembered.recall(`${tenantId} guest ${guest}`, () => asGuest(tenantId, guest)))) || nobody
  }

  return { identify }
}
