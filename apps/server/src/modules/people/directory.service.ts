import { randomUUID } from 'node:crypto'
import type { Changes } from '@amphi/contract/grammar'
import { loginsRevoked } from '@amphi/contract/logins'
import {
  type Capability,
  type Person,
  personChanged,
  personInvited,
  personRemoved,
  type Role,
  UserId,
} from '@amphi/contract/people'
import { forgetPicture } from '@amphi/contract/profile'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Jobs } from '#platform/jobs'
import { accountLinksIn } from './account-links.repository.ts'
import type { AccountLinksService } from './account-links.service.ts'
import { apiTokensIn } from './api-tokens.repository.ts'
import { signInFailuresIn } from './failures.repository.ts'
import { groupsIn } from './groups.repository.ts'
import { loginsIn } from './logins.repository.ts'
import { nameFromEmail, newUser } from './new-user.ts'
import { passwordsIn } from './passwords.ts'
import { personSeenBy } from './person.ts'
import { placesIn } from './places.repository.ts'
import { refuseMembers } from './refuse-members.ts'
import type { User } from './user.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  jobs: Jobs
  links: AccountLinksService
}

interface Invited {
  people: { email: string; name?: string | undefined }[]
  role: Role
  capabilities: Capability[]
}

interface Added {
  email: string
  name: string
  password: string
  role: Role
}

type PersonChanges = Changes<{ role: Role; capabilities: Capability[]; disabled: boolean }>

/** A row for history to point at, and nothing of the person. */
const erased = (at: Date) => ({
  email: null,
  name: '—',
  role: 'member' as const,
  capabilities: [],
  language: null,
  emailNotices: false,
  pictureId: null,
  lastSeenAt: null,
  joinedAt: null,
  disabledAt: at,
  removedAt: at,
})

/** The people of a house, for those who administer it. */
export const createDirectoryService = ({ db, bus, clock, jobs, links }: Needs) => {
  const get = async (within: Db, tenantId: TenantId, userId: UserId) => {
    const user = await usersIn(within).find(tenantId, userId)
    if (!user) throw new Failure('person.not_found', { userId })
    return user
  }

  /** A house nobody administers could be opened again by nobody. */
  const refuseLast = async (tx: Tx, tenantId: TenantId, userId: UserId) => {
    const administrators = await usersIn(tx).holdAdministrators(tenantId)
    if (administrators.every(({ id }) => id === userId)) throw new Failure('person.last_administrator', { userId })
  }

  const shutOut = async (tx: Tx, tenantId: TenantId, userId: UserId) => {
    await loginsIn(tx).removeAll(tenantId, userId)
    await bus.announce(tx, loginsRevoked, { tenantId, userId })
  }

  const change = (tenantId: TenantId, userId: UserId, changes: PersonChanges, by: UserId | null) =>
    db.transaction(async (tx) => {
      const { role, capabilities, disabled } = changes
      const user = await get(tx, tenantId, userId)
      const stepsDown = user.role === 'administrator' && (role === 'member' || disabled === true)
      if (stepsDown) await refuseLast(tx, tenantId, userId)
      const disabledAt = disabled === undefined ? undefined : disabled ? (user.disabledAt ?? clock.now()) : null
      await usersIn(tx).change(tenantId, userId, { role, capabilities, disabledAt })
      await bus.announce(tx, personChanged, { tenantId, userId, by })
      if (disabled) await shutOut(tx, tenantId, userId)
      return get(tx, tenantId, userId)
    })

  return {
    async list(actor: PersonActor, search?: string): Promise<Person[]> {
      refuseMembers(actor)
      const users = await usersIn(db).list(actor.tenantId, search)
      return users.map((user) => personSeenBy(actor.userId, user))
    },

    async invite(actor: PersonActor, { people, role, capabilities }: Invited) {
      refuseMembers(actor)
      const { tenantId, userId: by } = actor
      return db.transaction(async (tx) => {
        const invited: User[] = []
        const known: string[] = []
        for (const { email, name } of people) {
          const id = UserId.parse(randomUUID())
          const user = newUser({ id, email, name: name ?? nameFromEmail(email), role, capabilities }, clock.now())
          if (!(await usersIn(tx).insert(tenantId, user))) {
            known.push(email)
            continue
          }
          await links.invite(tx, tenantId, user)
          await bus.announce(tx, personInvited, { tenantId, userId: id, by })
          invited.push(user)
        }
        return { invited: invited.map((user) => personSeenBy(by, user)), known }
      })
    },

    async change(actor: PersonActor, userId: UserId, changes: PersonChanges) {
      refuseMembers(actor)
      const { tenantId, userId: by } = actor
      if (changes.disabled && userId === by) throw new Failure('person.not_yourself')
      return personSeenBy(by, await change(tenantId, userId, changes, by))
    },

    /** From the command line, where whoever stands at the machine may. */
    async disable(tenantId: TenantId, userId: UserId, disabled: boolean) {
      return personSeenBy(userId, await change(tenantId, userId, { disabled }, null))
    },

    /** What they own becomes the heir's; of themselves nothing stays but an empty row for history to point at. */
    async remove(actor: PersonActor, userId: UserId, heirId: UserId) {
      refuseMembers(actor)
      const { tenantId, userId: by } = actor
      if (userId === by) throw new Failure('person.not_yourself')
      await db.transaction(async (tx) => {
        const user = await get(tx, tenantId, userId)
        if (user.role === 'administrator') await refuseLast(tx, tenantId, userId)
        const heir = heirId === userId ? undefined : await usersIn(tx).find(tenantId, heirId)
        if (!heir || heir.disabledAt) throw new Failure('person.heir_needed', { heirId })
        await passwordsIn(tx).forget(tenantId, userId)
        await apiTokensIn(tx).remove(tenantId, userId)
        await groupsIn(tx).removeMember(tenantId, userId)
        await shutOut(tx, tenantId, userId)
        await accountLinksIn(tx).removeAll(tenantId, userId)
        await placesIn(tx).removeAll(tenantId, userId)
        if (user.email) await signInFailuresIn(tx).forget(tenantId, user.email)
        if (user.pictureId) await jobs.ask(tx, forgetPicture, { tenantId, pictureId: user.pictureId })
        await usersIn(tx).change(tenantId, userId, erased(clock.now()))
        await bus.announce(tx, personRemoved, { tenantId, userId, heirId, by })
      })
    },

    /** From the command line, where whoever stands at the machine vouches for the person. */
    add: (tenantId: TenantId, given: Added) =>
      db.transaction(async (tx) => {
        const id = UserId.parse(randomUUID())
        const user = { ...newUser({ id, ...given }, clock.now()), joinedAt: clock.now() }
        const isNew = await usersIn(tx).insert(tenantId, user)
        if (!isNew) throw new Failure('person.email_taken', { email: given.email })
        await passwordsIn(tx).set(tenantId, id, given.password)
        await bus.announce(tx, personChanged, { tenantId, userId: id, by: null })
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
      await bus.announce(tx, personChanged, { tenantId, userId: user.id, by: null })
    },

    /** Everyone, for the command line. */
    everyone: async (tenantId: TenantId) =>
      (await usersIn(db).list(tenantId)).map((user) => personSeenBy(user.id, user)),

    isAdministered: (tx: Tx, tenantId: TenantId) => usersIn(tx).isAdministered(tenantId),
  }
}
