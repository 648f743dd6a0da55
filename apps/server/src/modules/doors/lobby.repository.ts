import { and, asc, count, desc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { LobbyMessage, LobbyRequestId, LobbyState } from '@amphi/contract/lobby'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { lobbyMessages, lobbyRequests } from './lobby.table.ts'

export type LobbyRow = typeof lobbyRequests.$inferSelect
export type Who = Pick<LobbyRow, 'who' | 'guest'>
/** Whose request, of which session: all that a fact about it needs. */
export type LobbyIds = Pick<LobbyRow, 'tenantId' | 'roomId' | 'sessionId' | 'id'>

type Decided = Pick<LobbyRow, 'state'> & Partial<Pick<LobbyRow, 'decidedAt' | 'decidedBy'>>

const ids = {
  tenantId: lobbyRequests.tenantId,
  roomId: lobbyRequests.roomId,
  sessionId: lobbyRequests.sessionId,
  id: lobbyRequests.id,
}

export const lobbyIn = (db: Db) => {
  const ofSession = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(lobbyRequests.tenantId, tenantId), eq(lobbyRequests.sessionId, sessionId))
  const one = (tenantId: TenantId, id: LobbyRequestId) =>
    and(eq(lobbyRequests.tenantId, tenantId), eq(lobbyRequests.id, id))
  const waiting = eq(lobbyRequests.state, 'waiting')
  const message = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(lobbyMessages.tenantId, tenantId), eq(lobbyMessages.sessionId, sessionId))

  /** Those that were in one of the states become what was decided: of two who decide at once, one does. */
  const decide = (which: SQL | undefined, from: readonly LobbyState[], to: Decided): Promise<LobbyIds[]> =>
    db
      .update(lobbyRequests)
      .set(to)
      .where(and(which, inArray(lobbyRequests.state, [...from])))
      .returning(ids)

  return {
    async find(tenantId: TenantId, id: LobbyRequestId): Promise<LobbyRow | undefined> {
      const [row] = await db.select().from(lobbyRequests).where(one(tenantId, id))
      return row
    },

    async findOf(tenantId: TenantId, sessionId: SessionId, { who }: Pick<Who, 'who'>): Promise<LobbyRow | undefined> {
      const [row] = await db
        .select()
        .from(lobbyRequests)
        .where(and(ofSession(tenantId, sessionId), eq(lobbyRequests.who, who)))
      return row
    },

    /** Whether it is theirs that stands now: another tab of theirs may have asked at the same moment. */
    async insert(row: LobbyRow) {
      const added = await db.insert(lobbyRequests).values(row).onConflictDoNothing().returning({ id: lobbyRequests.id })
      return added.length > 0
    },

    /** Until the transaction ends nobody decides about it. */
    async hold(tenantId: TenantId, sessionId: SessionId, { who }: Pick<Who, 'who'>): Promise<LobbyRow | undefined> {
      const [row] = await db
        .select()
        .from(lobbyRequests)
        .where(and(ofSession(tenantId, sessionId), eq(lobbyRequests.who, who)))
        .for('update')
      return row
    },

    /** At the end of the queue, under an id that may be another. */
    async askAgain({ tenantId, id, name }: Pick<LobbyRow, 'tenantId' | 'id' | 'name'>, as: LobbyRequestId, now: Date) {
      await db
        .update(lobbyRequests)
        .set({ id: as, name, state: 'waiting', askedAt: now, seenAt: now, decidedAt: null, decidedBy: null })
        .where(one(tenantId, id))
    },

    async seen(tenantId: TenantId, all: readonly LobbyRequestId[], now: Date) {
      await db
        .update(lobbyRequests)
        .set({ seenAt: now })
        .where(and(eq(lobbyRequests.tenantId, tenantId), inArray(lobbyRequests.id, [...all]), waiting))
    },

    /** From 1, in the order in which they asked. */
    place: ({ tenantId, sessionId, id, askedAt }: LobbyRow) =>
      db.$count(
        lobbyRequests,
        and(
          ofSession(tenantId, sessionId),
          waiting,
          sql`(${lobbyRequests.askedAt}, ${lobbyRequests.id}) <= (${askedAt.toISOString()}::timestamptz, ${id}::uuid)`,
        ),
      ),

    listWaiting: (tenantId: TenantId, sessionId: SessionId, atMost: number): Promise<LobbyRow[]> =>
      db
        .select()
        .from(lobbyRequests)
        .where(and(ofSession(tenantId, sessionId), waiting))
        .orderBy(asc(lobbyRequests.askedAt), asc(lobbyRequests.id))
        .limit(atMost),

    listRefused: (tenantId: TenantId, sessionId: SessionId, atMost: number): Promise<LobbyRow[]> =>
      db
        .select()
        .from(lobbyRequests)
        .where(and(ofSession(tenantId, sessionId), eq(lobbyRequests.state, 'refused')))
        .orderBy(desc(lobbyRequests.decidedAt), asc(lobbyRequests.id))
        .limit(atMost),

    /** Of each of these sessions where anybody waits, how many. */
    async countWaiting(tenantId: TenantId, sessions: readonly SessionId[]): Promise<Map<SessionId, number>> {
      const rows = await prepared(db, 'waiting_in_lobbies', (name) =>
        db
          .select({ sessionId: lobbyRequests.sessionId, people: count() })
          .from(lobbyRequests)
          .where(
            and(
              eq(lobbyRequests.tenantId, sql.placeholder('tenantId')),
              sql`${lobbyRequests.sessionId} = any(${sql.placeholder('sessions')}::uuid[])`,
              waiting,
            ),
          )
          .groupBy(lobbyRequests.sessionId)
          .prepare(name),
      ).execute({ tenantId, sessions })
      return new Map(rows.map(({ sessionId, people }) => [sessionId, people]))
    },

    among: (tenantId: TenantId, sessionId: SessionId, some: readonly LobbyRequestId[]): Promise<LobbyRow[]> =>
      db
        .select()
        .from(lobbyRequests)
        .where(and(ofSession(tenantId, sessionId), inArray(lobbyRequests.id, [...some]))),

    decideSome: (
      tenantId: TenantId,
      sessionId: SessionId,
      some: readonly LobbyRequestId[],
      ...decision: [from: readonly LobbyState[], to: Decided]
    ) => decide(and(ofSession(tenantId, sessionId), inArray(lobbyRequests.id, [...some])), ...decision),

    decideAll: (tenantId: TenantId, sessionId: SessionId, ...decision: [from: readonly LobbyState[], to: Decided]) =>
      decide(ofSession(tenantId, sessionId), ...decision),

    decideOf: (
      tenantId: TenantId,
      sessionId: SessionId,
      { who }: Pick<Who, 'who'>,
      ...decision: [from: readonly LobbyState[], to: Decided]
    ) => decide(and(ofSession(tenantId, sessionId), eq(lobbyRequests.who, who)), ...decision),

    /** Those who have an account need no longer wait. */
    decideAccounts: (
      tenantId: TenantId,
      sessionId: SessionId,
      ...decision: [from: readonly LobbyState[], to: Decided]
    ) => decide(and(ofSession(tenantId, sessionId), eq(lobbyRequests.guest, false)), ...decision),

    /** In all institutions: those nobody decided about in time, and those whose page is gone. */
    async endStale(now: Date, { askedBefore, seenBefore }: { askedBefore: Date; seenBefore: Date }) {
      const expired = await decide(lte(lobbyRequests.askedAt, askedBefore), ['waiting'], {
        state: 'expired',
        decidedAt: now,
      })
      const left = await decide(lte(lobbyRequests.seenAt, seenBefore), ['waiting'], { state: 'left', decidedAt: now })
      return [...expired, ...left]
    },

    async message(tenantId: TenantId, sessionId: SessionId): Promise<LobbyMessage | null> {
      const [row] = await db.select().from(lobbyMessages).where(message(tenantId, sessionId))
      return row ? { text: row.text, by: row.writtenBy, at: row.writtenAt.toISOString() } : null
    },

    async writeMessage(row: typeof lobbyMessages.$inferSelect) {
      const { text, writtenBy, writtenAt } = row
      await db
        .insert(lobbyMessages)
        .values(row)
        .onConflictDoUpdate({
          target: [lobbyMessages.tenantId, lobbyMessages.sessionId],
          set: { text, writtenBy, writtenAt },
        })
    },

    async removeMessage(tenantId: TenantId, sessionId: SessionId) {
      await db.delete(lobbyMessages).where(message(tenantId, sessionId))
    },
  }
}
