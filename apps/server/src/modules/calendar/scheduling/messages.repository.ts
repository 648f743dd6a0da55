import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { calendarMessages } from './messages.table.ts'

export type MessageRow = typeof calendarMessages.$inferSelect

export const messagesIn = (db: Db) => {
  const one = (tenantId: TenantId, id: string) =>
    and(eq(calendarMessages.tenantId, tenantId), eq(calendarMessages.id, id))

  return {
    async find(tenantId: TenantId, id: string): Promise<MessageRow | undefined> {
      const [row] = await db.select().from(calendarMessages).where(one(tenantId, id))
      return row
    },

    /** All that was said to the same one before it, and it, in that order: what is off before what is asked anew. */
    upTo: ({ tenantId, userId, resourceId, writtenAt }: MessageRow): Promise<MessageRow[]> =>
      db
        .select()
        .from(calendarMessages)
        .where(
          and(
            eq(calendarMessages.tenantId, tenantId),
            userId ? eq(calendarMessages.userId, userId) : isNull(calendarMessages.userId),
            resourceId ? eq(calendarMessages.resourceId, resourceId) : isNull(calendarMessages.resourceId),
            lte(calendarMessages.writtenAt, writtenAt),
          ),
        )
        .orderBy(asc(calendarMessages.writtenAt), asc(calendarMessages.method), asc(calendarMessages.id))
        .for('update'),

    async insert(rows: MessageRow[]) {
      if (rows.length > 0) await db.insert(calendarMessages).values(rows)
    },

    async remove(tenantId: TenantId, id: string) {
      await db.delete(calendarMessages).where(one(tenantId, id))
    },
  }
}
