import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { type GrantId, grantRoles } from '@amphi/contract/grants'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import { ofGroup, ofUser } from '#modules/people'
import { ofTenant } from '#modules/tenants'
import { ofRoom } from './rooms.table.ts'

/** A room shared with a person or a group. */
export const grants = pgTable(
  'room_grants',
  {
    tenantId: ofTenant(),
    id: uuid().$type<GrantId>().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    /** One of the two. */
    userId: uuid().$type<UserId>(),
    groupId: uuid().$type<GroupId>(),
    role: text({ enum: grantRoles }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    // Also the way to what a room is shared as with one of them.
    uniqueIndex().on(it.tenantId, it.roomId, it.userId),
    uniqueIndex().on(it.tenantId, it.roomId, it.groupId),
    index().on(it.tenantId, it.userId),
    index().on(it.tenantId, it.groupId),
    check('room_grants_to_one', sql`num_nonnulls(${it.userId}, ${it.groupId}) = 1`),
    ofRoom([it.tenantId, it.roomId]),
    ofUser([it.tenantId, it.userId]),
    ofGroup([it.tenantId, it.groupId]),
  ],
)

/** The rooms someone marked with a star. */
export const favourites = pgTable(
  'room_favourites',
  {
    tenantId: ofTenant(),
    userId: uuid().$type<UserId>().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.userId, it.roomId] }),
    ofRoom([it.tenantId, it.roomId]),
    ofUser([it.tenantId, it.userId]),
  ],
)
