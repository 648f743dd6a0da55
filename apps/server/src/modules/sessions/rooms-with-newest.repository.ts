import { and, asc, countDistinct, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
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

/**
 * Every page asks for a list of rooms, so it is one question: rooms lends its table for reading, as a floor below may.
 */
const question = (db: Db, name: string, which: SQL) => {
  const newest = db
    .select()
    .from(sessions)
    .where(and(eq(sessions.tenantId, rooms.tenantId), eq(sessions.roomId, rooms.id)))
    .orderBy(desc(sessions.startedAt))
    .limit(1)
    .as('newest')
  const who = countDistinct(stays.participantId)
  const inside = db
    .select({
      people: who.as('people'),
      moderators: sql<number>`${who} filter (where ${participants.role} = 'moderator')`
        .mapWith(Number)
        .as('moderators'),
    })
    .from(stays)
    .innerJoin(participants, and(eq(participants.tenantId, stays.tenantId), eq(participants.id, stays.participantId)))
    .where(and(eq(stays.tenantId, newest.tenantId), eq(stays.sessionId, newest.id), isNull(stays.leftAt)))
    .as('inside')
  const runs = and(isNotNull(newest.id), isNull(newest.endedAt))
  return db
    .select({
      room,
      sessionId: newest.id,
      startedAt: newest.startedAt,
      startedBy: newest.startedBy,
      endedAt: newest.endedAt,
      people: sql`coalesce(${inside.people}, 0)`.mapWith(Number),
      moderators: sql`coalesce(${inside.moderators}, 0)`.mapWith(Number),
    })
    .from(rooms)
    .leftJoinLateral(newest, sql`true`)
    .leftJoinLateral(inside, runs)
    .where(and(eq(rooms.tenantId, sql.placeholder('tenantId')), which))
    .orderBy(asc(rooms.name), asc(rooms.id))
    .prepare(name)
}

export const roomsWithNewestIn = (db: Db) => {
  const asking = (name: string, which: () => SQL) => prepared(db, name, () => question(db, name, which()))

  return {
    ofOwner: (tenantId: TenantId, ownerId: UserId): Promise<RoomWithNewest[]> =>
      asking('rooms_with_newest_of_owner', () => eq(rooms.ownerId, sql.placeholder('ownerId'))).execute({
        tenantId,
        ownerId,
      }),

    async find(tenantId: TenantId, roomId: RoomId): Promise<RoomWithNewest | undefined> {
      const which = () => eq(rooms.id, sql.placeholder('roomId'))
      const [found] = await asking('room_with_newest', which).execute({ tenantId, roomId })
      return found
    },

    all: (tenantId: TenantId): Promise<RoomWithNewest[]> =>
      asking('all_rooms_with_newest', () => sql`true`).execute({ tenantId }),
  }
}
