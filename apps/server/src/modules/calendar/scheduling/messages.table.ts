import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { schedulingMethods } from '@amphi/contract/letters'
import type { UserId } from '@amphi/contract/people'
import { ofUser } from '#modules/people'
import { ofTenant } from '#modules/tenants'

/** What one calendar of the house has to say to another (RFC 5546), until it is heard. */
export const calendarMessages = pgTable(
  'calendar_messages',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    /** For whom it is. */
    userId: uuid().$type<UserId>().notNull(),
    method: text({ enum: schedulingMethods }).notNull(),
    ics: text().notNull(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] }), ofUser([it.tenantId, it.userId])],
)
