import { randomUUID } from 'node:crypto'
import type { Revocation } from '@amphi/contract/api-tokens'
import { AppPasswordId, appPasswordCreated, appPasswordsRevoked } from '@amphi/contract/app-passwords'
import { loginsRevoked } from '@amphi/contract/logins'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { appPasswordPrint, newAppPassword } from './app-password.ts'
import { createAppPasswordHolder } from './app-password-holder.ts'
import { appPasswordsIn } from './app-passwords.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
}

/** Whose they are, and at whose word they begin or end: nobody's of the house when at the command line. */
interface Whose {
  tenantId: TenantId
  userId: UserId
  by: UserId | null
}

interface Revoked extends Whose {
  how: Revocation
  /** Without, all of them. */
  id?: AppPasswordId
}

type Row = Awaited<ReturnType<ReturnType<typeof appPasswordsIn>['list']>>[number]

const seen = ({ id, name, createdAt, lastUsedAt }: Row) => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

/** Passwords of programs that keep one on a device and sign in with it every time, such as calendars. */
export const createAppPasswordsService = ({ db, bus, clock }: Needs) => {
  /** How many ended. Whoever remembers them forgets them at once. */
  const revoke = async (tx: Tx, { tenantId, userId, how, by, id }: Revoked) => {
    const many = await appPasswordsIn(tx).remove(tenantId, userId, id)
    if (many === 0) return many
    await bus.announce(tx, loginsRevoked, { tenantId, userId })
    await bus.announce(tx, appPasswordsRevoked, { tenantId, userId, many, how, by })
    return many
  }

  const revokeOne = async (whose: Whose, id: AppPasswordId) => {
    const many = await db.transaction((tx) => revoke(tx, { ...whose, how: 'one', id }))
    if (many === 0) throw new Failure('app_password.not_found', { appPasswordId: id })
  }

  const create = async ({ tenantId, userId, by }: Whose, name: string) => {
    const secret = newAppPassword()
    const id = AppPasswordId.parse(randomUUID())
    const made = { tenantId, id, userId, name, secretPrint: appPasswordPrint(secret), createdAt: clock.now() }
    const row = { ...made, lastUsedAt: null }
    await db.transaction(async (tx) => {
      await appPasswordsIn(tx).insert(row)
      await bus.announce(tx, appPasswordCreated, { tenantId, userId, appPasswordId: id, by })
    })
    return { ...seen(row), secret }
  }

  const listOf = async (tenantId: TenantId, userId: UserId) =>
    (await appPasswordsIn(db).list(tenantId, userId)).map(seen)
  const own = ({ tenantId, userId }: PersonActor) => ({ tenantId, userId, by: userId })

  return {
    ...createAppPasswordHolder({ db, bus, clock }),
    revoke,
    /** Anyone's, for the command line. */
    listOf,
    list: ({ tenantId, userId }: PersonActor) => listOf(tenantId, userId),
    create: (actor: PersonActor, { name }: { name: string }) => create(own(actor), name),
    revokeOne: (actor: PersonActor, id: AppPasswordId) => revokeOne(own(actor), id),

    /** From the command line, where whoever stands at the machine may. */
    createFromConsole: (tenantId: TenantId, userId: UserId, name: string) =>
      create({ tenantId, userId, by: null }, name),
    revokeFromConsole: (tenantId: TenantId, userId: UserId, id: AppPasswordId) =>
      revokeOne({ tenantId, userId, by: null }, id),
  }
}

export type AppPasswordsService = ReturnType<typeof createAppPasswordsService>
