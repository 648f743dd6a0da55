import { randomUUID } from 'node:crypto'
import { LoginId, loginsRevoked, type UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import { fingerprint, randomToken } from '#platform/secrets'
import { browserName } from './browser-name.ts'
import { signInFailuresIn } from './failures.repository.ts'
import { loginsIn } from './logins.repository.ts'
import { passwordsIn } from './passwords.ts'
import { meOf } from './person.ts'
import { forgiveAfter, slowings, waitAfter } from './slow-down.ts'
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

export const createLoginsService = ({ db, bus, clock }: Needs) => {
  const keysOf = (email: string, address: string) => ({
    accountFromAddress: `${email} ${address}`,
    account: email,
    address: `@${address}`,
  })

  /** From where the person has been signed in before, others' failures do not slow them. */
  const waitFor = async (tenantId: TenantId, email: string, address: string, user: User | undefined) => {
    const now = clock.now()
    const keys = keysOf(email, address)
    const failures = await signInFailuresIn(db).list(tenantId, Object.values(keys))
    const since = new Date(now.getTime() - loginLife.absolute)
    const isTheirPlace =
      user && failures.length > 0 && (await loginsIn(db).hasBeenAt(tenantId, user.id, address, since))
    const kinds = isTheirPlace
      ? (['accountFromAddress'] as const)
      : (Object.keys(slowings) as (keyof typeof slowings)[])
    const waits = kinds.map((kind) => {
      const failed = failures.find(({ key }) => key === keys[kind])
      return failed ? waitAfter(failed, slowings[kind], now) : 0
    })
    return Math.max(0, ...waits)
  }

  const failed = (tenantId: TenantId, email: string, address: string) => {
    const now = clock.now()
    const keys = Object.values(keysOf(email, address))
    return signInFailuresIn(db).add(tenantId, keys, now, new Date(now.getTime() - forgiveAfter))
  }

  /** Opens a login for a person whoever vouched for them, however: all that stands above knows only this. */
  const open = async (tenantId: TenantId, user: User, visit: Visit) => {
    const token = randomToken()
    const now = clock.now()
    await loginsIn(db).insert({
      tenantId,
      id: LoginId.parse(randomUUID()),
      userId: user.id,
      tokenPrint: fingerprint(token),
      address: visit.address,
      userAgent: visit.userAgent.slice(0, 400),
      createdAt: now,
      lastSeenAt: now,
    })
    await usersIn(db).change(tenantId, user.id, { lastSeenAt: now })
    visit.setCookie(loginCookie, token, loginLife.absolute / 1000)
    return meOf(user)
  }

  const announceRevoked = (tenantId: TenantId, userId: UserId) =>
    db.transaction((tx) => bus.announce(tx, loginsRevoked, { tenantId, userId }))

  return {
    open,

    /** Refuses alike, and as slowly, whether the account is not there, is disabled, or has another password. */
    async signIn(tenantId: TenantId, given: { email: string; password: string }, visit: Visit) {
      const user = await usersIn(db).findByEmail(tenantId, given.email)
      const wait = await waitFor(tenantId, given.email, visit.address, user)
      if (wait > 0) throw new Failure('login.slow_down', { retryAfter: wait })
      const fits = await passwordsIn(db).fits(tenantId, user?.id, given.password)
      if (!user || !fits || user.disabledAt) {
        await failed(tenantId, given.email, visit.address)
        throw new Failure('login.wrong')
      }
      const { accountFromAddress, account } = keysOf(given.email, visit.address)
      await signInFailuresIn(db).forgive(tenantId, [accountFromAddress, account])
      return open(tenantId, user, visit)
    },

    /** The same watch over a password that is asked for again. */
    async checkPassword(actor: PersonActor, password: string, address: string) {
      const user = await usersIn(db).find(actor.tenantId, actor.userId)
      const email = user?.email ?? ''
      const wait = await waitFor(actor.tenantId, email, address, user)
      if (wait > 0) throw new Failure('login.slow_down', { retryAfter: wait })
      if (await passwordsIn(db).fits(actor.tenantId, actor.userId, password)) return
      await failed(actor.tenantId, email, address)
      throw new Failure('person.wrong_password')
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
      await loginsIn(db).remove(actor.tenantId, actor.userId, actor.loginId)
      await announceRevoked(actor.tenantId, actor.userId)
    },

    async revoke({ tenantId, userId }: PersonActor, loginId: LoginId) {
      if (!(await loginsIn(db).remove(tenantId, userId, loginId))) throw new Failure('login.not_found', { loginId })
      await announceRevoked(tenantId, userId)
    },

    /** Everywhere, but here. */
    async revokeOthers({ tenantId, userId, loginId }: PersonActor) {
      await loginsIn(db).removeAll(tenantId, userId, loginId)
      await announceRevoked(tenantId, userId)
    },
  }
}

export type LoginsService = ReturnType<typeof createLoginsService>
