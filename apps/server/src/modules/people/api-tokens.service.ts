import { randomUUID } from 'node:crypto'
import { ApiTokenId } from '@amphi/contract/api-tokens'
import { loginsRevoked } from '@amphi/contract/logins'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { fingerprint, randomToken } from '#platform/secrets'
import { apiTokensIn } from './api-tokens.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
}

type Row = Awaited<ReturnType<ReturnType<typeof apiTokensIn>['list']>>[number]

const seen = ({ id, name, createdAt, expiresAt, lastUsedAt }: Row) => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

export const createApiTokensService = ({ db, bus, clock }: Needs) => ({
  list: async ({ tenantId, userId }: PersonActor) => (await apiTokensIn(db).list(tenantId, userId)).map(seen),

  async create({ tenantId, userId }: PersonActor, { name, days }: { name: string; days: number }) {
    const secret = randomToken()
    const now = clock.now()
    const row = {
      tenantId,
      id: ApiTokenId.parse(randomUUID()),
      userId,
      name,
      tokenPrint: fingerprint(secret),
      createdAt: now,
      expiresAt: new Date(now.getTime() + days * 24 * 3600 * 1000),
      lastUsedAt: null,
    }
    await apiTokensIn(db).insert(row)
    return { ...seen(row), secret }
  },

  async revoke({ tenantId, userId }: PersonActor, id: ApiTokenId) {
    await db.transaction(async (tx) => {
      const wasThere = await apiTokensIn(tx).remove(tenantId, userId, id)
      if (!wasThere) throw new Failure('token.not_found', { apiTokenId: id })
      await bus.announce(tx, loginsRevoked, { tenantId, userId })
    })
  },
})
