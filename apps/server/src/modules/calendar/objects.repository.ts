import { and, asc, eq, gt, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import type { CalendarRow } from './calendars.repository.ts'
import { calendarGone, calendarObjects, calendars } from './calendars.table.ts'

export type ObjectRow = typeof calendarObjects.$inferSelect
/** What a client needs to know whether it has it. */
export type ObjectHead = Pick<ObjectRow, 'name' | 'etag' | 'scheduleTag' | 'sequence'>

export interface Place {
  tenantId: TenantId
  calendarId: CalendarId
}

/** What one change of a calendar left of a name: undefined where it is gone. */
export interface Change {
  name: string
  sequence: number
  head: ObjectHead | undefined
}

/** Half-open; an end that is missing is open. */
export interface Range {
  from: Date | undefined
  to: Date | undefined
}

const head = {
  name: calendarObjects.name,
  etag: calendarObjects.etag,
  scheduleTag: calendarObjects.scheduleTag,
  sequence: calendarObjects.sequence,
}

export const objectsIn = (db: Db) => {
  const within = ({ tenantId, calendarId }: Place) =>
    and(eq(calendarObjects.tenantId, tenantId), eq(calendarObjects.calendarId, calendarId))
  const named = (place: Place, name: string) => and(within(place), eq(calendarObjects.name, name))
  const goneFrom = ({ tenantId, calendarId }: Place) =>
    and(eq(calendarGone.tenantId, tenantId), eq(calendarGone.calendarId, calendarId))

  return {
    async find({ tenantId, calendarId }: Place, name: string): Promise<ObjectRow | undefined> {
      const [row] = await prepared(db, 'calendar_object', (prepare) =>
        db
          .select()
          .from(calendarObjects)
          .where(
            and(
              eq(calendarObjects.tenantId, sql.placeholder('tenantId')),
              eq(calendarObjects.calendarId, sql.placeholder('calendarId')),
              eq(calendarObjects.name, sql.placeholder('name')),
            ),
          )
          .prepare(prepare),
      ).execute({ tenantId, calendarId, name })
      return row
    },

    /** One of somebody’s own, with the calendar it stands in: in one question, for it is what programs ask most. */
    async findOwn(tenantId: TenantId, ownerId: UserId, slug: string, name: string) {
      const [row] = await prepared(db, 'own_calendar_object', (prepare) =>
        db
          .select({ calendar: calendars, object: calendarObjects })
          .from(calendars)
          .innerJoin(
            calendarObjects,
            and(eq(calendarObjects.tenantId, calendars.tenantId), eq(calendarObjects.calendarId, calendars.id)),
          )
          .where(
            and(
              eq(calendars.tenantId, sql.placeholder('tenantId')),
              eq(calendars.ownerId, sql.placeholder('ownerId')),
              eq(calendars.slug, sql.placeholder('slug')),
              eq(calendarObjects.name, sql.placeholder('name')),
            ),
          )
          .prepare(prepare),
      ).execute({ tenantId, ownerId, slug, name })
      return row
    },

    async findById(place: Place, id: EventId): Promise<ObjectRow | undefined> {
      const [row] = await db
        .select()
        .from(calendarObjects)
        .where(and(within(place), eq(calendarObjects.id, id)))
      return row
    },

    /** Whatever bears one of them: at most two. */
    byNameOrUid: (place: Place, name: string, uid: string): Promise<ObjectRow[]> =>
      db
        .select()
        .from(calendarObjects)
        .where(and(within(place), or(eq(calendarObjects.name, name), eq(calendarObjects.uid, uid)))),

    /** The same in another calendar of its owner. */
    async findTwin({ tenantId, id, ownerId }: Pick<CalendarRow, 'tenantId' | 'id' | 'ownerId'>, uid: string) {
      if (ownerId === null) return undefined
      const [row] = await db
        .select({ object: calendarObjects })
        .from(calendars)
        .innerJoin(
          calendarObjects,
          and(eq(calendarObjects.tenantId, calendars.tenantId), eq(calendarObjects.calendarId, calendars.id)),
        )
        .where(
          and(
            eq(calendars.tenantId, tenantId),
            eq(calendars.ownerId, ownerId),
            ne(calendars.id, id),
            ne(calendars.kind, 'inbox'),
            eq(calendarObjects.uid, uid),
          ),
        )
        .limit(1)
      return row?.object
    },

    /** All that is about the same event, in whosever calendar: of a house, but for what lies in inboxes. */
    ofUid: (tenantId: TenantId, uid: string) =>
      db
        .select({ calendar: calendars, object: calendarObjects })
        .from(calendarObjects)
        .innerJoin(
          calendars,
          and(eq(calendarObjects.tenantId, calendars.tenantId), eq(calendarObjects.calendarId, calendars.id)),
        )
        .where(and(eq(calendarObjects.tenantId, tenantId), eq(calendarObjects.uid, uid), ne(calendars.kind, 'inbox')))
        .orderBy(asc(calendarObjects.createdAt), asc(calendarObjects.id)),

    async findByUid(place: Place, uid: string): Promise<ObjectRow | undefined> {
      const [row] = await db
        .select()
        .from(calendarObjects)
        .where(and(within(place), eq(calendarObjects.uid, uid)))
      return row
    },

    among: (place: Place, names: readonly string[]): Promise<ObjectRow[]> =>
      names.length === 0
        ? Promise.resolve([])
        : db
            .select()
            .from(calendarObjects)
            .where(and(within(place), inArray(calendarObjects.name, [...names]))),

    /** Heads by name, so many from after that one on. */
    heads: (place: Place, after: string, most: number): Promise<ObjectHead[]> =>
      db
        .select(head)
        .from(calendarObjects)
        .where(and(within(place), gt(calendarObjects.name, after)))
        .orderBy(asc(calendarObjects.name))
        .limit(most),

    /** All that may touch a time, by name, so many from after that one on. */
    touching: (place: Place, { from, to }: Range, after: string, most: number): Promise<ObjectRow[]> =>
      db
        .select()
        .from(calendarObjects)
        .where(
          and(
            within(place),
            from && or(isNull(calendarObjects.endsAt), gt(calendarObjects.endsAt, from)),
            to && lt(calendarObjects.startsAt, to),
            gt(calendarObjects.name, after),
          ),
        )
        .orderBy(asc(calendarObjects.name))
        .limit(most),

    /** What changed after one step of the calendar and up to another, in the order of the last change of each. */
    async changes(place: Place, after: number, upTo: number, most: number): Promise<Change[]> {
      const kept = await db
        .select(head)
        .from(calendarObjects)
        .where(and(within(place), gt(calendarObjects.sequence, after), lte(calendarObjects.sequence, upTo)))
        .orderBy(asc(calendarObjects.sequence), asc(calendarObjects.name))
        .limit(most)
      const gone = await db
        .select({ name: calendarGone.name, sequence: calendarGone.sequence })
        .from(calendarGone)
        .where(and(goneFrom(place), gt(calendarGone.sequence, after), lte(calendarGone.sequence, upTo)))
        .orderBy(asc(calendarGone.sequence), asc(calendarGone.name))
        .limit(most)
      return [
        ...kept.map((it) => ({ name: it.name, sequence: it.sequence, head: it })),
        ...gone.map((it) => ({ ...it, head: undefined })),
      ]
        .toSorted((a, b) => a.sequence - b.sequence)
        .slice(0, most)
    },

    /** In place of what bears the name; or, where nothing does, of what is gone that bore it. */
    async write(row: ObjectRow, isNew = true) {
      const { tenantId, calendarId, name, id: _, createdAt: __, ...rest } = row
      if (isNew)
        await db.delete(calendarGone).where(and(goneFrom({ tenantId, calendarId }), eq(calendarGone.name, name)))
      await db
        .insert(calendarObjects)
        .values(row)
        .onConflictDoUpdate({
          target: [calendarObjects.tenantId, calendarObjects.calendarId, calendarObjects.name],
          set: rest,
        })
    },

    async remove(place: Place, name: string, sequence: number, goneAt: Date) {
      await db.delete(calendarObjects).where(named(place, name))
      await db.insert(calendarGone).values({ ...place, name, sequence, goneAt })
    },

    /** In all institutions: calendars of which something was gone before then. */
    forgetful: (before: Date) =>
      db
        .selectDistinct({ tenantId: calendarGone.tenantId, calendarId: calendarGone.calendarId })
        .from(calendarGone)
        .where(lt(calendarGone.goneAt, before)),

    /** What was gone before then is not told any more; up to which change that is. */
    async forgetGone(place: Place, before: Date): Promise<number> {
      const forgotten = await db
        .delete(calendarGone)
        .where(and(goneFrom(place), lt(calendarGone.goneAt, before)))
        .returning({ sequence: calendarGone.sequence })
      return Math.max(0, ...forgotten.map(({ sequence }) => sequence))
    },
  }
}
