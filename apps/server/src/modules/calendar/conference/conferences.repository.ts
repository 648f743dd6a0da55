import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { calendarObjects, calendars } from '../calendars.table.ts'
import { eventConferences } from './conferences.table.ts'

export type ConferenceRow = typeof eventConferences.$inferSelect

export const conferencesIn = (db: Db) => {
  const ofTenant = (tenantId: TenantId) => eq(eventConferences.tenantId, tenantId)
  const ofEvent = (tenantId: TenantId, eventId: EventId) =>
    and(ofTenant(tenantId), eq(eventConferences.eventId, eventId))
  const goesOn = isNull(eventConferences.endedAt)
  const itsObject = and(
    eq(calendarObjects.tenantId, eventConferences.tenantId),
    eq(calendarObjects.id, eventConferences.eventId),
  )
  const itsCalendar = and(
    eq(calendars.tenantId, calendarObjects.tenantId),
    eq(calendars.id, calendarObjects.calendarId),
  )

  return {
    /** All there are or were, that of the whole first. */
    ofEvent: (tenantId: TenantId, eventId: EventId): Promise<ConferenceRow[]> =>
      db.select().from(eventConferences).where(ofEvent(tenantId, eventId)).orderBy(asc(eventConferences.occurrence)),

    among: (tenantId: TenantId, eventIds: readonly EventId[]): Promise<ConferenceRow[]> =>
      eventIds.length === 0
        ? Promise.resolve([])
        : db
            .select()
            .from(eventConferences)
            .where(and(ofTenant(tenantId), inArray(eventConferences.eventId, [...eventIds]), goesOn)),

    /** Those with one of these links, of whatever event. */
    byUrl: (tenantId: TenantId, urls: readonly string[]): Promise<ConferenceRow[]> =>
      urls.length === 0
        ? Promise.resolve([])
        : db
            .select()
            .from(eventConferences)
            .where(and(ofTenant(tenantId), inArray(eventConferences.url, [...urls]))),

    ofCalendar: (tenantId: TenantId, calendarId: CalendarId): Promise<ConferenceRow[]> =>
      db
        .select()
        .from(eventConferences)
        .where(and(ofTenant(tenantId), eq(eventConferences.calendarId, calendarId))),

    /** Of which a resource was booked, some at a time, by their events. */
    ofResource: (tenantId: TenantId, resourceId: ResourceId, after: string, most: number): Promise<ConferenceRow[]> =>
      db
        .select()
        .from(eventConferences)
        .where(
          and(
            ofTenant(tenantId),
            eq(eventConferences.resourceId, resourceId),
            goesOn,
            gt(eventConferences.eventId, sql`${after}::uuid`),
          ),
        )
        .orderBy(asc(eventConferences.eventId))
        .limit(most),

    ofRoom: (tenantId: TenantId, roomId: RoomId) =>
      db.$count(eventConferences, and(ofTenant(tenantId), eq(eventConferences.roomId, roomId), goesOn)),

    /** What is held in a room, by whose calendar it stands in. */
    eventsIn: (tenantId: TenantId, roomId: RoomId) =>
      db
        .select({ ownerId: calendars.ownerId, timeZone: calendars.timeZone, ics: calendarObjects.ics })
        .from(eventConferences)
        .innerJoin(calendarObjects, itsObject)
        .innerJoin(calendars, itsCalendar)
        .where(and(ofTenant(tenantId), eq(eventConferences.roomId, roomId), goesOn)),

    async put(row: ConferenceRow) {
      const { tenantId: _, eventId: __, occurrence: ___, createdAt: ____, ...rest } = row
      await db
        .insert(eventConferences)
        .values(row)
        .onConflictDoUpdate({
          target: [eventConferences.tenantId, eventConferences.eventId, eventConferences.occurrence],
          set: rest,
        })
    },

    async remove({ tenantId, eventId, occurrence }: Pick<ConferenceRow, 'tenantId' | 'eventId' | 'occurrence'>) {
      await db
        .delete(eventConferences)
        .where(and(ofEvent(tenantId, eventId), eq(eventConferences.occurrence, occurrence)))
    },

    /** One that waits for its event, held until the transaction ends: of two who would have it, one does. */
    async holdReserved(tenantId: TenantId, eventId: EventId, by: UserId): Promise<ConferenceRow | undefined> {
      const [row] = await db
        .select()
        .from(eventConferences)
        .where(
          and(ofEvent(tenantId, eventId), isNull(eventConferences.calendarId), eq(eventConferences.reservedBy, by)),
        )
        .for('update')
      return row
    },

    /** In all institutions: those whose event never came. */
    forsaken: (before: Date, most: number): Promise<ConferenceRow[]> =>
      db
        .select()
        .from(eventConferences)
        .where(and(isNull(eventConferences.calendarId), lt(eventConferences.createdAt, before)))
        .limit(most),

    /** In all institutions, or in one: what goes on after now, some at a time. */
    goingOn: ({ now, tenantId }: { now: Date; tenantId: TenantId | undefined }, after: string, most: number) =>
      db
        .selectDistinctOn([eventConferences.eventId], {
          tenantId: eventConferences.tenantId,
          eventId: eventConferences.eventId,
          calendarId: calendarObjects.calendarId,
        })
        .from(eventConferences)
        .innerJoin(calendarObjects, itsObject)
        .where(
          and(
            tenantId && ofTenant(tenantId),
            or(isNull(calendarObjects.endsAt), gt(calendarObjects.endsAt, now)),
            gt(eventConferences.eventId, sql`${after}::uuid`),
            isNotNull(eventConferences.roomId),
            goesOn,
          ),
        )
        .orderBy(asc(eventConferences.eventId))
        .limit(most),
  }
}
