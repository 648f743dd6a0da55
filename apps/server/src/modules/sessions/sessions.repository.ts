import { and, count, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { RoomId } from '@amphi/contract/rooms'
import type { EndReason, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { participants, sessions, stays } from './sessions.table.ts'

export type SessionRow = typeof sessions.$inferSelect

export const sessionsIn = (db: Db) => {
  const one = (tenantId: TenantId, id: SessionId) => and(eq(sessions.tenantId, tenantId), eq(sessions.id, id))

  return {
    async find(tenantId: TenantId, id: SessionId): Promise<SessionRow | undefined> {
      const [row] = await db.select().from(sessions).where(one(tenantId, id))
      return row
    },

    async running(tenantId: TenantId, roomId: RoomId): Promise<SessionRow | undefined> {
      const [row] = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), eq(sessions.roomId, roomId), isNull(sessions.endedAt)))
      return row
    },

    listRunning: (tenantId: TenantId): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), isNull(sessions.endedAt))),

    listEndedSince: (tenantId: TenantId, since: Date): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), gt(sessions.endedAt, since))),

    /** The newest session of each room: it runs, or it is the last there was. */
    async newestOf(tenantId: TenantId, roomIds: readonly RoomId[]): Promise<SessionRow[]> {
      if (roomIds.length === 0) return []
      return db
        .selectDistinctOn([sessions.roomId])
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), inArray(sessions.roomId, [...roomIds])))
        .orderBy(sessions.roomId, desc(sessions.startedAt))
    },

    /** The runs of a room, with how many came to each. */
    history: (tenantId: TenantId, roomId: RoomId) =>
      db
        .select({ session: sessions, people: count(participants.id) })
        .from(sessions)
        .leftJoin(
          participants,
          and(
            eq(participants.tenantId, sessions.tenantId),
            eq(participants.sessionId, sessions.id),
            sql`exists (select 1 from ${stays} where ${stays.tenantId} = ${participants.tenantId}
              and ${stays.sessionId} = ${participants.sessionId} and ${stays.participantId} = ${participants.id})`,
          ),
        )
        .where(and(eq(sessions.tenantId, tenantId), eq(sessions.roomId, roomId)))
        .groupBy(sessions.tenantId, sessions.id)
        .orderBy(desc(sessions.startedAt))
        .limit(100),

    async insert(row: SessionRow) {
      await db.insert(sessions).values(row)
    },

    /** Whether it was running until now: of two who end it, one does. */
    async end(tenantId: TenantId, id: SessionId, endedAt: Date, endReason: EndReason) {
      const ended = await db
        .update(sessions)
        .set({ endedAt, endReason })
        .where(and(one(tenantId, id), isNull(sessions.endedAt)))
        .returning({ id: sessions.id })
      return ended.length > 0
    },
  }
}
