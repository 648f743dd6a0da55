import {
  and,
  asc,
  type Column,
  count,
  countDistinct,
  desc,
  eq,
  exists,
  isNotNull,
  isNull,
  ne,
  notExists,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import { codePiece } from '@amphi/contract/pages'
import type { UserId } from '@amphi/contract/people'
import type { RoomId, roomShowings, SeenAs } from '@amphi/contract/rooms'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { groupMembersTable as members, holdsAll, groupsTable as groups, usersTable as users } from '#modules/people'
import {
  favouritesTable as favourites,
  grantsTable as grants,
  type RoomRow,
  roomsTable as rooms,
  shownName,
} from '#modules/rooms'
import { byName } from '#platform/by-name'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { participants, sessions, stays } from './sessions.table.ts'

/** A room, its newest session, and who is inside it now; moments as the contract has them. */
export interface RoomWithNewest extends Pick<
  RoomRow,
  'id' | 'name' | 'kind' | 'code' | 'ownerId' | 'settings' | 'forced'
> {
  createdAt: string
  archivedAt: string | null
  dueAt: string | null
  ownerName: string | null
  locked: boolean
  chosen: string | null
  /** Where it is neither one's own nor shared with one, one administers. */
  standing: SeenAs
  favourite: boolean
  /** Null where it is shared with nobody. */
  shared: { people: number; groups: number; first: { name: string; picture: string | null; isGroup: boolean }[] } | null
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

/** By name or by a group, the strongest counts: 3 for one's own, and 0 where one only administers. */
const strengthOf = sql`case ${grants.role} when 'manager' then 2 else 1 end`
const standing = sql`(array['administrator', 'moderator', 'manager', 'owner'])[mine.strength + 1]`

/** Which rooms, and how one stands to each. */
type Which = (tenantId: SQL | Placeholder, me: SQL | Placeholder) => SQL

/** One's own, and those that are shared with one to run or to lead. */
const mine: Which = (tenantId, me) => sql`
  select ${rooms.id} as room_id, 3 as strength
    from ${rooms} where ${rooms.tenantId} = ${tenantId} and ${rooms.ownerId} = ${me}
  union all
  select ${grants.roomId}, ${strengthOf}
    from ${grants} where ${grants.tenantId} = ${tenantId} and ${grants.userId} = ${me} and ${grants.role} <> 'participant'
  union all
  select ${grants.roomId}, ${strengthOf}
    from ${members} join ${grants} on ${grants.tenantId} = ${members.tenantId} and ${grants.groupId} = ${members.groupId}
    where ${members.tenantId} = ${tenantId} and ${members.userId} = ${me} and ${grants.role} <> 'participant'`

const one: Which = () => sql`select ${sql.placeholder('roomId')}::uuid as room_id, 0 as strength`
const every: Which = (tenantId) =>
  sql`select ${rooms.id} as room_id, 0 as strength from ${rooms} where ${rooms.tenantId} = ${tenantId}`

/** These, as whatever one comes to each. */
const some: Which = (tenantId, me) => {
  const ids = sql`${sql.placeholder('ids')}::uuid[]`
  return sql`select * from (select unnest(${ids}) as room_id, 0 as strength union all ${mine(tenantId, me)}) as ways
    where room_id = any(${ids})`
}

/** Which of all rooms are looked for. */
export interface Looked {
  words: readonly string[]
  showing: (typeof roomShowings)[number]
  ownerId: UserId | undefined
}

/** With whom, at a glance: people before groups, by when it was shared with them. */
const sharedWith = (db: Db) => {
  const told = db
    .select({
      name: sql`coalesce(${users.name}, ${groups.name})`.as('name'),
      picture: users.pictureId,
      isGroup: sql`${grants.groupId} is not null`.as('isGroup'),
      userId: grants.userId,
      groupId: grants.groupId,
      place: sql`row_number() over (order by ${grants.groupId} is not null, ${grants.createdAt}, ${grants.id})`.as(
        'place',
      ),
    })
    .from(grants)
    .leftJoin(users, and(eq(users.tenantId, grants.tenantId), eq(users.id, grants.userId)))
    .leftJoin(groups, and(eq(groups.tenantId, grants.tenantId), eq(groups.id, grants.groupId)))
    .where(and(eq(grants.tenantId, rooms.tenantId), eq(grants.roomId, rooms.id)))
    .as('shares')
  const first = sql`json_agg(json_build_object('name', ${told.name}, 'picture', ${told.picture}, 'isGroup', ${told.isGroup}) order by ${told.place}) filter (where ${told.place} <= 3)`
  return db
    .select({
      shared: sql`json_build_object('people', count(${told.userId}), 'groups', count(${told.groupId}), 'first', coalesce(${first}, '[]'))`,
    })
    .from(told)
}

/**
 * Every page asks for a list of rooms, so it is one question, with one answer: parsing one text costs half of what
 * parsing each column of each row does. Rooms and people lend their tables for reading, as floors below may.
 */
const question = (db: Db, name: string, which: Which) => {
  const [tenantId, me] = [sql.placeholder('tenantId'), sql.placeholder('me')]
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
  const marked = db
    .select({ one: sql`1` })
    .from(favourites)
    .where(and(eq(favourites.tenantId, rooms.tenantId), eq(favourites.userId, me), eq(favourites.roomId, rooms.id)))
  const owner = db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.tenantId, rooms.tenantId), eq(users.id, rooms.ownerId)))
  const anyShare = db
    .select({ one: sql`1` })
    .from(grants)
    .where(and(eq(grants.tenantId, rooms.tenantId), eq(grants.roomId, rooms.id)))
  const told = db
    .select({
      id: sql`${rooms.id}`.as('id'),
      name: sql`${rooms.name}`.as('name'),
      kind: sql`${rooms.kind}`.as('kind'),
      code: sql`${rooms.code}`.as('code'),
      ownerId: sql`${rooms.ownerId}`.as('ownerId'),
      // Looked up by their key, one a row: joined, all people of the institution may be gone through for it.
      ownerName: sql`(${owner})`.as('ownerName'),
      createdAt: inUtc(rooms.createdAt).as('createdAt'),
      archivedAt: inUtc(rooms.archivedAt).as('archivedAt'),
      dueAt: inUtc(rooms.dueAt).as('dueAt'),
      settings: sql`${rooms.settings}`.as('settings'),
      forced: sql`${rooms.forced}`.as('forced'),
      chosen: sql`(${shownName(db, rooms.tenantId, rooms.id)})`.as('chosen'),
      locked: sql`${rooms.sealedPassword} is not null`.as('locked'),
      standing: standing.as('standing'),
      favourite: sql`${exists(marked)}`.as('favourite'),
      // Most rooms are shared with nobody, and that is soon said.
      shared: sql`case when ${exists(anyShare)} then (${sharedWith(db)}) end`.as('shared'),
      sessionId: sql`${newest.id}`.as('sessionId'),
      startedAt: inUtc(newest.startedAt).as('startedAt'),
      startedBy: sql`${newest.startedBy}`.as('startedBy'),
      endedAt: inUtc(newest.endedAt).as('endedAt'),
      // Nobody is looked for in a session that has ended.
      inside: sql`case when ${runs} then ${inside} end`.as('inside'),
    })
    .from(
      sql`(select room_id, max(strength) as strength from (${which(tenantId, me)}) as ways group by room_id) as mine`,
    )
    .innerJoin(rooms, and(eq(rooms.tenantId, tenantId), sql`${rooms.id} = mine.room_id`))
    .leftJoinLateral(newest, sql`true`)
    .as('told')
  return db
    .select({ all: sql<RoomWithNewest[]>`coalesce(json_agg(told order by ${byName(told.name)}, ${told.id}), '[]')` })
    .from(told)
    .prepare(name)
}

const zoned = (row: RoomWithNewest): RoomWithNewest => {
  row.createdAt += 'Z'
  if (row.archivedAt !== null) row.archivedAt += 'Z'
  if (row.dueAt !== null) row.dueAt += 'Z'
  if (row.startedAt !== null) row.startedAt += 'Z'
  if (row.endedAt !== null) row.endedAt += 'Z'
  return row
}

const lookedFor = (db: Db, tenantId: TenantId, { words, showing, ownerId }: Looked) => {
  const holds = (word: string) => {
    const named = holdsAll(sql`(${rooms.name} || ' ' || coalesce(${users.name}, ''))`, [word])
    return word.length < codePiece ? named : or(named, holdsAll(rooms.code, [word]))
  }
  const running = db
    .select({ one: sql`1` })
    .from(sessions)
    .where(and(eq(sessions.tenantId, rooms.tenantId), eq(sessions.roomId, rooms.id), isNull(sessions.endedAt)))
  const past = and(eq(rooms.kind, 'instant'), notExists(running))
  const shown = {
    all: and(isNull(rooms.archivedAt), or(ne(rooms.kind, 'instant'), exists(running))),
    open: exists(running),
    past,
    archived: isNotNull(rooms.archivedAt),
  }
  return and(
    eq(rooms.tenantId, tenantId),
    shown[showing],
    ownerId === undefined ? undefined : eq(rooms.ownerId, ownerId),
    ...words.map(holds),
  )
}

export const roomsWithNewestIn = (db: Db) => {
  const ask = async (
    name: string,
    which: Which,
    given: { tenantId: TenantId; me: UserId | null; roomId?: RoomId; ids?: RoomId[] },
  ) => {
    const [answer] = await prepared(db, name, () => question(db, name, which)).execute(given)
    return (answer?.all ?? []).map(zoned)
  }

  return {
    /** One's own, and those that are shared with one to run or to lead. */
    of: (tenantId: TenantId, me: UserId): Promise<RoomWithNewest[]> => ask('rooms_of_person', mine, { tenantId, me }),

    async find(tenantId: TenantId, roomId: RoomId, me: UserId): Promise<RoomWithNewest | undefined> {
      const [found] = await ask('room_with_newest', one, { tenantId, me, roomId })
      return found
    },

    /** One page of what is looked for, by name, and how much there is. */
    async look(tenantId: TenantId, me: UserId, looked: Looked, { at, size }: { at: number; size: number }) {
      const found = lookedFor(db, tenantId, looked)
      const owner = and(eq(users.tenantId, rooms.tenantId), eq(users.id, rooms.ownerId))
      const page = await db
        .select({ id: rooms.id })
        .from(rooms)
        .leftJoin(users, owner)
        .where(found)
        .orderBy(byName(rooms.name), asc(rooms.id))
        .limit(size)
        .offset(at * size)
      const [all] = await db.select({ count: count() }).from(rooms).leftJoin(users, owner).where(found)
      const ids = page.map(({ id }) => id)
      return { rows: await ask('some_rooms', some, { tenantId, me, ids }), count: all?.count ?? 0 }
    },

    all: (tenantId: TenantId): Promise<RoomWithNewest[]> => ask('all_rooms', every, { tenantId, me: null }),
  }
}
