import { and, eq, gt, isNull, ne } from 'drizzle-orm'
import type { NodeId } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { jitsiVisits as visits } from './jitsi.table.ts'

export type VisitRow = typeof visits.$inferSelect
export type Gone = NonNullable<VisitRow['gone']>

/** Who is, or was, in one meeting. */
export const visitsIn = (db: Db, tenantId: TenantId, nodeId: NodeId, key: string) => {
  const here = and(eq(visits.tenantId, tenantId), eq(visits.nodeId, nodeId), eq(visits.key, key))
  const ofPage = (page: string) => and(here, eq(visits.page, page))
  const inside = and(here, isNull(visits.goneAt))

  return {
    async find(page: string): Promise<VisitRow | undefined> {
      const [row] = await db.select().from(visits).where(ofPage(page))
      return row
    },

    /** Those heard since then, in the order they came. */
    present: (since: Date): Promise<VisitRow[]> =>
      db
        .select()
        .from(visits)
        .where(and(inside, gt(visits.seenAt, since)))
        .orderBy(visits.joinedAt, visits.page),

    /** Anew, or again. */
    async join(row: Omit<VisitRow, 'tenantId' | 'nodeId' | 'key' | 'goneAt' | 'gone'>) {
      const now = { ...row, goneAt: null, gone: null }
      await db
        .insert(visits)
        .values({ ...now, tenantId, nodeId, key })
        .onConflictDoUpdate({ target: [visits.tenantId, visits.nodeId, visits.key, visits.page], set: now })
    },

    async see(page: string, seenAt: Date) {
      await db.update(visits).set({ seenAt }).where(ofPage(page))
    },

    /** Those who were there until now. */
    leave: (page: string, goneAt: Date): Promise<VisitRow[]> =>
      db
        .update(visits)
        .set({ goneAt, gone: 'left' })
        .where(and(inside, eq(visits.page, page)))
        .returning(),

    /** All pages of one person, but for one of them if that is said. */
    async putOut(identity: string, gone: Gone, goneAt: Date, but?: string): Promise<VisitRow[]> {
      const others = but === undefined ? undefined : ne(visits.page, but)
      return db
        .update(visits)
        .set({ goneAt, gone })
        .where(and(inside, eq(visits.identity, identity), others))
        .returning()
    },

    async putAllOut(goneAt: Date) {
      await db.update(visits).set({ goneAt, gone: 'ended' }).where(inside)
    },

    /** Whether they were removed after that moment. */
    async wasRemoved(identity: string, since: Date): Promise<boolean> {
      const [row] = await db
        .select({ page: visits.page })
        .from(visits)
        .where(and(here, eq(visits.identity, identity), eq(visits.gone, 'removed'), gt(visits.goneAt, since)))
        .limit(1)
      return row !== undefined
    },
  }
}
