import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import type { BbbClientId } from '@amphi/contract/bbb-clients'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { bbbDeliveries, bbbHooks, bbbMeetings } from './bbb.table.ts'

export type HookRow = typeof bbbHooks.$inferSelect
export type DeliveryRow = typeof bbbDeliveries.$inferSelect

interface Whose {
  tenantId: TenantId
  clientId: BbbClientId
}

export const hooksIn = (db: Db) => {
  const of = ({ tenantId, clientId }: Whose) => and(eq(bbbHooks.tenantId, tenantId), eq(bbbHooks.clientId, clientId))

  return {
    list: (whose: Whose): Promise<HookRow[]> =>
      db.select().from(bbbHooks).where(of(whose)).orderBy(asc(bbbHooks.createdAt), asc(bbbHooks.id)),

    async insert(row: HookRow) {
      await db.insert(bbbHooks).values(row)
    },

    /** Whether it was there. */
    async remove(whose: Whose, id: number) {
      const gone = await db
        .delete(bbbHooks)
        .where(and(of(whose), eq(bbbHooks.id, id)))
        .returning({ id: bbbHooks.id })
      return gone.length > 0
    },

    /** Those of meetings that are over, where nothing of them is left to be told. */
    async removeOver(before: Date) {
      const open = db
        .select({ id: bbbMeetings.id })
        .from(bbbMeetings)
        .where(
          and(
            eq(bbbMeetings.tenantId, bbbHooks.tenantId),
            eq(bbbMeetings.clientId, bbbHooks.clientId),
            eq(bbbMeetings.meetingId, bbbHooks.meetingId),
            isNull(bbbMeetings.endedAt),
          ),
        )
      await db
        .delete(bbbHooks)
        .where(and(isNotNull(bbbHooks.meetingId), lt(bbbHooks.createdAt, before), sql`not exists ${open}`))
    },
  }
}

export const deliveriesIn = (db: Db) => {
  const one = ({ tenantId, id }: Pick<DeliveryRow, 'tenantId' | 'id'>) =>
    and(eq(bbbDeliveries.tenantId, tenantId), eq(bbbDeliveries.id, id))

  return {
    /** What is told already, or to be told, is not told twice. */
    async insert(rows: DeliveryRow[]) {
      if (rows.length > 0) await db.insert(bbbDeliveries).values(rows).onConflictDoNothing()
    },

    /** Some of those that are due, and until then nobody else’s: each process takes others. */
    async take(now: Date, until: Date, many: number): Promise<DeliveryRow[]> {
      return db.transaction(async (tx) => {
        const due = await tx
          .select({ id: bbbDeliveries.id })
          .from(bbbDeliveries)
          .where(and(isNull(bbbDeliveries.doneAt), lte(bbbDeliveries.dueAt, now)))
          .orderBy(asc(bbbDeliveries.dueAt))
          .limit(many)
          .for('update', { skipLocked: true })
        if (due.length === 0) return []
        const place = new Map(due.map(({ id }, at) => [id, at]))
        const taken = await tx
          .update(bbbDeliveries)
          .set({ dueAt: until })
          .where(
            inArray(
              bbbDeliveries.id,
              due.map(({ id }) => id),
            ),
          )
          .returning()
        return taken.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
      })
    },

    async setDone(row: DeliveryRow, doneAt: Date) {
      await db.update(bbbDeliveries).set({ doneAt }).where(one(row))
    },

    async setDue(row: DeliveryRow, { dueAt, tries }: Pick<DeliveryRow, 'dueAt' | 'tries'>) {
      await db.update(bbbDeliveries).set({ dueAt, tries }).where(one(row))
    },

    async nextDue(): Promise<Date | undefined> {
      const [row] = await db
        .select({ dueAt: bbbDeliveries.dueAt })
        .from(bbbDeliveries)
        .where(isNull(bbbDeliveries.doneAt))
        .orderBy(asc(bbbDeliveries.dueAt))
        .limit(1)
      return row?.dueAt
    },

    async removeDone(before: Date) {
      await db.delete(bbbDeliveries).where(lt(bbbDeliveries.doneAt, before))
    },
  }
}
