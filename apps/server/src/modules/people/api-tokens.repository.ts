import { and, asc, eq, gt, lt } from 'drizzle-orm'
import type { ApiTokenId } from '@amphi/contract/api-tokens'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { apiTokens, users } from './people.table.ts'

type Row = typeof apiTokens.$inferSelect

export const apiTokensIn = (db: Db) => ({
  list: (tenantId: TenantId, userId: UserId): Promise<Row[]> =>
    db
      .select()
      .from(apiTokens)
      .where(and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.userId, userId)))
      .orderBy(asc(apiTokens.createdAt)),

  /** Whose it is and for what, if it is good still; that it was used is written in the same breath. */
  async findUser(tenantId: TenantId, tokenPrint: string, now: Date) {
    const [used] = await db
      .update(apiTokens)
      .set({ lastUsedAt: now })
      .where(and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.tokenPrint, tokenPrint), gt(apiTokens.expiresAt, now)))
      .returning({ userId: apiTokens.userId, scopes: apiTokens.scopes })
    if (!used) return undefined
    const [user] = await db
      .select()
      .from(users)
      .where(and(eq(users.tenantId, tenantId), eq(users.id, used.userId)))
    return user && { user, scopes: used.scopes }
  },

  async insert(row: Row) {
    await db.insert(apiTokens).values(row)
  },

  async removeExpired(before: Date) {
    await db.delete(apiTokens).where(lt(apiTokens.expiresAt, before))
  },

  /** One of theirs, or all: how many there were. */
  async remove(tenantId: TenantId, userId: UserId, id?: ApiTokenId) {
    const mine = and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.userId, userId))
    const gone = await db
      .delete(apiTokens)
      .where(and(mine, id ? eq(apiTokens.id, id) : undefined))
      .returning({ id: apiTokens.id })
    return gone.length
  },
})
