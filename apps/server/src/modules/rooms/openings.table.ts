import { index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { RoomId } from '@amphi/contract/rooms'
import { ofTenant } from '#modules/tenants'
import { ofRoom } from './rooms.table.ts'

const moment = () => timestamp({ withTimezone: true }).notNull()

/** When a room is awaited: written by whoever plans, read by entry. */
export const openings = pgTable(
  'room_openings',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    roomId: uuid().$type<RoomId>().notNull(),
    /** What it comes from, in the words of who wrote it: all of one plan are replaced together. */
    plan: text().notNull(),
    /** From when on one may go in; not after the start. */
    opensAt: moment(),
    startsAt: moment(),
    endsAt: moment(),
    /** Who makes it open, between its opening and its end: those who lead, or whoever comes first. */
    openers: text({ enum: ['moderators', 'everyone'] }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    index().on(it.tenantId, it.roomId, it.endsAt),
    index().on(it.endsAt),
    ofRoom([it.tenantId, it.roomId]),
  ],
)
