import { randomUUID } from 'node:crypto'
import { type Capability, personInvited, type Role, UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { AccountLinksService } from './account-links.service.ts'
import { nameFromEmail, newUser } from './new-user.ts'
import { personSeenBy, stateOf } from './person.ts'
import { refuseMembers } from './refuse-members.ts'
import type { User } from './user.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  links: AccountLinksService
}

interface Invited {
  people: { email: string; name?: string | undefined }[]
  role: Role
  capabilities: Capability[]
}

/** Letters that let someone in for the first time, and again when the first was lost. */
export const createInvitationsService = ({ db, bus, clock, links }: Needs) => {
  const sendAgain = async (tx: Tx, tenantId: TenantId, user: User, by: UserId | null) => {
    const isSent = await links.inviteAgain(tx, tenantId, user)
    if (isSent) await bus.announce(tx, personInvited, { tenantId, userId: user.id, by, again: true })
    return isSent
  }

  const again = (tenantId: TenantId, userId: UserId, by: UserId | null) =>
    db.transaction(async (tx) => {
      // Held, so that of two who send it at once the second sees what the first sent.
      const user = await usersIn(tx).hold(tenantId, userId)
      if (!user) throw new Failure('person.not_found', { userId })
      if (stateOf(user) !== 'invited') throw new Failure('invitation.not_waited_for', { userId })
      if (!(await sendAgain(tx, tenantId, user, by))) throw new Failure('invitation.too_often', { userId })
      return personSeenBy(by ?? userId, user)
    })

  const invite = (tenantId: TenantId, { people, role, capabilities }: Invited, by: UserId | null) =>
    db.transaction(async (tx) => {
      const each = new Map(people.map((person) => [person.email, person]))
      const reached: Record<'invited' | 'again', User[]> = { invited: [], again: [] }
      const passed: Record<'spared' | 'known', string[]> = { spared: [], known: [] }
      // In one order, whoever pastes: two lists that overlap would else wait for each other.
      const inOrder = [...each.values()].toSorted((a, b) => (a.email < b.email ? -1 : 1))
      for (const { email, name } of inOrder) {
        const id = UserId.parse(randomUUID())
        const user = newUser({ id, email, name: name ?? nameFromEmail(email), role, capabilities }, clock.now())
        if (await usersIn(tx).insert(tenantId, user)) {
          await links.invite(tx, tenantId, user)
          await bus.announce(tx, personInvited, { tenantId, userId: id, by })
          reached.invited.push(user)
          continue
        }
        const found = await usersIn(tx).findByEmail(tenantId, email)
        const before = found && (await usersIn(tx).hold(tenantId, found.id))
        if (!before || stateOf(before) !== 'invited') passed.known.push(email)
        else if (await sendAgain(tx, tenantId, before, by)) reached.again.push(before)
        else passed.spared.push(email)
      }
      // The answer follows the list as it was pasted.
      const place = new Map([...each.keys()].map((email, index) => [email, index]))
      const asPasted = <T>(some: T[], emailOf: (one: T) => string) =>
        some.toSorted((a, b) => (place.get(emailOf(a)) ?? 0) - (place.get(emailOf(b)) ?? 0))
      const seen = (users: User[]) =>
        asPasted(users, ({ email }) => email ?? '').map((user) => personSeenBy(by ?? user.id, user))
      return {
        invited: seen(reached.invited),
        again: seen(reached.again),
        spared: asPasted(passed.spared, (email) => email),
        known: asPasted(passed.known, (email) => email),
      }
    })

  return {
    /** Whoever is there already is left alone, unless they still wait to come in: a list may be pasted whole again. */
    async invite(actor: PersonActor, invited: Invited) {
      refuseMembers(actor)
      return invite(actor.tenantId, invited, actor.userId)
    },

    async again(actor: PersonActor, userId: UserId) {
      refuseMembers(actor)
      return again(actor.tenantId, userId, actor.userId)
    },

    /** From the command line, where whoever stands at the machine may. */
    inviteFromConsole: (tenantId: TenantId, invited: Invited) => invite(tenantId, invited, null),
  }
}
