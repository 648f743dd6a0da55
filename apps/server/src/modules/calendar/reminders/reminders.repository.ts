import { and, asc, eq, gt, lte } from 'drizzle-orm'
import type { EventId } from '@amphi/contract/calendars'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { calendarObjects, calendars } from '../calendars.table.ts'
import { eventReminders } from './reminders.table.ts'

export type ReminderRow = typeof eventReminders.$inferSelect
type Which = Pick<ReminderRow, 'tenantId' | 'eventId'>

export const remindersIn = (db: Db) => {
  const one = ({ tenantId, eventId }: Which) =>
    and(eq(eventReminders.tenantId, tenantId), eq(eventReminders.eventId, eventId))

  return {
    /** Held until the transaction ends: nobody tells meanwhile of what is being changed. */
    async hold(which: Which): Promise<ReminderRow | undefined> {
      const [row] = await db.select().from(eventReminders).where(one(which)).for('update')
      return row
    },

    /** The same, of one that is due; undefined where another server is at it, or was. */
    async holdDue(which: Which, now: Date): Promise<ReminderRow | undefined> {
      const [row] = await db
        .select()
        .from(eventReminders)
        .where(and(one(which), lte(eventReminders.dueAt, now)))
        .for('update', { skipLocked: true })
      return row
    },

    async put(row: ReminderRow) {
      await db
        .insert(eventReminders)
        .values(row)
        .onConflictDoUpdate({
          target: [eventReminders.tenantId, eventReminders.eventId],
          set: { dueAt: row.dueAt },
        })
    },

    async remove(which: Which) {
      await db.delete(eventReminders).where(one(which))
    },

    /** The event, as it is now, and the calendar it stands in. */
    async eventOf(tenantId: TenantId, eventId: EventId) {
      const [found] = await db
        .select({ calendar: calendars, object: calendarObjects })
        .from(calendarObjects)
        .innerJoin(
          calendars,
          and(eq(calendars.tenantId, calendarObjects.tenantId), eq(calendars.id, calendarObjects.calendarId)),
        )
        .where(and(eq(calendarObjects.tenantId, tenantId), eq(calendarObjects.id, eventId)))
      return found
    },

    /** In all institutions, the longest due first. */
    due: (now: Date, most: number): Promise<ReminderRow[]> =>
      db
        .select()
        .from(eventReminders)
        .where(lte(eventReminders.dueAt, now))
        .orderBy(asc(eventReminders.dueAt))
        .limit(most),

    /** When the first after now is due. */
    async nextAfter(now: Date): Promise<Date | undefined> {
      const [row] = await db
        .select({ dueAt: eventReminders.dueAt })
        .from(eventReminders)
        .where(gt(eventReminders.dueAt, now))
        .orderBy(asc(eventReminders.dueAt))
        .limit(1)
      return row?.dueAt
    },
  }
}
