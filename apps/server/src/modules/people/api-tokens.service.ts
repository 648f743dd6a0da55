import { randomUUID } from 'node:crypto'
import { ApiTokenId, apiTokenCreated, apiTokensRevoked, type Revocation } from '@amphi/contract/api-tokens'
import { loginsRevoked } from '@amphi/contract/logins'
import type { UserId } from '@amphi/contract/people'
import type { Scope } from '@amphi/contract/scopes'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { fingerprint, randomToken } from '#platform/secrets'
import { apiTokensIn } from './api-tokens.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
}

/** Whose tokens end, why, and at whose word: nobody's of the house when at the command line. */
interface Revoked {
  tenantId: TenantId
  userId: UserId
  how: Revocation
  by: UserId | null
  /** Without, all of them. */
  id?: ApiTokenId
}

interface Wanted {
  name: string
  days: number
  scopes: Scope[]
}

type Row = Awaited<ReturnType<ReturnType<typeof apiTokensIn>['list']>>[number]

const seen = ({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: Row) => ({
  id,
  name,
  scopes,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

export const createApiTokensService = ({ db, bus, clock }: Needs) => {
  /** How many ended. What was remembered of them is forgotten, and the lines they hold open are cut. */
  const revoke = async (tx: Tx, { tenantId, userId, how, by, id }: Revoked) => {
    const many = await apiTokensIn(tx).remove(tenantId, userId, id)
    if (many === 0) return many
    await bus.announce(tx, loginsRevoked, { tenantId, userId })
    await bus.announce(tx, apiTokensRevoked, { tenantId, userId, many, how, by })
    return many
  }

  const listOf = async (tenantId: TenantId, userId: UserId) => (await apiTokensIn(db).list(tenantId, userId)).map(seen)

  return {
    revoke,
    /** Anyone's, for the command line. */
    listOf,
    list: ({ tenantId, userId }: PersonActor) => listOf(tenantId, userId),

    async create({ tenantId, userId }: PersonActor, { name, days, scopes }: Wanted) {
      const secret = randomToken()
      const now = clock.now()
      const row = {
        tenantId,
        id: ApiTokenId.parse(randomUUID()),
        userId,
        name,
        tokenPrint: fingerprint(secret),
        scopes: [...new Set(scopes)],
        createdAt: now,
        expiresAt: new Date(now.getTime() + days * 24 * 3600 * 1000),
        lastUsedAt: null,
      }
      await db.transaction(async (tx) => {
        await apiTokensIn(tx).insert(row)
        await bus.announce(tx, apiTokenCreated, { tenantId, userId, apiTokenId: row.id })
      })
      return { ...seen(row), secret }
    },

    async revokeOne({ tenantId, userId }: PersonActor, id: ApiTokenId) {
      const many = await db.transaction((tx) => revoke(tx, { tenantId, userId, how: 'one', by: userId, id }))
      if (many === 0) throw new Failure('token.not_found', { apiTokenId: id })
    },
  }
}

export type ApiTokensService = ReturnType<typeof createApiTokensService>
