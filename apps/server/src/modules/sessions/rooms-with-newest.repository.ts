import { and, type Column, countDistinct, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { type RoomRow, roomsTable as rooms } from '#modules/rooms'
import { byName } from '#platform/by-name'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { participants, sessions, stays } from './sessions.table.ts'

/** A room, its newest session, and who is inside it now; moments as the contract has them. */
export interface RoomWithNewest extends Pick<RoomRow, 'id' | 'name' | 'kind' | 'code' | 'ownerId'> {
  createdAt: string
  /** Null where the room was never opened. */
  sessionId: SessionId | null
  startedAt: string | null
  startedBy: string | null
  endedAt: string | null
  /** How many, and how many of them lead; null where no session runs. */
  inside: [people: number, moderators: number] | null
}

/** JSON then shows it in UTC, and lacks but the letter that says so. */
const inUtc = (moment: Column) => sql`${moment} at time zone 'utc'`

/**
 * Every page asks for a list of rooms, so it is one question, with one answer: parsing one text costs half of what
 * parsing each column of each row does. Rooms lends its table for reading, as a floor below may.
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
    .select({ counts: sql`json_build_array(${who}, ${who} filter (where ${eq(participants.role, 'moderator')}))` })
    .from(stays)
    .innerJoin(participants, and(eq(participants.tenantId, stays.tenantId), eq(participants.id, stays.participantId)))
    .where(and(eq(stays.tenantId, newest.tenantId), eq(stays.sessionId, newest.id), isNull(stays.leftAt)))
  const runs = and(isNotNull(newest.id), isNull(newest.endedAt))
  const told = db
    .select({
      id: sql`${rooms.id}`.as('id'),
      name: sql`${rooms.name}`.as('name'),
      kind: sql`${rooms.kind}`.as('kind'),
      code: sql`${rooms.code}`.as('code'),
      ownerId: sql`${rooms.ownerId}`.as('ownerId'),
      createdAt: inUtc(rooms.createdAt).as('createdAt'),
      sessionId: sql`${newest.id}`.as('sessionId'),
      startedAt: inUtc(newest.startedAt).as('startedAt'),
      startedBy: sql`${newest.startedBy}`.as('startedBy'),
      endedAt: inUtc(newest.endedAt).as('endedAt'),
      // Nobody is looked for in a session that has ended.
      inside: sql`case when ${runs} then ${inside} end`.as('inside'),
    })
    .from(rooms)
    .leftJoinLateral(newest, sql`true`)
    .where(and(eq(rooms.tenantId, sql.placeholder('tenantId')), which))
    .as('told')
  return db
    .select({ all: sql<RoomWithNewest[]>`coalesce(json_agg(told order by ${byName(told.name)}, ${told.id}), '[]')` })
    .from(told)
    .prepare(name)
}

const zoned = (row: RoomWithNewest): RoomWithNewest => {
  row.createdAt += 'Z'
  if (row.startedAt !== null) row.startedAt += 'Z'
  if (row.endedAt !== null) row.endedAt += 'Z'
  return row
}

export const roomsWithNewestIn = (db: Db) => {
  const ask = async (name: string, which: () => SQL, given: Record<string, string>) => {
    const [answer] = await prepared(db, name, () => question(db, name, which())).execute(given)
    return (answer?.all ?? []).map(zoned)
  }

  return {
    ofOwner: (tenantId: TenantId, ownerId: UserId): Promise<RoomWithNewest[]> =>
      ask('rooms_with_newest_of_owner', () => eq(rooms.ownerId, sql.placeholder('ownerId')), { tenantId, ownerId }),

    async find(tenantId: TenantId, roomId: RoomId): Promise<RoomWithNewest | undefined> {
      const which = () => eq(rooms.id, sql.placeholder('roomId'))
      const [found] = await ask('room_with_newest', which, { tenantId, roomId })
      return found
    },

    all: (tenantId: TenantId): Promise<RoomWithNewest[]> => ask('all_rooms_with_newest', () => sql`true`, { tenantId }),
  }
}
