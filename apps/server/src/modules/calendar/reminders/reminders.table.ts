import { foreignKey, index, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { EventId } from '@amphi/contract/calendars'
import { ofTenant } from '#modules/tenants'
import { calendarObjects } from '../calendars.table.ts'

/** When an event, or one of a series, is next to be reminded of. What has no alarm to come has no row. */
export const eventReminders = pgTable(
  'event_reminders',
  {
    tenantId: ofTenant(),
    eventId: uuid().$type<EventId>().notNull(),
    dueAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.eventId] }),
    index().on(it.dueAt),
    foreignKey({
      name: 'event_reminders_event_fk',
      columns: [it.tenantId, it.eventId],
      foreignColumns: [calendarObjects.tenantId, calendarObjects.id],
    }).onDelete('cascade'),
  ],
)
