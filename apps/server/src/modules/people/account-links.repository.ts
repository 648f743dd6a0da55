import { and, eq } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import type { Purpose } from './account-link.ts'
import { accountLinks } from './people.table.ts'

type Row = typeof accountLinks.$inferSelect

export const accountLinksIn = (db: Db) => {
  const one = (tenantId: TenantId, secretPrint: string) =>
    and(eq(accountLinks.tenantId, tenantId), eq(accountLinks.secretPrint, secretPrint))

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

    /** A newer link of a kind makes the older ones void. */
    async removeOf(tenantId: TenantId, purpose: Purpose, userId: Row['userId']) {
      const mine = userId ? eq(accountLinks.userId, userId) : undefined
      await db
        .delete(accountLinks)
        .where(and(eq(accountLinks.tenantId, tenantId), eq(accountLinks.purpose, purpose), mine))
    },
  }
}
