import { and, asc, countDistinct, desc, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { ParticipantId, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import type { Company } from './session.ts'
import { participants, sessions, stays } from './sessions.table.ts'

export type StayRow = typeof stays.$inferSelect

/** Who is inside a session, as far as it decides whether that goes on. */
export interface Presence {
  people: Company
  moderators: Company
}

/** Of a participant whom a question around it is about: the stay by which they are connected now, if they are. */
export const openStay = (db: Db) =>
  db
    .select({ connection: stays.connection })
    .from(stays)
    .where(
      and(
        eq(stays.tenantId, participants.tenantId),
        eq(stays.sessionId, participants.sessionId),
        eq(stays.participantId, participants.id),
        isNull(stays.leftAt),
      ),
    )

export const staysIn = (db: Db) => {
  const inSession = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(stays.tenantId, tenantId), eq(stays.sessionId, sessionId))

  return {
    /** Of these sessions, in the order they began. */
    among: async (tenantId: TenantId, ids: readonly SessionId[]): Promise<StayRow[]> =>
      db
        .select()
        .from(stays)
        .where(and(eq(stays.tenantId, tenantId), inArray(stays.sessionId, [...ids])))
        .orderBy(asc(stays.joinedAt)),

    listOpen: (tenantId: TenantId, sessionId: SessionId): Promise<StayRow[]> =>
      db
        .select()
        .from(stays)
        .where(and(inSession(tenantId, sessionId), isNull(stays.leftAt))),

    /** How many are in each of these sessions, of whichever institution. */
    async countInside(ids: readonly SessionId[]): Promise<Map<SessionId, number>> {
      if (ids.length === 0) return new Map()
      const rows = await db
        .select({ id: stays.sessionId, people: countDistinct(stays.participantId) })
        .from(sessions)
        .innerJoin(stays, and(eq(stays.tenantId, sessions.tenantId), eq(stays.sessionId, sessions.id)))
        .where(and(inArray(sessions.id, [...ids]), isNull(stays.leftAt)))
        .groupBy(stays.sessionId)
      return new Map(rows.map(({ id, people }) => [id, people]))
    },

    async newest(tenantId: TenantId, sessionId: SessionId, participantId: ParticipantId): Promise<StayRow | undefined> {
      const [row] = await db
        .select()
        .from(stays)
        .where(and(inSession(tenantId, sessionId), eq(stays.participantId, participantId)))
        .orderBy(desc(stays.joinedAt))
        .limit(1)
      return row
    },

    /** In all institutions. */
    async countPresent(): Promise<number> {
      const [row] = await db
        .select({ people: countDistinct(stays.participantId) })
        .from(stays)
        .where(isNull(stays.leftAt))
      return row?.people ?? 0
    },

    async presence(tenantId: TenantId, sessionId: SessionId): Promise<Presence> {
      const [row] = await prepared(db, 'presence_in_session', (name) =>
        db
          .select({
            people: company(sql`true`),
            moderators: company(eq(participants.role, 'moderator'), sql`max(${participants.ledUntil})`),
          })
          .from(participants)
          .leftJoin(
            stays,
            and(
              eq(stays.tenantId, participants.tenantId),
              eq(stays.sessionId, participants.sessionId),
              eq(stays.participantId, participants.id),
            ),
          )
          .where(
            and(
              eq(participants.tenantId, sql.placeholder('tenantId')),
              eq(participants.sessionId, sql.placeholder('sessionId')),
            ),
          )
          .prepare(name),
      ).execute({ tenantId, sessionId })
      return { people: companyOf(row?.people), moderators: companyOf(row?.moderators) }
    },

    /** Those that are news. Told after its leave one is not, and only says since when they had been inside. */
    async join(rows: readonly StayRow[]): Promise<StayRow[]> {
      if (rows.length === 0) return []
      const joined = await db
        .insert(stays)
        .values([...rows])
        .onConflictDoUpdate({
          target: [stays.tenantId, stays.sessionId, stays.connection],
          set: { joinedAt: sql`excluded.joined_at` },
          setWhere: sql`${stays.joinedAt} > excluded.joined_at`,
        })
        // A row that nobody has changed is the one this very statement made.
        .returning({ ...getTableColumns(stays), isNew: sql<boolean>`xmax = 0` })
      return joined.flatMap(({ isNew, ...stay }) => (isNew ? [stay] : []))
    },

    /** Whose it is news of. A leave that comes before its join leaves a mark, so that the join opens nothing. */
    async leave(rows: readonly Omit<StayRow, 'leftAt' | 'joinedAt'>[], at: Date): Promise<ParticipantId[]> {
      if (rows.length === 0) return []
      const left = await db
        .insert(stays)
        .values(rows.map((row) => ({ ...row, joinedAt: at, leftAt: at })))
        .onConflictDoUpdate({
          target: [stays.tenantId, stays.sessionId, stays.connection],
          set: { leftAt: sql`greatest(${stays.joinedAt}, excluded.left_at)` },
          setWhere: isNull(stays.leftAt),
        })
        .returning({ participantId: stays.participantId })
      return left.map(({ participantId }) => participantId)
    },

    async leaveAll(tenantId: TenantId, sessionId: SessionId, at: Date) {
      await db
        .update(stays)
        .set({ leftAt: sql`greatest(${stays.joinedAt}, ${at.toISOString()}::timestamptz)` })
        .where(and(inSession(tenantId, sessionId), isNull(stays.leftAt)))
    },
  }
}

/** Moments as seconds since 1970: what is put together to one answer is not parsed as a column is. */
interface Counted {
  inside: boolean
  leftAt: number | null
  awaitedUntil: number | null
}

/** Those of whom this holds now; others may have been among them until a moment. */
const company = (which: SQL, until = sql`null::timestamptz`) => sql<Counted>`json_build_object(
  'inside', coalesce(bool_or(${stays.connection} is not null and ${stays.leftAt} is null) filter (where ${which}), false),
  'leftAt', extract(epoch from greatest(max(${stays.leftAt}) filter (where ${which}), ${until})),
  'awaitedUntil', extract(epoch from max(${participants.awaitedUntil}) filter (where ${which})))`

const at = (seconds: number | null | undefined) => (seconds ? new Date(Math.round(seconds * 1000)) : undefined)

const companyOf = (counted: Counted | undefined): Company => ({
  inside: counted?.inside === true,
  leftAt: at(counted?.leftAt),
  awaitedUntil: at(counted?.awaitedUntil),
})
