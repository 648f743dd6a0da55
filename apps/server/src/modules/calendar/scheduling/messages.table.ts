import { sql } from 'drizzle-orm'
import { check, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { schedulingMethods } from '@amphi/contract/letters'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import { ofUser } from '#modules/people'
import { ofResource } from '#modules/resources'
import { ofTenant } from '#modules/tenants'

/** What one calendar of the house has to say to another (RFC 5546), until it is heard. */
export const calendarMessages = pgTable(
  'calendar_messages',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    /** For whom it is, or for which resource. */
    userId: uuid().$type<UserId>(),
    resourceId: uuid().$type<ResourceId>(),
    method: text({ enum: schedulingMethods }).notNull(),
    ics: text().notNull(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    check('calendar_messages_to_one', sql`num_nonnulls(${it.userId}, ${it.resourceId}) = 1`),
    ofUser([it.tenantId, it.userId]),
    ofResource([it.tenantId, it.resourceId]),
  ],
)
