import { forgetPicture } from '@amphi/contract/profile'
import { loginsRevoked } from '@amphi/contract/logins'
import { personRemoved, type UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Jobs } from '#platform/jobs'
import { accountLinksIn } from './account-links.repository.ts'
import { apiTokensIn } from './api-tokens.repository.ts'
import { appPasswordsIn } from './app-passwords.repository.ts'
import { signInFailuresIn } from './failures.repository.ts'
import { favouritesIn } from './favourites.repository.ts'
import { groupsIn } from './groups.repository.ts'
import { loginsIn } from './logins.repository.ts'
import { passwordsIn } from './passwords.ts'
import { stateOf } from './person.ts'
import { placesIn } from './places.repository.ts'
import { refuseLast } from './refuse-last.ts'
import { refuseMembers } from './refuse-members.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  jobs: Jobs
}

interface Removed {
  tenantId: TenantId
  userId: UserId
  heirId: UserId
  by: UserId | null
}

/** A row for history to point at, and nothing of the person. */
const erased = (at: Date, heirId: UserId) => ({
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
  heirId,
})

/** The end of an account: what they own becomes the heir's, and of themselves nothing stays. */
export const createRemovalService = ({ db, bus, clock, jobs }: Needs) => {
  /** Someone who can sign in: rooms that nobody can open are lost. Held, so that they stay who they are meanwhile. */
  const refuseHeir = async (tx: Tx, { tenantId, userId, heirId }: Removed) => {
    const heir = heirId === userId ? undefined : await usersIn(tx).hold(tenantId, heirId)
    if (!heir || stateOf(heir) !== 'active') throw new Failure('person.heir_needed', { heirId })
  }

  const remove = (asked: Removed) =>
    db.transaction(async (tx) => {
      const { tenantId, userId, heirId, by } = asked
      const user = await usersIn(tx).find(tenantId, userId)
      if (!user) throw new Failure('person.not_found', { userId })
      if (user.role === 'administrator') await refuseLast(tx, tenantId, userId)
      await refuseHeir(tx, asked)
      await passwordsIn(tx).forget(tenantId, userId)
      await apiTokensIn(tx).remove(tenantId, userId)
      await appPasswordsIn(tx).remove(tenantId, userId)
      await groupsIn(tx).removeMember(tenantId, userId)
      await favouritesIn(tx).forgetPerson(tenantId, userId)
      await loginsIn(tx).removeAll(tenantId, userId)
      await accountLinksIn(tx).removeAll(tenantId, userId)
      await placesIn(tx).removeAll(tenantId, userId)
      if (user.email) await signInFailuresIn(tx).forget(tenantId, user.email)
      if (user.pictureId) await jobs.ask(tx, forgetPicture, { tenantId, pictureId: user.pictureId })
      await usersIn(tx).change(tenantId, userId, erased(clock.now(), heirId))
      await bus.announce(tx, loginsRevoked, { tenantId, userId })
      await bus.announce(tx, personRemoved, { tenantId, userId, heirId, by })
    })

  return {
    async remove(actor: PersonActor, userId: UserId, heirId: UserId) {
      refuseMembers(actor)
      const { tenantId, userId: by } = actor
      if (userId === by) throw new Failure('person.not_yourself')
      await remove({ tenantId, userId, heirId, by })
    },

    /** From the command line, where whoever stands at the machine may. */
    removeFromConsole: (tenantId: TenantId, userId: UserId, heirId: UserId) =>
      remove({ tenantId, userId, heirId, by: null }),
  }
}
