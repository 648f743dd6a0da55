import { index, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { LetterId } from '@amphi/contract/letters'
import type { MemoId } from '@amphi/contract/memos'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import { ofUser } from '#modules/people'
import { ofRoom } from '#modules/rooms'
import { ofTenant } from '#modules/tenants'

/** Whom it is told that a room will be archived, or deleted. Which of the two, and when, the room itself says. */
export const roomNotices = pgTable(
  'room_notices',
  {
    tenantId: ofTenant(),
    roomId: uuid().$type<RoomId>().notNull(),
    userId: uuid().$type<UserId>().notNull(),
    /** Null until it is written. */
    letterId: uuid().$type<LetterId>(),
    memoId: uuid().$type<MemoId>(),
    /** When their mail server had taken the letter, or they looked at the message here. */
    reachedAt: timestamp({ withTimezone: true }),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.roomId, it.userId] }),
    index().on(it.tenantId, it.userId),
    index().on(it.tenantId, it.memoId),
    ofRoom([it.tenantId, it.roomId]),
    ofUser([it.tenantId, it.userId]),
  ],
)
