import { integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { MessageId } from '@amphi/contract/chat'
import { type ParticipantId, participantRoles, type SessionId } from '@amphi/contract/sessions'
import { ofSession } from '#modules/sessions'
import { ofTenant } from '#modules/tenants'

/** How many messages a session has: the next one's number is taken here, one after the other. */
export const chatThreads = pgTable(
  'chat_threads',
  {
    tenantId: ofTenant(),
    sessionId: uuid().$type<SessionId>().notNull(),
    last: integer().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.sessionId] }), ofSession([it.tenantId, it.sessionId])],
)

export const chatMessages = pgTable(
  'chat_messages',
  {
    tenantId: ofTenant(),
    sessionId: uuid().$type<SessionId>().notNull(),
    sequence: integer().notNull(),
    id: uuid().$type<MessageId>().notNull(),
    /** Null where nobody inside said it, but the platform that the meeting is of. */
    participantId: uuid().$type<ParticipantId>(),
    /** As they were called when they said it. */
    name: text().notNull(),
    role: text({ enum: participantRoles }),
    text: text().notNull(),
    sentAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.sessionId, it.sequence] }),
    uniqueIndex().on(it.tenantId, it.sessionId, it.id),
    ofSession([it.tenantId, it.sessionId]),
  ],
)
