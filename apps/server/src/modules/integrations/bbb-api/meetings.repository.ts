import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { BbbClientId } from '@amphi/contract/bbb-clients'
import type { LinkId } from '@amphi/contract/room-links'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { prepared } from '#platform/prepared'
import { bbbJoins, bbbMeetings, bbbRooms } from './bbb.table.ts'

export type MeetingRow = typeof bbbMeetings.$inferSelect
export type JoinRow = typeof bbbJoins.$inferSelect

/** Whose meeting, and under which id of theirs. */
export interface Place {
  tenantId: TenantId
  clientId: BbbClientId
  meetingId: string
}

export const meetingsIn = (db: Db) => {
  const at = ({ tenantId, clientId, meetingId }: Place) =>
    and(eq(bbbMeetings.tenantId, tenantId), eq(bbbMeetings.clientId, clientId), eq(bbbMeetings.meetingId, meetingId))
  const one = (tenantId: TenantId, id: string) => and(eq(bbbMeetings.tenantId, tenantId), eq(bbbMeetings.id, id))

  return {
    /** The one that is not over. */
    async findOpen(place: Place): Promise<MeetingRow | undefined> {
      const [row] = await prepared(db, 'open_bbb_meeting', (name) =>
        db
          .select()
          .from(bbbMeetings)
          .where(
            and(
              eq(bbbMeetings.tenantId, sql.placeholder('tenantId')),
              eq(bbbMeetings.clientId, sql.placeholder('clientId')),
              eq(bbbMeetings.meetingId, sql.placeholder('meetingId')),
              isNull(bbbMeetings.endedAt),
            ),
          )
          .prepare(name),
      ).execute({ ...place })
      return row
    },

    /** The same, which nobody ends until the transaction does. */
    async holdOpen(place: Place): Promise<MeetingRow | undefined> {
      const [row] = await db
        .select()
        .from(bbbMeetings)
        .where(and(at(place), isNull(bbbMeetings.endedAt)))
        .for('update')
      return row
    },

    async endedSince(place: Place, moment: Date): Promise<boolean> {
      return (await db.$count(bbbMeetings, and(at(place), gt(bbbMeetings.endedAt, moment)))) > 0
    },

    /** Whoever else would make this very meeting waits until the transaction ends. */
    holdPlace: ({ tenantId, clientId, meetingId }: Place) =>
      hold(db, `bbb meeting ${tenantId} ${clientId} ${meetingId}`),

    async roomOf({ tenantId, clientId, meetingId }: Place): Promise<RoomId | undefined> {
      const [row] = await db
        .select({ roomId: bbbRooms.roomId })
        .from(bbbRooms)
        .where(and(eq(bbbRooms.tenantId, tenantId), eq(bbbRooms.clientId, clientId), eq(bbbRooms.meetingId, meetingId)))
      return row?.roomId
    },

    async giveRoom(place: Place, roomId: RoomId) {
      await db.insert(bbbRooms).values({ ...place, roomId })
    },

    countOpen: (tenantId: TenantId, clientId: BbbClientId) =>
      db.$count(
        bbbMeetings,
        and(eq(bbbMeetings.tenantId, tenantId), eq(bbbMeetings.clientId, clientId), isNull(bbbMeetings.endedAt)),
      ),

    async isBridgeTaken({ tenantId, clientId, meetingId }: Place, voiceBridge: string) {
      const others = and(
        eq(bbbMeetings.tenantId, tenantId),
        eq(bbbMeetings.clientId, clientId),
        eq(bbbMeetings.voiceBridge, voiceBridge),
        ne(bbbMeetings.meetingId, meetingId),
        isNull(bbbMeetings.endedAt),
      )
      return (await db.$count(bbbMeetings, others)) > 0
    },

    async insert(row: MeetingRow) {
      await db.insert(bbbMeetings).values(row)
    },

    /** Of a client, those that are not over, in the order they were made: so many after that one. */
    page: (
      tenantId: TenantId,
      clientId: BbbClientId,
      after: Pick<MeetingRow, 'createdAt' | 'id'> | undefined,
      many: number,
    ): Promise<MeetingRow[]> =>
      db
        .select()
        .from(bbbMeetings)
        .where(
          and(
            eq(bbbMeetings.tenantId, tenantId),
            eq(bbbMeetings.clientId, clientId),
            isNull(bbbMeetings.endedAt),
            after &&
              or(
                gt(bbbMeetings.createdAt, after.createdAt),
                and(eq(bbbMeetings.createdAt, after.createdAt), gt(bbbMeetings.id, after.id)),
              ),
          ),
        )
        .orderBy(asc(bbbMeetings.createdAt), asc(bbbMeetings.id))
        .limit(many),

    /** The one that is not over in a room, if that is a meeting’s. */
    async openIn(tenantId: TenantId, roomId: RoomId): Promise<MeetingRow | undefined> {
      const [row] = await db
        .select()
        .from(bbbMeetings)
        .where(and(eq(bbbMeetings.tenantId, tenantId), eq(bbbMeetings.roomId, roomId), isNull(bbbMeetings.endedAt)))
        .orderBy(desc(bbbMeetings.createdAt))
        .limit(1)
      return row
    },

    /** In all institutions: those that are not over, though they would be if nobody had joined. */
    listExpired: (now: Date): Promise<MeetingRow[]> =>
      db
        .select()
        .from(bbbMeetings)
        .where(and(isNull(bbbMeetings.endedAt), lt(bbbMeetings.expiresAt, now))),

    listEndedSince: (moment: Date): Promise<MeetingRow[]> =>
      db
        .select()
        .from(bbbMeetings)
        .where(and(isNotNull(bbbMeetings.endedAt), gt(bbbMeetings.endedAt, moment))),

    listOpenOf: (tenantId: TenantId, clientId: BbbClientId): Promise<MeetingRow[]> =>
      db
        .select()
        .from(bbbMeetings)
        .where(
          and(eq(bbbMeetings.tenantId, tenantId), eq(bbbMeetings.clientId, clientId), isNull(bbbMeetings.endedAt)),
        ),

    /** Whether it was not over until now: of two who end it, one does. */
    async end(tenantId: TenantId, id: string, endedAt: Date) {
      const ended = await db
        .update(bbbMeetings)
        .set({ endedAt })
        .where(and(one(tenantId, id), isNull(bbbMeetings.endedAt)))
        .returning({ id: bbbMeetings.id })
      return ended.length > 0
    },

    async removeEndedBefore(tenantId: TenantId, moment: Date) {
      await db.delete(bbbMeetings).where(and(eq(bbbMeetings.tenantId, tenantId), lt(bbbMeetings.endedAt, moment)))
    },

    async join(row: JoinRow) {
      await db.insert(bbbJoins).values(row)
    },

    /** Who came by these links. */
    async joins(tenantId: TenantId, ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, JoinRow>> {
      if (ids.length === 0) return new Map()
      const rows = await db
        .select()
        .from(bbbJoins)
        .where(and(eq(bbbJoins.tenantId, tenantId), inArray(bbbJoins.linkId, [...ids])))
      return new Map(rows.map((row) => [row.linkId, row]))
    },
  }
}
