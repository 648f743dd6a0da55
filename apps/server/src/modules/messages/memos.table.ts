import { foreignKey, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { MemoId } from '@amphi/contract/memos'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import { ofUser } from '#modules/people'
import { ofTenant } from '#modules/tenants'

const moment = () => timestamp({ withTimezone: true })

export const memos = pgTable(
  'memos',
  {
    tenantId: ofTenant(),
    id: uuid().$type<MemoId>().notNull(),
    /** Null for what the institution itself tells. */
    senderId: uuid().$type<UserId>(),
    subject: text().notNull(),
    /** Sealed: it may hold the password of a room. */
    sealedText: text().notNull(),
    /** The room it invites to; it may be gone. */
    roomId: uuid().$type<RoomId>(),
    /** What the room’s link ends with. */
    code: text(),
    /** The one it answers, which may be gone. */
    answers: uuid().$type<MemoId>(),
    sentAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    index().on(it.tenantId, it.senderId),
    index().on(it.sentAt),
    ofUser([it.tenantId, it.senderId]),
  ],
)

/** A memo in the mailbox of one of those it was sent to. */
export const memoCopies = pgTable(
  'memo_copies',
  {
    tenantId: ofTenant(),
    memoId: uuid().$type<MemoId>().notNull(),
    userId: uuid().$type<UserId>().notNull(),
    readAt: moment(),
    archivedAt: moment(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.memoId, it.userId] }),
    index().on(it.tenantId, it.userId),
    foreignKey({ columns: [it.tenantId, it.memoId], foreignColumns: [memos.tenantId, memos.id] }).onDelete('cascade'),
    ofUser([it.tenantId, it.userId]),
  ],
)
