import { boolean, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { type LobbyRequestId, lobbyStates } from '@amphi/contract/lobby'
import type { GuestId, UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { SessionId } from '@amphi/contract/sessions'
import { ofSession } from '#modules/sessions'
import { ofTenant } from '#modules/tenants'

const moment = () => timestamp({ withTimezone: true })

/** One row a person, or guest, in a session: whoever asks again takes their own up, at the end of the queue. */
export const lobbyRequests = pgTable(
  'lobby_requests',
  {
    tenantId: ofTenant(),
    id: uuid().$type<LobbyRequestId>().notNull(),
    sessionId: uuid().$type<SessionId>().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    /** An account, or a guest, which `guest` tells. */
    who: uuid().$type<UserId | GuestId>().notNull(),
    guest: boolean().notNull(),
    name: text().notNull(),
    state: text({ enum: lobbyStates }).notNull(),
    askedAt: moment().notNull(),
    /** The last sign that their page is still there. */
    seenAt: moment().notNull(),
    decidedAt: moment(),
    /** The name of the moderator; null where nobody had to decide. */
    decidedBy: text(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.sessionId, it.who),
    index().on(it.tenantId, it.sessionId, it.state, it.askedAt),
    index('lobby_requests_waiting')
      .on(it.seenAt)
      .where(sql`${it.state} = 'waiting'`),
    ofSession([it.tenantId, it.sessionId]),
  ],
)

/** What those who wait read. */
export const lobbyMessages = pgTable(
  'lobby_messages',
  {
    tenantId: ofTenant(),
    sessionId: uuid().$type<SessionId>().notNull(),
    text: text().notNull(),
    /** The name of the moderator who wrote it. */
    writtenBy: text().notNull(),
    writtenAt: moment().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.sessionId] }), ofSession([it.tenantId, it.sessionId])],
)
