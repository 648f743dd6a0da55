import type { UserId } from '@amphi/contract/people'
import { personChanged } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import { type Db, isTaken, type Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import { accountLetters } from './account-letters.ts'
import { isGood } from './account-link.ts'
import { accountLinksIn } from './account-links.repository.ts'
import type { AccountLinksService } from './account-links.service.ts'
import { signInFailuresIn } from './failures.repository.ts'
import type { LoginsService } from './logins.service.ts'
import type { User } from './user.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  letters: LettersService
  logins: LoginsService
  links: AccountLinksService
}

/** Another address for a person: it is how they sign in, and where what lets them in is sent. */
export const createEmailsService = ({ db, bus, clock, tenants, letters, logins, links }: Needs) => {
  const refuseTaken = async (tx: Tx, tenantId: TenantId, userId: UserId, email: string) => {
    const holder = await usersIn(tx).findByEmail(tenantId, email)
    if (holder && holder.id !== userId) throw new Failure('person.email_taken', { email })
  }

  /** The former address learns of it, and no link that was sent there opens anything any more. Logins go on. */
  const change = async (tx: Tx, tenantId: TenantId, user: User, email: string) => {
    if (email === user.email) return
    await refuseTaken(tx, tenantId, user.id, email)
    try {
      await usersIn(tx).change(tenantId, user.id, { email })
    } catch (error) {
      // Of two who take it at once, the database knows who was first.
      throw isTaken(error) ? new Failure('person.email_taken', { email }) : error
    }
    await accountLinksIn(tx).removeAll(tenantId, user.id)
    if (!user.joinedAt) return links.invite(tx, tenantId, { ...user, email })
    if (!user.email) return
    await signInFailuresIn(tx).forget(tenantId, user.email)
    const { name, language } = await tenants.get(tenantId)
    const told = { tenant: name, name: user.name, email, link: await tenants.addressOf(tenantId) }
    await letters.write(tx, tenantId, {
      to: user.email,
      ...accountLetters.emailChanged[user.language ?? language](told),
    })
  }

  return {
    change,

    /** Nothing changes yet: a letter goes to the new address, and who opens it has it. The last one asked for counts. */
    async ask(actor: PersonActor, { email, password }: { email: string; password: string }, visit: Visit) {
      const { tenantId, userId } = actor
      await logins.checkPassword(actor, password, visit)
      await db.transaction(async (tx) => {
        const user = await usersIn(tx).find(tenantId, userId)
        if (!user) throw new Failure('login.required')
        if (email === user.email) return
        await refuseTaken(tx, tenantId, userId, email)
        await accountLinksIn(tx).retire(tenantId, 'email', userId, clock.now())
        const link = await links.make(tx, { tenantId, purpose: 'email', userId, email })
        const { name, language } = await tenants.get(tenantId)
        const told = { tenant: name, name: user.name, email, link }
        await letters.write(tx, tenantId, { to: email, ...accountLetters.email[user.language ?? language](told) })
      })
    },

    async confirm(tenantId: TenantId, secret: string) {
      return db.transaction(async (tx) => {
        const link = await accountLinksIn(tx).take(tenantId, links.printOf(secret))
        const user = link?.userId ? await usersIn(tx).find(tenantId, link.userId) : undefined
        if (!link?.email || !isGood(link, clock.now())) throw new Failure('link.spent')
        if (!user || user.disabledAt) throw new Failure('link.spent')
        await change(tx, tenantId, user, link.email)
        await bus.announce(tx, personChanged, { tenantId, userId: user.id, by: user.id, what: ['email'] })
        return { email: link.email }
      })
    },
  }
}

export type EmailsService = ReturnType<typeof createEmailsService>
