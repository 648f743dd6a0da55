import { date, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { CalendarId } from '@amphi/contract/calendars'
import type { FeedId } from '@amphi/contract/feeds'
import type { UserId } from '@amphi/contract/people'
import { ofUser } from '#modules/people'
import { ofTenant } from '#modules/tenants'
import { ofCalendar } from '../calendars.table.ts'

/** Addresses at which calendar programs read what one person may. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    tenantId: ofTenant(),
    id: uuid().$type<FeedId>().notNull(),
    userId: uuid().$type<UserId>().notNull(),
    /** Null: all they are to join by video. */
    calendarId: uuid().$type<CalendarId>(),
    /** Of its secret; which stands under seal beside it, since its owner is shown it again. */
    print: text().notNull(),
    sealedSecret: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    lastReadOn: date(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.print),
    index().on(it.tenantId, it.userId),
    ofUser([it.tenantId, it.userId]),
    ofCalendar([it.tenantId, it.calendarId]),
  ],
)
