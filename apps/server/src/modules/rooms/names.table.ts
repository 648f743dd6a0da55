import { boolean, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import { ofTenant } from '#modules/tenants'

/**
 * Readable links. A name that was given once is never another room's: it stays when its room goes, so that what was
 * printed never leads elsewhere.
 */
export const names = pgTable(
  'room_names',
  {
    tenantId: ofTenant(),
    name: text().notNull(),
    /** Perhaps of a room that is no more. */
    roomId: uuid().$type<RoomId>().notNull(),
    /** Who may give it to another room, once this one is gone. */
    chosenBy: uuid().$type<UserId>().notNull(),
    /** The one that is shown; former ones lead there all the same. */
    isShown: boolean().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.name] }), index().on(it.tenantId, it.roomId)],
)
