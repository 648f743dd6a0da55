import { randomUUID } from 'node:crypto'
import type { Changes } from '@amphi/contract/grammar'
import { loginsRevoked } from '@amphi/contract/logins'
import { type Capability, type Person, personChanged, type Role, UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { aspectsOf } from './aspects.ts'
import type { EmailsService } from './emails.service.ts'
import { refuseGuessable } from './guessable.ts'
import { loginsIn } from './logins.repository.ts'
import { nameFromEmail, newUser } from './new-user.ts'
import { passwordsIn } from './passwords.ts'
import { personSeenBy } from './person.ts'
import { refuseLast } from './refuse-last.ts'
import { refuseMembers } from './refuse-members.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  emails: EmailsService
}

interface Added {
  email: string
  name: string
  password: string
  role: Role
}

type PersonChanges = Changes<{
  name: string
  email: string
  role: Role
  capabilities: Capability[]
  disabled: boolean
}>

/** The people of a house, for those who administer it. */
export const createDirectoryService = ({ db, bus, clock, emails }: Needs) => {
  const get = async (within: Db, tenantId: TenantId, userId: UserId) => {
    const user = await usersIn(within).find(tenantId, userId)
    if (!user) throw new Failure('person.not_found', { userId })
    return user
  }

  const shutOut = async (tx: Tx, tenantId: TenantId, userId: UserId) => {
    await loginsIn(tx).removeAll(tenantId, userId)
    await bus.announce(tx, loginsRevoked, { tenantId, userId })
  }

  const change = (tenantId: TenantId, userId: UserId, changes: PersonChanges, by: UserId | null) =>
    db.transaction(async (tx) => {
      const { email, disabled, ...rest } = changes
      const user = await get(tx, tenantId, userId)
      const stepsDown = user.role === 'administrator' && (rest.role === 'member' || disabled === true)
      if (stepsDown) await refuseLast(tx, tenantId, userId)
      const disabledAt = disabled === undefined ? undefined : disabled ? (user.disabledAt ?? clock.now()) : null
      await usersIn(tx).change(tenantId, userId, { ...rest, disabledAt })
      const after = await get(tx, tenantId, userId)
      if (email !== undefined) await emails.change(tx, tenantId, after, email)
      const what = aspectsOf(user, { ...after, email: email ?? user.email })
      if (what.length > 0) await bus.announce(tx, personChanged, { tenantId, userId, by, what })
      if (disabled) await shutOut(tx, tenantId, userId)
      return get(tx, tenantId, userId)
    })

  return {
    async list(actor: PersonActor, search?: string): Promise<Person[]> {
      refuseMembers(actor)
      const users = await usersIn(db).list(actor.tenantId, search)
      return users.map((user) => personSeenBy(actor.userId, user))
    },

    async change(actor: PersonActor, userId: UserId, changes: PersonChanges) {
      refuseMembers(actor)
      const { tenantId, userId: by } = actor
      // One's own address is changed with one's password, by whoever administers as well: a token must not.
      const isForOthers = changes.disabled === true || changes.email !== undefined
      if (isForOthers && userId === by) throw new Failure('person.not_yourself')
      return personSeenBy(by, await change(tenantId, userId, changes, by))
    },

    /** From the command line, where whoever stands at the machine may. */
    async changeFromConsole(tenantId: TenantId, userId: UserId, changes: PersonChanges) {
      return personSeenBy(userId, await change(tenantId, userId, changes, null))
    },

    /** From the command line, where whoever stands at the machine vouches for the person. */
    add: (tenantId: TenantId, given: Added) =>
      db.transaction(async (tx) => {
        const id = UserId.parse(randomUUID())
        const user = { ...newUser({ id, ...given }, clock.now()), joinedAt: clock.now() }
        refuseGuessable(given.password, user)
        const isNew = await usersIn(tx).insert(tenantId, user)
        if (!isNew) throw new Failure('person.email_taken', { email: given.email })
        await passwordsIn(tx).set(tenantId, id, given.password)
        await bus.announce(tx, personChanged, { tenantId, userId: id, by: null, what: ['added'] })
        return personSeenBy(id, user)
      }),

    /** The first administrator, as the environment names them: someone new, or someone who is there already. */
    async appoint(tx: Tx, tenantId: TenantId, { email, password }: { email: string; password: string }) {
      const fresh = newUser(
        { id: UserId.parse(randomUUID()), email, name: nameFromEmail(email), role: 'member' },
        clock.now(),
      )
      await usersIn(tx).insert(tenantId, fresh)
      const user = (await usersIn(tx).findByEmail(tenantId, email)) ?? fresh
      const changes = { role: 'administrator', joinedAt: user.joinedAt ?? clock.now(), disabledAt: null } as const
      await usersIn(tx).change(tenantId, user.id, changes)
      await passwordsIn(tx).set(tenantId, user.id, password)
      await bus.announce(tx, personChanged, { tenantId, userId: user.id, by: null, what: ['role', 'password'] })
    },

    /** Everyone, for the command line. */
    everyone: async (tenantId: TenantId) =>
      (await usersIn(db).list(tenantId)).map((user) => personSeenBy(user.id, user)),

    isAdministered: (tx: Tx, tenantId: TenantId) => usersIn(tx).isAdministered(tenantId),
  }
}
