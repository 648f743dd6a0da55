import { Email } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { networkOf } from '#platform/network'
import { appPasswordPrint } from './app-password.ts'
import { appPasswordsIn } from './app-passwords.repository.ts'
import { signInFailuresIn } from './failures.repository.ts'
import { actorOf } from './person.ts'
import { createRemembered } from './remembered.ts'
import { forgiveAfter, slowings, waitAfter } from './slow-down.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
}

interface Asked {
  tenantId: TenantId
  /** An address, in whatever case. */
  login: string
  secret: string
  /** Where it is asked from. */
  address: string
}

/** Revocations are overheard at once; this bounds what a missed one costs, in milliseconds. */
const memory = 1_000
/** How old "last used" may get before it is written again, in milliseconds. */
const usedEvery = 60_000

/**
 * Says who holds an app password: only these are taken, neither the password of an account nor an API token. A calendar
 * asks with it at every request. Nobody guesses 138 bits, so that failures slow no more than the account at the place
 * they come from: a device with a password that has ended costs the others of its person little.
 */
export const createAppPasswordHolder = ({ db, bus, clock }: Needs) => {
  const remembered = createRemembered<PersonActor>({ bus, clock, milliseconds: memory })

  const refuseSlowed = (failed: { count: number; lastAt: Date }) => {
    const retryAfter = waitAfter(failed, slowings.appPassword, clock.now())
    if (retryAfter > 0) throw new Failure('login.slow_down', { retryAfter })
  }

  const fail = async (tenantId: TenantId, key: string) => {
    const now = clock.now()
    const [failed] = await signInFailuresIn(db).add(tenantId, [key], now, new Date(now.getTime() - forgiveAfter))
    if (!failed || failed.count < slowings.appPassword.free) return
    // From now on the right one waits here as well.
    remembered.forget()
    // Of many that were asked at once, no more are answered than of those asked in turn.
    if (failed.count > slowings.appPassword.free) refuseSlowed(failed)
  }

  const ask = async (tenantId: TenantId, email: string, print: string, network: string) => {
    const key = `${email} app ${network}`
    const [failed] = await signInFailuresIn(db).list(tenantId, [key])
    if (failed) refuseSlowed(failed)
    const found = await appPasswordsIn(db).findWithUser(tenantId, email, print)
    const person = found && actorOf(tenantId, found.user)
    if (!person) {
      await fail(tenantId, key)
      return undefined
    }
    const now = clock.now()
    const since = new Date(now.getTime() - usedEvery)
    if (failed) await signInFailuresIn(db).forgive(tenantId, [key])
    if (!found.lastUsedAt || found.lastUsedAt < since) await appPasswordsIn(db).used(tenantId, found.id, now, since)
    return person
  }

  return {
    /** Nobody, where it is wrong or its person may not sign in; too many failures are refused with when to come back. */
    async holder({ tenantId, login, secret, address }: Asked): Promise<PersonActor | undefined> {
      const { data: email } = Email.safeParse(login)
      if (email === undefined) return undefined
      const print = appPasswordPrint(secret)
      const network = networkOf(address)
      return remembered.recall(`${tenantId} ${email} ${network} ${print}`, async () => {
        const person = await ask(tenantId, email, print, network)
        // Made for no route of the API: an app password opens nothing there, whoever hands this on.
        return person && { ...person, scopes: [] }
      })
    },
  }
}
