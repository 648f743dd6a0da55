import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { type InvitationId, skips } from '@amphi/contract/invitations'
import type { LetterId } from '@amphi/contract/letters'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import { ofUser } from '#modules/people'
import { ofRoom } from '#modules/rooms'
import { ofTenant } from '#modules/tenants'

export const invitations = pgTable(
  'invitations',
  {
    tenantId: ofTenant(),
    id: uuid().$type<InvitationId>().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    senderId: uuid().$type<UserId>().notNull(),
    subject: text().notNull(),
    /** To how many it went: those who were skipped are not counted. */
    count: integer().notNull(),
    sentAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    index().on(it.tenantId, it.roomId, it.sentAt),
    index().on(it.tenantId, it.senderId, it.sentAt),
    ofRoom([it.tenantId, it.roomId]),
    ofUser([it.tenantId, it.senderId]),
  ],
)

/** Who was named. What became of the letter to each, `letters` knows. */
export const invitees = pgTable(
  'invitees',
  {
    tenantId: ofTenant(),
    invitationId: uuid().$type<InvitationId>().notNull(),
    position: integer().notNull(),
    userId: uuid().$type<UserId>(),
    address: text(),
    isTyped: boolean().notNull(),
    skipped: text({ enum: skips }),
    letterId: uuid().$type<LetterId>(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.invitationId, it.position] }),
    index().on(it.tenantId, it.userId),
    index().on(it.tenantId, it.letterId),
    foreignKey({
      columns: [it.tenantId, it.invitationId],
      foreignColumns: [invitations.tenantId, invitations.id],
    }).onDelete('cascade'),
    ofUser([it.tenantId, it.userId]),
  ],
)
