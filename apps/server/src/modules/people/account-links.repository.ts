import { and, count, eq, gt, lt } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import type { Purpose } from './account-link.ts'
import { accountLinks } from './people.table.ts'

type Row = typeof accountLinks.$inferSelect

export const accountLinksIn = (db: Db) => {
  const one = (tenantId: TenantId, secretPrint: string) =>
    and(eq(accountLinks.tenantId, tenantId), eq(accountLinks.secretPrint, secretPrint))

  const ofUser = (tenantId: TenantId, userId: UserId) =>
    and(eq(accountLinks.tenantId, tenantId), eq(accountLinks.userId, userId))

  return {
    async find(tenantId: TenantId, secretPrint: string): Promise<Row | undefined> {
      const [row] = await db.select().from(accountLinks).where(one(tenantId, secretPrint))
      return row
    },

    /** Found and gone: of two who use it at once, one does. */
    async take(tenantId: TenantId, secretPrint: string): Promise<Row | undefined> {
      const [row] = await db.delete(accountLinks).where(one(tenantId, secretPrint)).returning()
      return row
    },

    async insert(row: Row) {
      await db.insert(accountLinks).values(row)
    },

    async countGood(tenantId: TenantId, purpose: Purpose, userId: UserId, now: Date) {
      const [row] = await db
        .select({ good: count() })
        .from(accountLinks)
        .where(and(ofUser(tenantId, userId), eq(accountLinks.purpose, purpose), gt(accountLinks.expiresAt, now)))
      return row?.good ?? 0
    },

    /** Those that are good, or were until after that moment. */
    listSince: (tenantId: TenantId, purpose: Purpose, userId: UserId, since: Date): Promise<Row[]> =>
      db
        .select()
        .from(accountLinks)
        .where(and(ofUser(tenantId, userId), eq(accountLinks.purpose, purpose), gt(accountLinks.expiresAt, since))),

    /** What was good opens nothing any more; for a day it still says that it was there. */
    async retire(tenantId: TenantId, purpose: Purpose, userId: UserId, now: Date) {
      const good = and(ofUser(tenantId, userId), eq(accountLinks.purpose, purpose), gt(accountLinks.expiresAt, now))
      await db.update(accountLinks).set({ expiresAt: now }).where(good)
    },

    async removeAll(tenantId: TenantId, userId: UserId) {
      await db.delete(accountLinks).where(ofUser(tenantId, userId))
    },

    async removeExpired(before: Date) {
      await db.delete(accountLinks).where(lt(accountLinks.expiresAt, before))
    },
  }
}
