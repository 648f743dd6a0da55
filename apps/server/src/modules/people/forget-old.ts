import { lt } from 'drizzle-orm'
import type { Db } from '#platform/db'
import { accountLinksIn } from './account-links.repository.ts'
import { apiTokensIn } from './api-tokens.repository.ts'
import { signInFailuresIn } from './failures.repository.ts'
import { guestLife } from './guest-cookie.ts'
import { loginsIn } from './logins.repository.ts'
import { loginLife } from './logins.service.ts'
import { guests } from './people.table.ts'
import { placesIn } from './places.repository.ts'
import { forgiveAfter } from './slow-down.ts'

const day = 24 * 3600 * 1000

/** How long what is of no more use is kept, in milliseconds: to be found again by whoever looks into what happened. */
export const keptFor = { failures: forgiveAfter + day, spentLinks: day, expiredTokens: 30 * day, places: 180 * day }

/** Logins, guests, links, tokens and failures do not outlive their use. */
export const forgetOld = async (db: Db, now: Date) => {
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)
  await loginsIn(db).removeOld(ago(loginLife.idle), ago(loginLife.absolute))
  await db.delete(guests).where(lt(guests.lastSeenAt, ago(guestLife)))
  await accountLinksIn(db).removeExpired(ago(keptFor.spentLinks))
  await apiTokensIn(db).removeExpired(ago(keptFor.expiredTokens))
  await signInFailuresIn(db).sweep(ago(keptFor.failures))
  await placesIn(db).removeOld(ago(keptFor.places))
}
