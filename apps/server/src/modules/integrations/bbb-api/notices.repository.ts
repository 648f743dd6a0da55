import { and, eq } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { bbbNotices } from './bbb.table.ts'

export type NoticeRow = typeof bbbNotices.$inferSelect

export const noticesIn = (db: Db) => {
  const of = (tenantId: TenantId, meeting: string) =>
    and(eq(bbbNotices.tenantId, tenantId), eq(bbbNotices.meeting, meeting))

  return {
    async insert(row: Omit<NoticeRow, 'place'>) {
      await db.insert(bbbNotices).values(row)
    },

    count: (tenantId: TenantId, meeting: string) => db.$count(bbbNotices, of(tenantId, meeting)),

    /** All that wait, in the order they were said: they do so no more. */
    async take(tenantId: TenantId, meeting: string): Promise<NoticeRow[]> {
      const taken = await db.delete(bbbNotices).where(of(tenantId, meeting)).returning()
      return taken.toSorted((a, b) => a.place - b.place)
    },
  }
}
