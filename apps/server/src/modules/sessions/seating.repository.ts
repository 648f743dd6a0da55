import { and, count, desc, eq, exists, gt, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { roomsTable } from '#modules/rooms'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { prepared } from '#platform/prepared'
import type { ParticipantRow } from './participants.repository.ts'
import { participants, sessions } from './sessions.table.ts'
import { openStay } from './stays.repository.ts'

/** How seats are counted and taken: side by side, or one after the other. */
export type Turns = 'together' | 'in_turn'

/** The moment that is asked about. */
const now = sql`${sql.placeholder('now')}::timestamptz`

/** Who would sit where. */
type Sitting = Pick<ParticipantRow, 'tenantId' | 'sessionId' | 'userId' | 'guestId' | 'tab'>

/** What is looked at before a seat is given: who holds how many, by being connected or awaited. */
export const seatingIn = (db: Db) => {
  const isHeld = (at: SQL | Date) => or(gt(participants.awaitedUntil, at), exists(openStay(db)))

  return {
    /**
     * Until the transaction ends nobody else is counted, or seated, in turn there; those who do it together do not wait
     * for one another.
     */
    hold: (where: string, how: Turns) => hold(db, `seats ${where}`, how === 'in_turn' ? 'alone' : 'together'),

    /**
     * The session, which nobody ends until the transaction does, with what its room says at this moment. Of its seats
     * `all`: how many are held; `mine`: whether one by this tab of theirs; `kept`: how many for them while they are not
     * connected.
     */
    async holdAndCount({ tenantId, sessionId, userId, guestId, tab }: Sitting, at: Date) {
      const [found] = await prepared(db, 'seats_held', (name) => {
        const isTheirs = sql`${participants.userId} is not distinct from ${sql.placeholder('userId')}
          and ${participants.guestId} is not distinct from ${sql.placeholder('guestId')}`
        const isMine = sql`${participants.tab} = ${sql.placeholder('tab')} and ${isTheirs}`
        const isKept = sql`${isTheirs} and ${participants.awaitedUntil} > ${now}`
        const counted = db
          .select({
            all: sql<number>`count(*)::int`.as('all'),
            mine: sql<boolean>`coalesce(bool_or(${isMine}), false)`.as('mine'),
            kept: sql<number>`(count(*) filter (where ${isKept}))::int`.as('kept'),
          })
          .from(participants)
          .where(
            and(eq(participants.tenantId, sessions.tenantId), eq(participants.sessionId, sessions.id), isHeld(now)),
          )
          .as('counted')
        return db
          .select({
            session: sessions,
            room: { settings: roomsTable.settings, forced: roomsTable.forced },
            all: counted.all,
            mine: counted.mine,
            kept: counted.kept,
          })
          .from(sessions)
          .innerJoin(roomsTable, and(eq(roomsTable.tenantId, sessions.tenantId), eq(roomsTable.id, sessions.roomId)))
          .innerJoinLateral(counted, sql`true`)
          .where(and(eq(sessions.tenantId, sql.placeholder('tenantId')), eq(sessions.id, sql.placeholder('sessionId'))))
          .for('share', { of: sessions })
          .prepare(name)
      }).execute({ tenantId, sessionId, userId, guestId, tab, now: at.toISOString() })
      return found
    },

    async count(tenantId: TenantId, sessionId: SessionId, at: Date): Promise<number> {
      const [held] = await db
        .select({ all: count() })
        .from(participants)
        .where(and(eq(participants.tenantId, tenantId), eq(participants.sessionId, sessionId), isHeld(at)))
      return held?.all ?? 0
    },

    /** In all sessions of an institution that run. */
    async countEverywhere(tenantId: TenantId, at: Date): Promise<number> {
      const [held] = await db
        .select({ all: count() })
        .from(participants)
        .innerJoin(
          sessions,
          and(
            eq(sessions.tenantId, participants.tenantId),
            eq(sessions.id, participants.sessionId),
            isNull(sessions.endedAt),
          ),
        )
        .where(and(eq(participants.tenantId, tenantId), isHeld(at)))
      return held?.all ?? 0
    },

    /** Of all seats kept for someone who is not connected, only those newest ones stay kept; who comes to one still may. */
    async keepNewest({ tenantId, sessionId, userId, guestId }: Sitting, most: number) {
      const theirs = sql`${participants.userId} is not distinct from ${userId}
        and ${participants.guestId} is not distinct from ${guestId}`
      const kept = db
        .select({ id: participants.id })
        .from(participants)
        .where(
          and(
            eq(participants.tenantId, tenantId),
            eq(participants.sessionId, sessionId),
            theirs,
            isNotNull(participants.awaitedUntil),
            not(exists(openStay(db))),
          ),
        )
        .orderBy(desc(participants.awaitedUntil), desc(participants.id))
        .offset(most)
      await db
        .update(participants)
        .set({ awaitedUntil: null })
        .where(and(eq(participants.tenantId, tenantId), inArray(participants.id, kept)))
    },
  }
}
