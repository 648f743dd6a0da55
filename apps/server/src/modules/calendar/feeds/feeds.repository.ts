import { and, asc, eq } from 'drizzle-orm'
import type { FeedId } from '@amphi/contract/feeds'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { calendarFeeds } from './feeds.table.ts'

export type FeedRow = typeof calendarFeeds.$inferSelect

export const feedsIn = (db: Db) => ({
  list: (tenantId: TenantId, userId: UserId): Promise<FeedRow[]> =>
    db
      .select()
      .from(calendarFeeds)
      .where(and(eq(calendarFeeds.tenantId, tenantId), eq(calendarFeeds.userId, userId)))
      .orderBy(asc(calendarFeeds.createdAt), asc(calendarFeeds.id)),

  async findByPrint(tenantId: TenantId, print: string): Promise<FeedRow | undefined> {
    const [row] = await db
      .select()
      .from(calendarFeeds)
      .where(and(eq(calendarFeeds.tenantId, tenantId), eq(calendarFeeds.print, print)))
    return row
  },

  async insert(row: FeedRow) {
    await db.insert(calendarFeeds).values(row)
  },

  async read({ tenantId, id }: FeedRow, lastReadOn: string) {
    await db
      .update(calendarFeeds)
      .set({ lastReadOn })
      .where(and(eq(calendarFeeds.tenantId, tenantId), eq(calendarFeeds.id, id)))
  },

  async remove(tenantId: TenantId, userId: UserId, id: FeedId) {
    const gone = await db
      .delete(calendarFeeds)
      .where(and(eq(calendarFeeds.tenantId, tenantId), eq(calendarFeeds.userId, userId), eq(calendarFeeds.id, id)))
      .returning({ id: calendarFeeds.id })
    return gone.length > 0
  },
})
