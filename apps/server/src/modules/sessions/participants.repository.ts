import {
  and,
  asc,
  eq,
  exists,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { ParticipantId, ParticipantRole, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { participants, stays, terms } from './sessions.table.ts'
import { openStay } from './stays.repository.ts'

export type ParticipantRow = typeof participants.$inferSelect
/** A seat, and whether whoever has it counted as inside at the moment asked about. */
export type Seat = ParticipantRow & { inside: boolean }

/** For one person, so many seats are there that they never sat on: whoever asks for more gets one of those. */
const mostUnused = 4

/** What moderators decided comes before the role one would have; never for the room's owner. */
const decidedRole = sql`case when ${sql.placeholder('isOwner')}::boolean then ${sql.placeholder('role')} else coalesce(
  (select ${terms.role} from ${terms} where ${terms.tenantId} = ${sql.placeholder('tenantId')}
    and ${terms.sessionId} = ${sql.placeholder('sessionId')}
    and ${terms.holder} = coalesce(${sql.placeholder('userId')}::uuid, ${sql.placeholder('guestId')}::uuid)),
  ${sql.placeholder('role')}) end`

const placeholders = {
  tenantId: sql.placeholder('tenantId'),
  id: sql.placeholder('id'),
  sessionId: sql.placeholder('sessionId'),
  userId: sql.placeholder('userId'),
  guestId: sql.placeholder('guestId'),
  browserId: sql.placeholder('browserId'),
  tab: sql.placeholder('tab'),
  cameBy: sql.placeholder('cameBy'),
  name: sql.placeholder('name'),
  role: decidedRole,
  ledUntil: null,
  handRaisedAt: null,
  awaitedUntil: sql.placeholder('awaitedUntil'),
  speechAskedAt: null,
  createdAt: sql.placeholder('createdAt'),
}

/** When they were last inside: now, while they are; null for who never was. */
const lastInside = (now: SQL) => sql`(select max(coalesce(${stays.leftAt}, ${now})) from ${stays}
  where ${stays.tenantId} = ${participants.tenantId} and ${stays.sessionId} = ${participants.sessionId}
    and ${stays.participantId} = ${participants.id})`

/** Of a seat that gets this role, where it led before. */
const ledUntil = (role: SQL, now: SQL) => sql`case
  when ${participants.role} = 'moderator' and ${role} = 'participant' then ${lastInside(now)}
  else ${participants.ledUntil} end`

/** Of the same session and person, or guest, as a new seat, and never sat on: the one awaited least, beyond so many. */
const unused = (most: number) => sql<ParticipantId | null>`(select it.id from ${participants} it
  where it.tenant_id = ${sql.placeholder('tenantId')} and it.session_id = ${sql.placeholder('sessionId')}
    and it.user_id is not distinct from ${sql.placeholder('userId')}::uuid
    and it.guest_id is not distinct from ${sql.placeholder('guestId')}::uuid
    and not exists (select 1 from ${stays} sat where sat.tenant_id = it.tenant_id and sat.participant_id = it.id)
  order by coalesce(it.awaited_until > ${sql.placeholder('createdAt')}, false) desc, it.created_at desc, it.id
  offset ${sql.raw(String(most - 1))} limit 1)`

type Owned = Pick<ParticipantRow, 'userId' | 'guestId'>

export const participantsIn = (db: Db) => {
  const inSession = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(participants.tenantId, tenantId), eq(participants.sessionId, sessionId))

  const of = ({ userId, guestId }: Owned) =>
    userId ? eq(participants.userId, userId) : eq(participants.guestId, guestId ?? neverAGuest)

  const banned = () =>
    db
      .select({ holder: terms.holder })
      .from(terms)
      .where(
        and(
          eq(terms.tenantId, participants.tenantId),
          eq(terms.sessionId, participants.sessionId),
          sql`${terms.holder} = coalesce(${participants.userId}, ${participants.guestId})`,
          isNotNull(terms.bannedAt),
        ),
      )

  /** Another seat of theirs, that they never sat on, becomes the one they have just been given. */
  const takeUp = async ({ id: given, ...row }: ParticipantRow, id: ParticipantId) => {
    const { tenantId } = row
    await db.delete(participants).where(and(eq(participants.tenantId, tenantId), eq(participants.id, given)))
    const [taken] = await db
      .update(participants)
      .set(row)
      .where(and(eq(participants.tenantId, tenantId), eq(participants.id, id)))
      .returning()
    return taken
  }

  return {
    async find(tenantId: TenantId, sessionId: SessionId, id: ParticipantId): Promise<ParticipantRow | undefined> {
      const [row] = await db
        .select()
        .from(participants)
        .where(and(inSession(tenantId, sessionId), eq(participants.id, id)))
      return row
    },

    /** By what else one person, or guest, is known, in each tab of theirs. */
    marksOf: (tenantId: TenantId, sessionId: SessionId, owned: Owned) =>
      db
        .select({
          guestId: participants.guestId,
          browserId: participants.browserId,
          cameBy: participants.cameBy,
        })
        .from(participants)
        .where(and(inSession(tenantId, sessionId), of(owned))),

    /**
     * All of one person, or guest: each tab of theirs is one. Inside is who is connected or awaited, and not banned; in
     * a session that has ended, who was so at its end.
     */
    seatsOf: (
      tenantId: TenantId,
      sessionId: SessionId,
      who: Owned,
      { now, endedAt }: { now: Date; endedAt: Date | null },
    ): Promise<Seat[]> => {
      const connected = db
        .select({ connection: stays.connection })
        .from(stays)
        .where(
          and(
            eq(stays.tenantId, participants.tenantId),
            eq(stays.sessionId, participants.sessionId),
            eq(stays.participantId, participants.id),
            endedAt ? gte(stays.leftAt, endedAt) : isNull(stays.leftAt),
          ),
        )
      const isAwaited = sql`coalesce(${gt(participants.awaitedUntil, endedAt ?? now)}, false)`
      const inside = sql<boolean>`(${isAwaited} or ${exists(connected)}) and ${not(exists(banned()))}`
      return db
        .select({ ...getTableColumns(participants), inside })
        .from(participants)
        .where(and(inSession(tenantId, sessionId), of(who)))
    },

    /** The same seats, bare. */
    listOf: (tenantId: TenantId, sessionId: SessionId, who: Owned): Promise<ParticipantRow[]> =>
      db
        .select()
        .from(participants)
        .where(and(inSession(tenantId, sessionId), of(who))),

    async setRole(tenantId: TenantId, sessionId: SessionId, who: Owned, role: ParticipantRole, at: Date) {
      await db
        .update(participants)
        .set({ role, ledUntil: ledUntil(sql`${role}`, sql`${at.toISOString()}::timestamptz`) })
        .where(and(inSession(tenantId, sessionId), of(who)))
    },

    async setSpeechAsked(tenantId: TenantId, ids: ParticipantId[], speechAskedAt: Date | null) {
      await db
        .update(participants)
        .set({ speechAskedAt })
        .where(and(eq(participants.tenantId, tenantId), inArray(participants.id, ids)))
    },

    list: (tenantId: TenantId, sessionId: SessionId): Promise<ParticipantRow[]> =>
      db
        .select()
        .from(participants)
        .where(inSession(tenantId, sessionId))
        .orderBy(asc(participants.createdAt), asc(participants.id)),

    /** Whose hand is up. */
    listRaised: (tenantId: TenantId, sessionId: SessionId): Promise<ParticipantRow[]> =>
      db
        .select()
        .from(participants)
        .where(and(inSession(tenantId, sessionId), isNotNull(participants.handRaisedAt))),

    async listThose(
      tenantId: TenantId,
      sessionId: SessionId,
      ids: readonly ParticipantId[],
    ): Promise<ParticipantRow[]> {
      if (ids.length === 0) return []
      return db
        .select()
        .from(participants)
        .where(and(inSession(tenantId, sessionId), inArray(participants.id, [...ids])))
    },

    /** Whoever is awaited, was ever connected, or is banned: a seat that nobody came to is nobody. */
    async known(tenantId: TenantId, sessionId: SessionId, now: Date): Promise<ParticipantRow[]> {
      const everCame = db
        .select({ connection: stays.connection })
        .from(stays)
        .where(and(eq(stays.tenantId, participants.tenantId), eq(stays.participantId, participants.id)))
      return db
        .select()
        .from(participants)
        .where(
          and(
            inSession(tenantId, sessionId),
            or(gt(participants.awaitedUntil, now), exists(everCame), exists(banned())),
          ),
        )
        .orderBy(asc(participants.createdAt), asc(participants.id))
    },

    /** Who is connected, in the order they took their seats. */
    connected: (tenantId: TenantId, sessionId: SessionId): Promise<ParticipantRow[]> =>
      db
        .select()
        .from(participants)
        .where(and(inSession(tenantId, sessionId), exists(openStay(db))))
        .orderBy(asc(participants.createdAt), asc(participants.id)),

    /** Who was connected to these sessions, in the order they took their seats, and whether they are so now. */
    async everInside(
      tenantId: TenantId,
      ids: readonly SessionId[],
    ): Promise<(ParticipantRow & { connected: boolean })[]> {
      if (ids.length === 0) return []
      return db
        .select({ ...getTableColumns(participants), connected: sql<boolean>`bool_or(${stays.leftAt} is null)` })
        .from(participants)
        .innerJoin(
          stays,
          and(
            eq(stays.tenantId, participants.tenantId),
            eq(stays.sessionId, participants.sessionId),
            eq(stays.participantId, participants.id),
          ),
        )
        .where(and(eq(participants.tenantId, tenantId), inArray(participants.sessionId, [...ids])))
        .groupBy(participants.tenantId, participants.id)
        .orderBy(asc(participants.createdAt), asc(participants.id))
    },

    /** Of these sessions, in the order they took their seats. */
    among: (tenantId: TenantId, ids: readonly SessionId[]): Promise<ParticipantRow[]> =>
      db
        .select()
        .from(participants)
        .where(and(eq(participants.tenantId, tenantId), inArray(participants.sessionId, [...ids])))
        .orderBy(asc(participants.createdAt), asc(participants.id)),

    /**
     * A new seat, or the one the same person has under the same tab, with the name and role of today; where they have too
     * many that they never came to, one of those. Undefined when the tab is another's, or a guest's of another name.
     */
    async seat(row: ParticipantRow, isOwner: boolean): Promise<ParticipantRow | undefined> {
      const [seated] = await prepared(db, 'seat_participant', (name) =>
        db
          .insert(participants)
          .values(placeholders)
          .onConflictDoUpdate({
            target: [participants.tenantId, participants.sessionId, participants.tab],
            set: {
              browserId: sql`excluded.browser_id`,
              cameBy: sql`excluded.came_by`,
              name: sql`excluded.name`,
              role: sql`excluded.role`,
              ledUntil: ledUntil(sql`excluded.role`, sql`excluded.created_at`),
              awaitedUntil: sql`excluded.awaited_until`,
            },
            setWhere: sql`${participants.userId} is not distinct from excluded.user_id
              and ${participants.guestId} is not distinct from excluded.guest_id
              and (excluded.guest_id is null or ${participants.name} = excluded.name)`,
          })
          .returning({ ...getTableColumns(participants), unused: unused(mostUnused) })
          .prepare(name),
      ).execute({ ...row, isOwner })
      if (!seated) return undefined
      const { unused: other, ...given } = seated
      return given.id === row.id && other ? takeUp(given, other) : given
    },

    /** The seat that a guest has under that tab, and another name, keeps the name and loses the tab; whether there was one. */
    async passOn({ tenantId, sessionId, guestId, tab, name }: ParticipantRow) {
      if (guestId === null) return false
      const passed = await db
        .update(participants)
        .set({ tab: sql`gen_random_uuid()` })
        .where(
          and(
            inSession(tenantId, sessionId),
            eq(participants.tab, tab),
            eq(participants.guestId, guestId),
            ne(participants.name, name),
          ),
        )
        .returning({ id: participants.id })
      return passed.length > 0
    },

    /** Until then they count as inside without being connected; null: no more, until they are let in again. */
    async setAwaited(tenantId: TenantId, ids: readonly ParticipantId[], awaitedUntil: Date | null) {
      await db
        .update(participants)
        .set({ awaitedUntil })
        .where(
          and(
            eq(participants.tenantId, tenantId),
            inArray(participants.id, [...ids]),
            isNotNull(participants.awaitedUntil),
          ),
        )
    },

    /** Whether they have a seat, of whichever tab, under that name or any, and wherever they are now. */
    async hasSeat(tenantId: TenantId, sessionId: SessionId, { name, ...who }: Owned & { name: string | undefined }) {
      const named = name === undefined ? undefined : eq(participants.name, name)
      const [row] = await db
        .select({ id: participants.id })
        .from(participants)
        .where(and(inSession(tenantId, sessionId), of(who), named))
        .limit(1)
      return row !== undefined
    },

    async setHands(tenantId: TenantId, ids: ParticipantId[], handRaisedAt: Date | null) {
      await db
        .update(participants)
        .set({ handRaisedAt })
        .where(and(eq(participants.tenantId, tenantId), inArray(participants.id, ids)))
    },
  }
}

/** No guest bears it: asked for someone who is neither, the answer is nobody. */
const neverAGuest = '00000000-0000-0000-0000-000000000000' as NonNullable<ParticipantRow['guestId']>
