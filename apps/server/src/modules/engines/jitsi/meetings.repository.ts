import { and, count, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { NodeId } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { jitsiMeetings as meetings, jitsiVisits as visits } from './jitsi.table.ts'

export type MeetingRow = typeof meetings.$inferSelect

/** What is known of a meeting besides that it is there. */
export type Terms = Pick<MeetingRow, 'lobby' | 'locked'> & { lastsUntil: Date }

/** That a server has made it there: when, until when, and for whom. */
export type Reservation = Pick<MeetingRow, 'reservedAt' | 'reservedUntil' | 'reservedBy'>

/** Our meetings on one server. */
export const meetingsIn = (db: Db, tenantId: TenantId, nodeId: NodeId) => {
  const here = and(eq(meetings.tenantId, tenantId), eq(meetings.nodeId, nodeId))
  const one = (key: string) => and(here, eq(meetings.key, key))

  return {
    async find(key: string): Promise<MeetingRow | undefined> {
      const [row] = await db.select().from(meetings).where(one(key))
      return row
    },

    /** As it is now, and stays until the transaction ends. */
    async hold(key: string): Promise<MeetingRow | undefined> {
      const [row] = await db.select().from(meetings).where(one(key)).for('update')
      return row
    },

    async open(key: string, seats: number, openedAt: Date) {
      await db
        .insert(meetings)
        .values({ tenantId, nodeId, key, seats, openedAt })
        .onConflictDoUpdate({
          target: [meetings.tenantId, meetings.nodeId, meetings.key],
          set: { seats, endedAt: null },
        })
    },

    async describe(key: string, terms: Terms) {
      await db.update(meetings).set(terms).where(one(key))
    },

    /** Whether it was there until now. */
    async end(key: string, endedAt: Date): Promise<boolean> {
      const ended = await db
        .update(meetings)
        .set({ endedAt })
        .where(and(one(key), isNull(meetings.endedAt)))
        .returning({ key: meetings.key })
      return ended.length > 0
    },

    listOpen: (): Promise<MeetingRow[]> =>
      db
        .select()
        .from(meetings)
        .where(and(here, isNull(meetings.endedAt))),

    /** How many are in each, of those whose pages were heard since then. */
    people: (since: Date) =>
      db
        .select({ key: meetings.key, people: count(visits.page) })
        .from(meetings)
        .leftJoin(
          visits,
          and(
            eq(visits.tenantId, meetings.tenantId),
            eq(visits.nodeId, meetings.nodeId),
            eq(visits.key, meetings.key),
            isNull(visits.goneAt),
            gt(visits.seenAt, since),
          ),
        )
        .where(and(here, isNull(meetings.endedAt)))
        .groupBy(meetings.key),

    /** Of two who ask at once, one; the other finds it there. */
    async reserve(key: string, reservation: Reservation): Promise<boolean> {
      const reserved = await db
        .update(meetings)
        .set(reservation)
        .where(and(one(key), isNull(meetings.endedAt), isNull(meetings.reservedAt)))
        .returning({ key: meetings.key })
      return reserved.length > 0
    },

    async release(key: string) {
      await db.update(meetings).set({ reservedAt: null, reservedUntil: null, reservedBy: null }).where(one(key))
    },
  }
}

/** What nobody asks for any more, of every server of an institution; also where its session never came to be. */
export const forgetMeetings = async (db: Db, tenantId: TenantId, before: { ended: Date; opened: Date }) => {
  const isOver = or(lt(meetings.endedAt, before.ended), lt(meetings.openedAt, before.opened))
  await db.delete(meetings).where(and(eq(meetings.tenantId, tenantId), isOver))
}
