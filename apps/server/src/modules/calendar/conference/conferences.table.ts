import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import type { RoomId } from '@amphi/contract/rooms'
import { ofUser } from '#modules/people'
import { ofResource } from '#modules/resources'
import { ofRoom } from '#modules/rooms'
import { ofTenant } from '#modules/tenants'

const moment = () => timestamp({ withTimezone: true })

/**
 * Where an event is held by video, which no program can lose: what stands in its text is written from this. A link that
 * is asked for before its event is saved waits for it, in nobody’s calendar.
 */
export const eventConferences = pgTable(
  'event_conferences',
  {
    tenantId: ofTenant(),
    eventId: uuid().$type<EventId>().notNull(),
    /** Of one of a series alone, which one (its RECURRENCE-ID, as a key); else empty: all that have no other. */
    occurrence: text().notNull().default(''),
    /** Null as long as its event is not saved. */
    calendarId: uuid().$type<CalendarId>(),
    /** The resource that was booked for it; null where somebody chose a room. */
    resourceId: uuid().$type<ResourceId>(),
    /** Null where it is elsewhere, in no room of this house. */
    roomId: uuid().$type<RoomId>(),
    /** Whether the room was made for it, is called as it is, and closes with it. */
    ownsRoom: boolean().notNull(),
    url: text().notNull(),
    /** What was last written, to be taken out again. */
    block: text().notNull(),
    wroteLocation: boolean().notNull(),
    wroteUrl: boolean().notNull(),
    /** Who asked for it before there was an event, and gives it back by asking for nothing more. */
    reservedBy: uuid().$type<UserId>(),
    createdAt: moment().notNull(),
    /** It is no more: what programs bring back of it is taken out again. */
    endedAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.eventId, it.occurrence] }),
    index().on(it.tenantId, it.calendarId),
    index().on(it.tenantId, it.roomId),
    index().on(it.tenantId, it.resourceId),
    index().on(it.tenantId, it.url),
    index('event_conferences_reserved')
      .on(it.createdAt)
      .where(sql`${it.calendarId} is null`),
    check('event_conferences_somewhere', sql`${it.roomId} is not null or ${it.resourceId} is not null`),
    ofRoom([it.tenantId, it.roomId]),
    ofResource([it.tenantId, it.resourceId]),
    ofUser([it.tenantId, it.reservedBy]),
  ],
)
