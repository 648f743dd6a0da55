import { randomUUID } from 'node:crypto'
import { LoginId, loginsRevoked } from '@amphi/contract/logins'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import { visitMade } from '@amphi/contract/usage'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import { fingerprint, randomToken } from '#platform/secrets'
import { browserName } from './browser-name.ts'
import { loginsIn } from './logins.repository.ts'
import { passwordsIn } from './passwords.ts'
import { meOf } from './person.ts'
import { createTries } from './tries.ts'
import type { User } from './user.ts'
import { usersIn } from './users.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
}

export const loginCookie = 'amphi_login'

const day = 24 * 3600 * 1000
/** A login ends after so long without use, and after so long in any case, in milliseconds. */
export const loginLife = { idle: 14 * day, absolute: 90 * day }

/** Whose logins, and which of them is the one that asks. */
type Whose = Pick<PersonActor, 'tenantId' | 'userId' | 'loginId'>

export const createLoginsService = ({ db, bus, clock }: Needs) => {
  const tries = createTries({ db, clock })

  /** Opens a login for a person whoever vouched for them, however: all that stands above knows only this. */
  const open = async (tenantId: TenantId, user: User, visit: Visit) => {
    const token = randomToken()
    const now = clock.now()
    await db.transaction(async (tx) => {
      await loginsIn(tx).insert({
        tenantId,
        id: LoginId.parse(randomUUID()),
        userId: user.id,
        tokenPrint: fingerprint(token),
        address: visit.address,
        userAgent: visit.userAgent.slice(0, 400),
        createdAt: now,
        lastSeenAt: now,
      })
      await usersIn(tx).change(tenantId, user.id, { lastSeenAt: now })
      await bus.announce(tx, visitMade, { tenantId, visitor: user.id, at: now.toISOString() })
    })
    visit.setCookie(loginCookie, token, loginLife.absolute / 1000)
    await tries.remember(tenantId, user.id, visit)
    return meOf(user)
  }

  /** All of a person's, but one: of their own, the one they ask with. */
  const revokeAll = async (tx: Tx, { tenantId, userId, loginId }: Whose) => {
    await loginsIn(tx).removeAll(tenantId, userId, loginId)
    await bus.announce(tx, loginsRevoked, { tenantId, userId })
  }

  const revokeOne = (tenantId: TenantId, userId: UserId, loginId: LoginId) =>
    db.transaction(async (tx) => {
      const wasThere = await loginsIn(tx).remove(tenantId, userId, loginId)
      if (wasThere) await bus.announce(tx, loginsRevoked, { tenantId, userId })
      return wasThere
    })

  return {
    open,
    revokeAll,

    /** Refuses alike, and as slowly, whether the account is not there, is disabled, or has another password. */
    async signIn(tenantId: TenantId, given: { email: string; password: string }, visit: Visit) {
      const user = await usersIn(db).findByEmail(tenantId, given.email)
      const isThem = await tries.attempt(
        { tenantId, email: given.email, userId: user?.id, visit },
        async () => (await passwordsIn(db).fits(tenantId, user?.id, given.password)) && !user?.disabledAt,
      )
      if (!user || !isThem) throw new Failure('login.wrong')
      return open(tenantId, user, visit)
    },

    /** The same watch over a password that is asked for again. */
    async checkPassword({ tenantId, userId }: PersonActor, password: string, visit: Visit) {
      const user = await usersIn(db).find(tenantId, userId)
      const isThem = await tries.attempt({ tenantId, email: user?.email ?? '', userId, visit }, () =>
        passwordsIn(db).fits(tenantId, userId, password),
      )
      if (!isThem) throw new Failure('person.wrong_password')
    },

    async list({ tenantId, userId, loginId }: PersonActor) {
      const rows = await loginsIn(db).list(tenantId, userId)
      return rows.map((row) => ({
        id: row.id,
        current: row.id === loginId,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        address: row.address,
        browser: browserName(row.userAgent),
      }))
    },

    async signOut(actor: { tenantId: TenantId; userId?: UserId; loginId?: LoginId }, visit: Visit) {
      visit.clearCookie(loginCookie)
      if (!actor.userId || !actor.loginId) return
      await revokeOne(actor.tenantId, actor.userId, actor.loginId)
    },

    async revoke({ tenantId, userId }: PersonActor, loginId: LoginId) {
      if (!(await revokeOne(tenantId, userId, loginId))) throw new Failure('login.not_found', { loginId })
    },
  }
}

export type LoginsService = ReturnType<typeof createLoginsService>
