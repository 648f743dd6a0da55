import { and, asc, countDistinct, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { type RoomRow, roomsTable as rooms } from '#modules/rooms'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { participants, sessions, stays } from './sessions.table.ts'

/** A room, its newest session, and who is inside it now. */
export interface RoomWithNewest {
  room: Omit<RoomRow, 'tenantId' | 'moderatorPrint'>
  /** Null where the room was never opened. */
  sessionId: SessionId | null
  startedAt: Date | null
  startedBy: string | null
  endedAt: Date | null
  people: number
  moderators: number
}

/** What is shown of it: each column of each row costs, and a list is asked for by every page. */
const room = {
  id: rooms.id,
  name: rooms.name,
  kind: rooms.kind,
  code: rooms.code,
  ownerId: rooms.ownerId,
  createdAt: rooms.createdAt,
}

const leads = eq(participants.role, 'moderator')

/**
 * Every page asks for a list of rooms, so it is one question: rooms lends its table for reading, as a floor below may.
 */
export const roomsWithNewestIn = (db: Db) => {
  const newest = db
    .select()
    .from(sessions)
    .where(and(eq(sessions.tenantId, rooms.tenantId), eq(sessions.roomId, rooms.id)))
    .orderBy(desc(sessions.startedAt))
    .limit(1)
    .as('newest')

  /** How many of those inside the newest session are such: none, without a look, where it has ended. */
  const insideOf = (such: SQL | undefined) => {
    const inside = db
      .select({ people: countDistinct(stays.participantId) })
      .from(stays)
      .innerJoin(participants, and(eq(participants.tenantId, stays.tenantId), eq(participants.id, stays.participantId)))
      .where(and(eq(stays.tenantId, newest.tenantId), eq(stays.sessionId, newest.id), isNull(stays.leftAt), such))
    return sql<number>`case when ${newest.endedAt} is null then ${inside} else 0 end`.mapWith(Number)
  }

  const asking = (name: string, which: SQL) =>
    prepared(db, name, () =>
      db
        .select({
          room,
          sessionId: newest.id,
          startedAt: newest.startedAt,
          startedBy: newest.startedBy,
          endedAt: newest.endedAt,
          people: insideOf(undefined),
          moderators: insideOf(leads),
        })
        .from(rooms)
        .leftJoinLateral(newest, sql`true`)
        .where(and(eq(rooms.tenantId, sql.placeholder('tenantId')), which))
        .orderBy(asc(rooms.name), asc(rooms.id))
        .prepare(name),
    )

  return {
    ofOwner: (tenantId: TenantId, ownerId: UserId): Promise<RoomWithNewest[]> =>
      asking('rooms_with_newest_of_owner', eq(rooms.ownerId, sql.placeholder('ownerId'))).execute({
        tenantId,
        ownerId,
      }),

    async find(tenantId: TenantId, roomId: RoomId): Promise<RoomWithNewest | undefined> {
      const which = eq(rooms.id, sql.placeholder('roomId'))
      const [found] = await asking('room_with_newest', which).execute({ tenantId, roomId })
      return found
    },

    all: (tenantId: TenantId): Promise<RoomWithNewest[]> =>
      asking('all_rooms_with_newest', sql`true`).execute({ tenantId }),
  }
}
