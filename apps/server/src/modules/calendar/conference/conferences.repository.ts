import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { calendarObjects, calendars } from '../calendars.table.ts'
import { eventConferences } from './conferences.table.ts'

export type ConferenceRow = typeof eventConferences.$inferSelect

export const conferencesIn = (db: Db) => {
  const one = (tenantId: TenantId, eventId: EventId) =>
    and(eq(eventConferences.tenantId, tenantId), eq(eventConferences.eventId, eventId))

  return {
    async find(tenantId: TenantId, eventId: EventId): Promise<ConferenceRow | undefined> {
      const [row] = await db.select().from(eventConferences).where(one(tenantId, eventId))
      return row
    },

    among: (tenantId: TenantId, eventIds: readonly EventId[]): Promise<ConferenceRow[]> =>
      eventIds.length === 0
        ? Promise.resolve([])
        : db
            .select()
            .from(eventConferences)
            .where(and(eq(eventConferences.tenantId, tenantId), inArray(eventConferences.eventId, [...eventIds]))),

    ofCalendar: (tenantId: TenantId, calendarId: CalendarId): Promise<ConferenceRow[]> =>
      db
        .select()
        .from(eventConferences)
        .where(and(eq(eventConferences.tenantId, tenantId), eq(eventConferences.calendarId, calendarId))),

    ofRoom: (tenantId: TenantId, roomId: RoomId) =>
      db.$count(eventConferences, and(eq(eventConferences.tenantId, tenantId), eq(eventConferences.roomId, roomId))),

    /** What is held in a room, by whose calendar it stands in. */
    eventsIn: (tenantId: TenantId, roomId: RoomId) =>
      db
        .select({ ownerId: calendars.ownerId, timeZone: calendars.timeZone, ics: calendarObjects.ics })
        .from(eventConferences)
        .innerJoin(
          calendarObjects,
          and(
            eq(calendarObjects.tenantId, eventConferences.tenantId),
            eq(calendarObjects.id, eventConferences.eventId),
          ),
        )
        .innerJoin(
          calendars,
          and(eq(calendars.tenantId, calendarObjects.tenantId), eq(calendars.id, calendarObjects.calendarId)),
        )
        .where(and(eq(eventConferences.tenantId, tenantId), eq(eventConferences.roomId, roomId))),

    async put(row: ConferenceRow) {
      const { tenantId: _, eventId: __, createdAt: ___, ...rest } = row
      await db
        .insert(eventConferences)
        .values(row)
        .onConflictDoUpdate({ target: [eventConferences.tenantId, eventConferences.eventId], set: rest })
    },

    async remove(tenantId: TenantId, eventId: EventId) {
      await db.delete(eventConferences).where(one(tenantId, eventId))
    },

    /** In all institutions: what goes on after now, some at a time. */
    goingOn: (now: Date, after: string, most: number) =>
      db
        .select({ conference: eventConferences, ics: calendarObjects.ics, timeZone: calendars.timeZone })
        .from(eventConferences)
        .innerJoin(
          calendarObjects,
          and(
            eq(calendarObjects.tenantId, eventConferences.tenantId),
            eq(calendarObjects.id, eventConferences.eventId),
          ),
        )
        .innerJoin(
          calendars,
          and(eq(calendars.tenantId, calendarObjects.tenantId), eq(calendars.id, calendarObjects.calendarId)),
        )
        .where(
          and(
            or(isNull(calendarObjects.endsAt), gt(calendarObjects.endsAt, now)),
            gt(eventConferences.eventId, sql`${after}::uuid`),
          ),
        )
        .orderBy(asc(eventConferences.eventId))
        .limit(most),
  }
}
