import {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  notExists,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import type { NodeId } from '@amphi/contract/nodes'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import { type EndReason, runsTold, type SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { type Carried, freshFor, yetToCome } from '#modules/engines'
import type { Db } from '#platform/db'
import { roomsTable } from '#modules/rooms'
import { prepared } from '#platform/prepared'
import { participants, sessions, stays } from './sessions.table.ts'

export type SessionRow = typeof sessions.$inferSelect

export const sessionsIn = (db: Db) => {
  const one = (tenantId: TenantId, id: SessionId) => and(eq(sessions.tenantId, tenantId), eq(sessions.id, id))

  /** How many are inside a session but for the one of a tab. */
  const others = () => {
    const inside = db
      .select({ people: countDistinct(stays.participantId) })
      .from(stays)
      .innerJoin(participants, and(eq(participants.tenantId, stays.tenantId), eq(participants.id, stays.participantId)))
      .where(
        and(
          eq(stays.tenantId, sessions.tenantId),
          eq(stays.sessionId, sessions.id),
          isNull(stays.leftAt),
          ne(participants.tab, sql.placeholder('tab')),
        ),
      )
    return sql<number>`${inside}`.mapWith(Number)
  }

  /** With whoever was connected: a person once, however many tabs they had; a guest by browser and name. */
  const withPeople = () => {
    const came = db
      .select({
        people: countDistinct(
          sql`coalesce(${participants.userId}::text, ${participants.guestId}::text || ${participants.name})`,
        ),
      })
      .from(participants)
      .where(
        and(
          eq(participants.tenantId, sessions.tenantId),
          eq(participants.sessionId, sessions.id),
          sql`exists (select 1 from ${stays} where ${stays.tenantId} = ${participants.tenantId}
            and ${stays.participantId} = ${participants.id})`,
        ),
      )
    return db.select({ session: sessions, people: sql<number>`${came}`.mapWith(Number) }).from(sessions)
  }

  return {
    async find(tenantId: TenantId, id: SessionId): Promise<SessionRow | undefined> {
      const [row] = await db.select().from(sessions).where(one(tenantId, id))
      return row
    },

    /** Of whichever institution: for an engine, which knows of none. */
    async findAnywhere(id: SessionId): Promise<SessionRow | undefined> {
      const [row] = await db.select().from(sessions).where(eq(sessions.id, id))
      return row
    },

    /** Waits for whoever is just ending it. */
    async isRunning(tenantId: TenantId, id: SessionId) {
      const found = await prepared(db, 'session_runs', (name) =>
        db
          .select({ id: sessions.id })
          .from(sessions)
          .where(
            and(
              eq(sessions.tenantId, sql.placeholder('tenantId')),
              eq(sessions.id, sql.placeholder('id')),
              isNull(sessions.endedAt),
            ),
          )
          .for('share')
          .prepare(name),
      ).execute({ tenantId, id })
      return found.length > 0
    },

    /** In all institutions. */
    countRunning: () => db.$count(sessions, isNull(sessions.endedAt)),

    countRunningOf: (tenantId: TenantId) =>
      db.$count(sessions, and(eq(sessions.tenantId, tenantId), isNull(sessions.endedAt))),

    /** As it is now, and stays until the transaction ends: nobody ends it meanwhile. */
    async hold(tenantId: TenantId, id: SessionId, how: 'share' | 'update'): Promise<SessionRow | undefined> {
      const [row] = await db.select().from(sessions).where(one(tenantId, id)).for(how)
      return row
    },

    async running(tenantId: TenantId, roomId: RoomId): Promise<SessionRow | undefined> {
      const [row] = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), eq(sessions.roomId, roomId), isNull(sessions.endedAt)))
      return row
    },

    runningIn: (tenantId: TenantId, roomIds: readonly RoomId[]): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), inArray(sessions.roomId, [...roomIds]), isNull(sessions.endedAt))),

    /** When the last session of a room ended, if it was after a moment. */
    async endedSince(
      tenantId: TenantId,
      roomId: RoomId,
      since: Date,
      otherwiseThan: readonly EndReason[] = [],
    ): Promise<Date | undefined> {
      const [row] = await db
        .select({ endedAt: sessions.endedAt })
        .from(sessions)
        .where(
          and(
            eq(sessions.tenantId, tenantId),
            eq(sessions.roomId, roomId),
            gt(sessions.endedAt, since),
            notInArray(sessions.endReason, [...otherwiseThan]),
          ),
        )
        .orderBy(desc(sessions.endedAt))
        .limit(1)
      return row?.endedAt ?? undefined
    },

    /** How many run in rooms that were started from there. */
    async countOpenFrom(tenantId: TenantId, startedFrom: string): Promise<number> {
      const [row] = await db
        .select({ open: count() })
        .from(sessions)
        .innerJoin(roomsTable, and(eq(roomsTable.tenantId, sessions.tenantId), eq(roomsTable.id, sessions.roomId)))
        .where(and(eq(sessions.tenantId, tenantId), isNull(sessions.endedAt), eq(roomsTable.startedFrom, startedFrom)))
      return row?.open ?? 0
    },

    /**
     * Meetings of one time, made before then, of which nobody reads anything any more: none runs, and of those that
     * have an owner no session is kept.
     */
    async listForgettable(tenantId: TenantId, madeBefore: Date): Promise<RoomId[]> {
      const kept = db
        .select({ one: sql`1` })
        .from(sessions)
        .where(
          and(
            eq(sessions.tenantId, roomsTable.tenantId),
            eq(sessions.roomId, roomsTable.id),
            or(isNull(sessions.endedAt), isNotNull(roomsTable.ownerId)),
          ),
        )
      const rows = await db
        .select({ id: roomsTable.id })
        .from(roomsTable)
        .where(
          and(
            eq(roomsTable.tenantId, tenantId),
            eq(roomsTable.kind, 'instant'),
            lt(roomsTable.createdAt, madeBefore),
            notExists(kept),
          ),
        )
      return rows.map(({ id }) => id)
    },

    /** The same, with how many are inside besides the one of this tab. */
    async runningWithOthers(tenantId: TenantId, roomId: RoomId, tab: string) {
      const [found] = await prepared(db, 'running_session_with_others', (name) =>
        db
          .select({ session: sessions, others: others() })
          .from(sessions)
          .where(
            and(
              eq(sessions.tenantId, sql.placeholder('tenantId')),
              eq(sessions.roomId, sql.placeholder('roomId')),
              isNull(sessions.endedAt),
            ),
          )
          .prepare(name),
      ).execute({ tenantId, roomId, tab })
      return found
    },

    listRunning: (tenantId: TenantId): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), isNull(sessions.endedAt))),

    /** Those that run, and in which this person has a seat. */
    listRunningWith: (tenantId: TenantId, userId: UserId): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(
          and(
            eq(sessions.tenantId, tenantId),
            isNull(sessions.endedAt),
            sql`exists (select 1 from ${participants} where ${participants.tenantId} = ${sessions.tenantId}
              and ${participants.sessionId} = ${sessions.id} and ${participants.userId} = ${userId})`,
          ),
        ),

    /** What each server carries, in all institutions. */
    async carried(now: Date): Promise<Map<NodeId, Carried>> {
      const since = (seconds: number) => new Date(now.getTime() - seconds * 1000)
      const inside = sql<number>`(select count(distinct ${stays.participantId}) from ${stays}
        where ${stays.tenantId} = ${sessions.tenantId} and ${stays.sessionId} = ${sessions.id}
        and ${stays.leftAt} is null)`
      const its = db
        .select({ nodeId: sessions.nodeId, startedAt: sessions.startedAt, people: inside.as('people') })
        .from(sessions)
        .where(isNull(sessions.endedAt))
        .as('its')
      const young = gt(its.startedAt, since(yetToCome.seconds))
      const rows = await db
        .select({
          nodeId: its.nodeId,
          people: sql`sum(${its.people})`.mapWith(Number),
          expected:
            sql`sum(case when ${young} then greatest(${its.people}, ${yetToCome.people}) else ${its.people} end)`.mapWith(
              Number,
            ),
          fresh: sql`count(*) filter (where ${gt(its.startedAt, since(freshFor))})`.mapWith(Number),
        })
        .from(its)
        .groupBy(its.nodeId)
      return new Map(rows.flatMap(({ nodeId, ...carried }) => (nodeId ? [[nodeId, carried] as const] : [])))
    },

    listRunningOn: (tenantId: TenantId, nodeId: NodeId): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), eq(sessions.nodeId, nodeId), isNull(sessions.endedAt))),

    /** Those that were given up since then, because it did not answer. */
    listLostOn: (tenantId: TenantId, nodeId: NodeId, since: Date): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(
          and(
            eq(sessions.tenantId, tenantId),
            eq(sessions.nodeId, nodeId),
            eq(sessions.endReason, 'server_lost'),
            gt(sessions.endedAt, since),
          ),
        ),

    listEndedSince: (tenantId: TenantId, since: Date): Promise<SessionRow[]> =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), gt(sessions.endedAt, since))),

    /** The runs of a room, newest first, with how many people came to each; those begun before then, if it is said. */
    history: (tenantId: TenantId, roomId: RoomId, before?: Date): Promise<{ session: SessionRow; people: number }[]> =>
      withPeople()
        .where(
          and(
            eq(sessions.tenantId, tenantId),
            eq(sessions.roomId, roomId),
            before ? lt(sessions.startedAt, before) : undefined,
          ),
        )
        .orderBy(desc(sessions.startedAt))
        .limit(runsTold),

    async findWithPeople(tenantId: TenantId, id: SessionId) {
      const [found] = await withPeople().where(one(tenantId, id))
      return found
    },

    async insert(row: SessionRow) {
      await db.insert(sessions).values(row)
    },

    /** With all that hangs on them: who came, when, and what was said. The oldest first; how many there were. */
    async removeEndedBefore(tenantId: TenantId, before: Date, most: number) {
      const oldest = db
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.tenantId, tenantId), lt(sessions.endedAt, before)))
        .orderBy(asc(sessions.endedAt))
        .limit(most)
      const gone = await db
        .delete(sessions)
        .where(and(eq(sessions.tenantId, tenantId), inArray(sessions.id, oldest)))
        .returning({ id: sessions.id })
      return gone.length
    },

    async setLastsUntil(tenantId: TenantId, id: SessionId, lastsUntil: Date) {
      await db.update(sessions).set({ lastsUntil }).where(one(tenantId, id))
    },

    /** The first to notice says since when. */
    async setSilent(tenantId: TenantId, id: SessionId, since: Date) {
      await db
        .update(sessions)
        .set({ engineSilentSince: since })
        .where(and(one(tenantId, id), isNull(sessions.engineSilentSince)))
    },

    async setHeard(tenantId: TenantId, id: SessionId) {
      await db.update(sessions).set({ engineSilentSince: null }).where(one(tenantId, id))
    },

    async set(
      tenantId: TenantId,
      id: SessionId,
      row: Partial<Pick<SessionRow, 'allowed' | 'camerasFor' | 'lobby' | 'lobbyOfRoom' | 'spotlightId'>>,
    ) {
      await db.update(sessions).set(row).where(one(tenantId, id))
    },

    /** Whether it was running until now: of two who end it, one does. */
    async end(tenantId: TenantId, id: SessionId, end: Pick<SessionRow, 'endReason' | 'endedBy'> & { endedAt: Date }) {
      const ended = await db
        .update(sessions)
        .set(end)
        .where(and(one(tenantId, id), isNull(sessions.endedAt)))
        .returning({ id: sessions.id })
      return ended.length > 0
    },
  }
}
