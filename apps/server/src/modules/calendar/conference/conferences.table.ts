import { boolean, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { RoomId } from '@amphi/contract/rooms'
import { ofRoom } from '#modules/rooms'
import { ofTenant } from '#modules/tenants'

/** Where an event is held by video, which no program can lose: what stands in its text is written from this. */
export const eventConferences = pgTable(
  'event_conferences',
  {
    tenantId: ofTenant(),
    eventId: uuid().$type<EventId>().notNull(),
    calendarId: uuid().$type<CalendarId>().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    /** Whether the room was made for it, is called as it is, and closes with it. */
    ownsRoom: boolean().notNull(),
    url: text().notNull(),
    /** What was last written, to be taken out again. */
    block: text().notNull(),
    wroteLocation: boolean().notNull(),
    wroteUrl: boolean().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.eventId] }),
    index().on(it.tenantId, it.calendarId),
    index().on(it.tenantId, it.roomId),
    ofRoom([it.tenantId, it.roomId]),
  ],
)
