import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, not, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { openings } from './openings.table.ts'
import type { RoomRow } from './rooms.repository.ts'
import { rooms } from './rooms.table.ts'

/** Unused since before the one, or archived since before the other; null where that is of no account. */
export interface Before {
  used: Date | null
  archived: Date | null
}

const sinceBefore = (moment: SQL, before: Date | null) =>
  before ? sql`${moment} < ${before.toISOString()}` : sql`false`

/**
 * All that speaks for a room in use: that it was made, that a session ran in it, that somebody said it is needed, that it
 * is planned to open. Whatever else comes to count belongs here.
 */
const lastPlanned = sql`(select max(${openings.endsAt}) from ${openings} where ${openings.tenantId} = ${rooms.tenantId} and ${openings.roomId} = ${rooms.id})`
const lastUse = sql`greatest(${rooms.createdAt}, ${rooms.usedAt}, ${rooms.keptAt}, ${lastPlanned})`
const lastTouch = sql`greatest(${rooms.archivedAt}, ${rooms.keptAt}, ${lastPlanned})`

const unused = ({ used, archived }: Before) =>
  or(
    and(isNull(rooms.archivedAt), sinceBefore(lastUse, used)),
    and(isNotNull(rooms.archivedAt), sinceBefore(lastTouch, archived)),
  ) ?? sql`false`

/** Someone's own room is never archived, and a meeting of a day is over by itself. */
const lasts = notInArray(rooms.kind, ['personal', 'instant'])

/** Rooms that are archived, and later deleted, for want of use: what comes of them is announced before it is done. */
export const unusedIn = (db: Db) => {
  const among = (tenantId: TenantId, ids: readonly RoomId[]) =>
    and(eq(rooms.tenantId, tenantId), inArray(rooms.id, [...ids]))

  return {
    /** Says of so many of them, of which nothing is said yet, when it comes; which these are. */
    async announce(tenantId: TenantId, before: Before, at: Pick<RoomRow, 'announcedAt' | 'dueAt'>, atMost: number) {
      const next = db
        .select({ id: rooms.id })
        .from(rooms)
        .where(and(eq(rooms.tenantId, tenantId), isNull(rooms.announcedAt), lasts, unused(before)))
        .orderBy(asc(rooms.id))
        .limit(atMost)
        .for('update', { skipLocked: true })
      return db
        .update(rooms)
        .set(at)
        .where(and(eq(rooms.tenantId, tenantId), inArray(rooms.id, next)))
        .returning({ id: rooms.id, ownerId: rooms.ownerId })
    },

    /** How many are so, announced or not. */
    async count(tenantId: TenantId, { used, archived }: Before) {
      const unusedSince = and(isNull(rooms.archivedAt), sinceBefore(lastUse, used))
      const archivedSince = and(isNotNull(rooms.archivedAt), sinceBefore(lastTouch, archived))
      const [counted] = await db
        .select({
          archive: sql<number>`(count(*) filter (where ${unusedSince}))::int`,
          remove: sql<number>`(count(*) filter (where ${archivedSince}))::int`,
        })
        .from(rooms)
        .where(and(eq(rooms.tenantId, tenantId), lasts))
      return counted ?? { archive: 0, remove: 0 }
    },

    /** Takes back what was said of those it is no longer true of; which these are. */
    async takeBack(tenantId: TenantId, before: Before): Promise<RoomId[]> {
      const spared = await db
        .update(rooms)
        .set({ announcedAt: null, dueAt: null })
        .where(and(eq(rooms.tenantId, tenantId), isNotNull(rooms.announcedAt), not(unused(before))))
        .returning({ id: rooms.id })
      return spared.map(({ id }) => id)
    },

    /** The first so many of which the time has come. */
    async due(tenantId: TenantId, now: Date, atMost: number): Promise<RoomRow[]> {
      return db
        .select()
        .from(rooms)
        .where(and(eq(rooms.tenantId, tenantId), lte(rooms.dueAt, now)))
        .orderBy(asc(rooms.dueAt), asc(rooms.id))
        .limit(atMost)
    },

    /** Never sooner than it was said; of those that were announced before then. */
    async postpone(
      tenantId: TenantId,
      ids: readonly RoomId[],
      dueAt: Date,
      announcedBefore = dueAt,
    ): Promise<RoomId[]> {
      if (ids.length === 0) return []
      const later = await db
        .update(rooms)
        .set({ dueAt })
        .where(and(among(tenantId, ids), lt(rooms.announcedAt, announcedBefore), not(gt(rooms.dueAt, dueAt))))
        .returning({ id: rooms.id })
      return later.map(({ id }) => id)
    },
  }
}
