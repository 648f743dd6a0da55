import { and, eq } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { calendarMessages } from './messages.table.ts'

export type MessageRow = typeof calendarMessages.$inferSelect

export const messagesIn = (db: Db) => {
  const one = (tenantId: TenantId, id: string) =>
    and(eq(calendarMessages.tenantId, tenantId), eq(calendarMessages.id, id))

  return {
    /** Held until the transaction ends: it is heard once. */
    async hold(tenantId: TenantId, id: string): Promise<MessageRow | undefined> {
      const [row] = await db.select().from(calendarMessages).where(one(tenantId, id)).for('update')
      return row
    },

    async insert(rows: MessageRow[]) {
      if (rows.length > 0) await db.insert(calendarMessages).values(rows)
    },

    async remove(tenantId: TenantId, id: string) {
      await db.delete(calendarMessages).where(one(tenantId, id))
    },
  }
}
