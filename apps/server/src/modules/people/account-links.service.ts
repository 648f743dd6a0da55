import { randomUUID } from 'node:crypto'
import { writeReset } from '@amphi/contract/account-links'
import { personChanged, type PersonAspect, UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import type { Jobs } from '#platform/jobs'
import { fingerprint, type Keys, randomCode } from '#platform/secrets'
import { invitationsAtMost, isGood, lifeOf, type Purpose, resetsAtOnce, secretLength } from './account-link.ts'
import { accountLinksIn } from './account-links.repository.ts'
import { accountLetters } from './account-letters.ts'
import type { ApiTokensService } from './api-tokens.service.ts'
import type { AppPasswordsService } from './app-passwords.service.ts'
import { refuseGuessable } from './guessable.ts'
import type { LoginsService } from './logins.service.ts'
import { newUser } from './new-user.ts'
import { passwordsIn } from './passwords.ts'
import type { User } from './user.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  letters: LettersService
  logins: LoginsService
  tokens: ApiTokensService
  appPasswords: AppPasswordsService
  bus: Bus
  jobs: Jobs
  keys: Keys
}

interface Wanted {
  tenantId: TenantId
  purpose: Purpose
  userId: UserId | null
  /** For the purpose `email`: the address to come. */
  email?: string | null
}

/** What a link's reader may say of themselves. */
interface Given {
  secret: string
  password: string
  name?: string | undefined
  email?: string | undefined
}

/** As it is kept, however it was typed. */
const printOf = (secret: string) => fingerprint(secret.toLowerCase().replaceAll('-', ''))

export const createAccountLinksService = (needs: Needs) => {
  const { db, bus, clock, tenants, letters, logins, tokens, appPasswords, jobs, keys } = needs

  const make = async (tx: Tx, { tenantId, purpose, userId, email = null }: Wanted) => {
    const secret = randomCode(secretLength)
    const expiresAt = new Date(clock.now().getTime() + lifeOf[purpose])
    await accountLinksIn(tx).insert({ tenantId, secretPrint: fingerprint(secret), purpose, userId, email, expiresAt })
    return `${await tenants.addressOf(tenantId)}/link/${secret}`
  }

  const write = async (tx: Tx, tenantId: TenantId, purpose: 'invitation' | 'reset', user: User) => {
    if (!user.email) return
    const good = await accountLinksIn(tx).countGood(tenantId, purpose, user.id, clock.now())
    if (good >= resetsAtOnce) return
    const tenant = await tenants.get(tenantId)
    const link = await make(tx, { tenantId, purpose, userId: user.id })
    const letter = accountLetters[purpose][user.language ?? tenant.language]
    await letters.write(tx, tenantId, {
      to: user.email,
      ...letter({ tenant: tenant.name, link, name: user.name }),
    })
  }

  const firstAdministrator = async (tx: Tx, tenantId: TenantId, { name, email }: Given) => {
    // By another link, the environment or the command line, someone may have been first.
    const isLate = await usersIn(tx).isAdministered(tenantId)
    if (isLate || !email || !name) throw new Failure('link.spent')
    const user = newUser({ id: UserId.parse(randomUUID()), email, name, role: 'administrator' }, clock.now())
    if (!(await usersIn(tx).insert(tenantId, user))) throw new Failure('person.email_taken', { email })
    return user
  }

  /** Whether another invitation would be one too many. */
  const isSpared = async (tx: Tx, tenantId: TenantId, userId: UserId) => {
    const { every, count, within } = invitationsAtMost
    const now = clock.now().getTime()
    const sent = await accountLinksIn(tx).listSince(tenantId, 'invitation', userId, new Date(now - within))
    const isJustSent = sent.some(({ expiresAt }) => expiresAt.getTime() - lifeOf.invitation > now - every)
    return isJustSent || sent.length >= count
  }

  return {
    make,
    printOf,
    invite: (tx: Tx, tenantId: TenantId, user: User) => write(tx, tenantId, 'invitation', user),

    /** Whether it was sent: not to someone who was written to a moment ago, or often. The former link is dead. */
    async inviteAgain(tx: Tx, tenantId: TenantId, user: User) {
      if (await isSpared(tx, tenantId, user.id)) return false
      await accountLinksIn(tx).retire(tenantId, 'invitation', user.id, clock.now())
      await write(tx, tenantId, 'invitation', user)
      return true
    },

    /** Whether the account exists, only its owner learns: nothing is looked up before the answer. */
    async askReset(tenantId: TenantId, email: string) {
      await db.transaction((tx) => jobs.ask(tx, writeReset, { tenantId, sealedEmail: keys.seal(email) }))
    },

    async writeReset(tenantId: TenantId, sealedEmail: string) {
      const email = keys.unseal(sealedEmail)
      await db.transaction(async (tx) => {
        const user = await usersIn(tx).findByEmail(tenantId, email)
        if (user && !user.disabledAt) await write(tx, tenantId, user.joinedAt ? 'reset' : 'invitation', user)
      })
    },

    async read(tenantId: TenantId, secret: string) {
      const link = await accountLinksIn(db).find(tenantId, printOf(secret))
      if (!link || !isGood(link, clock.now())) throw new Failure('link.spent')
      const user = link.userId ? await usersIn(db).find(tenantId, link.userId) : undefined
      if (link.userId && !user) throw new Failure('link.spent')
      // Said before anything is filled in: by another link, or from the command line, someone was first.
      const isLate = link.purpose === 'setup' && (await usersIn(db).isAdministered(tenantId))
      if (isLate) throw new Failure('link.spent')
      return { purpose: link.purpose, email: link.email ?? user?.email ?? null, name: user?.name ?? null }
    },

    /** The link is spent, the password set, all other logins ended, and the reader signed in. */
    async use(tenantId: TenantId, given: Given, visit: Visit) {
      const user = await db.transaction(async (tx) => {
        const link = await accountLinksIn(tx).take(tenantId, printOf(given.secret))
        // Whoever opens what was sent to a new address proves that it reaches someone, not who they are.
        if (!link || !isGood(link, clock.now()) || link.purpose === 'email') throw new Failure('link.spent')
        const found = link.userId
          ? await usersIn(tx).find(tenantId, link.userId)
          : await firstAdministrator(tx, tenantId, given)
        if (!found || found.disabledAt) throw new Failure('link.spent')
        const changes = { name: given.name ?? found.name, joinedAt: found.joinedAt ?? clock.now() }
        refuseGuessable(given.password, { ...found, ...changes })
        await usersIn(tx).change(tenantId, found.id, changes)
        await passwordsIn(tx).set(tenantId, found.id, given.password)
        await accountLinksIn(tx).removeAll(tenantId, found.id)
        await logins.revokeAll(tx, { tenantId, userId: found.id })
        // Whoever had come in by a password that is not theirs may have left a way in behind.
        const all = { tenantId, userId: found.id, how: 'password', by: found.id } as const
        await tokens.revoke(tx, all)
        await appPasswords.revoke(tx, all)
        const deed: PersonAspect = link.purpose === 'setup' ? 'founded' : 'joined'
        const what: PersonAspect[] = found.joinedAt ? ['password'] : [deed]
        await bus.announce(tx, personChanged, { tenantId, userId: found.id, by: found.id, what })
        return { ...found, ...changes }
      })
      return logins.open(tenantId, user, visit)
    },
  }
}

export type AccountLinksService = ReturnType<typeof createAccountLinksService>
