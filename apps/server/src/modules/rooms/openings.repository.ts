import { and, asc, desc, eq, gt, lt, lte, sql } from 'drizzle-orm'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { openings } from './openings.table.ts'

export type OpeningRow = typeof openings.$inferSelect

export const openingsIn = (db: Db) => {
  const ofRoom = (tenantId: TenantId, roomId: RoomId) =>
    and(eq(openings.tenantId, tenantId), eq(openings.roomId, roomId))

  return {
    /** The one that is on, or else the next; of several, one that opens by itself, then the one that opens first. */
    async upcoming(tenantId: TenantId, roomId: RoomId, now: Date): Promise<OpeningRow | undefined> {
      const opensItself = and(lte(openings.opensAt, now), eq(openings.openers, 'everyone'))
      const [row] = await db
        .select()
        .from(openings)
        .where(and(ofRoom(tenantId, roomId), gt(openings.endsAt, now)))
        .orderBy(desc(sql`${opensItself}`), asc(openings.opensAt), asc(openings.id))
        .limit(1)
      return row
    },

    async insert(rows: OpeningRow[]) {
      if (rows.length > 0) await db.insert(openings).values(rows)
    },

    async removePlan(tenantId: TenantId, roomId: RoomId, plan: string) {
      await db.delete(openings).where(and(ofRoom(tenantId, roomId), eq(openings.plan, plan)))
    },

    /** In all institutions. */
    async removeOver(before: Date) {
      await db.delete(openings).where(lt(openings.endsAt, before))
    },
  }
}
