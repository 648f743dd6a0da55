import { boolean, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { GuestId, UserId } from '@amphi/contract/people'
import { type LinkId, linkKinds } from '@amphi/contract/room-links'
import type { RoomId } from '@amphi/contract/rooms'
import { participantRoles } from '@amphi/contract/sessions'
import { ofTenant } from '#modules/tenants'
import { ofRoom } from './rooms.table.ts'

const moment = () => timestamp({ withTimezone: true })

/**
 * `ticket`: made by a program for one person who comes this very moment. It is good for whoever comes with it first, and
 * nobody hands it out again.
 */
export const allLinkKinds = [...linkKinds, 'ticket'] as const

/** Links that act as passwords. One that is over is kept, for its holder to be told so. */
export const links = pgTable(
  'room_links',
  {
    tenantId: ofTenant(),
    id: uuid().$type<LinkId>().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    kind: text({ enum: allLinkKinds }).notNull(),
    /** What it is known by when someone comes with it. */
    print: text().notNull(),
    /** For those who hand it out again; null where it was told once, long ago. */
    sealedCode: text(),
    name: text(),
    role: text({ enum: participantRoles }).notNull(),
    /** Of a ticket: who came with it, the one person for whom it is good from then on. */
    holder: uuid().$type<UserId | GuestId>(),
    /** Of a ticket: whether the program does not vouch for who comes, so that a lobby for guests is for them. */
    forGuest: boolean().notNull().default(false),
    expiresAt: moment(),
    revokedAt: moment(),
    lastUsedAt: moment(),
    createdAt: moment().notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.print),
    index().on(it.tenantId, it.roomId),
    ofRoom([it.tenantId, it.roomId]),
  ],
)
