import { boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { languages } from '@amphi/contract/requests'
import type { TenantId } from '@amphi/contract/tenants'

export const tenants = pgTable('tenants', {
  id: uuid().$type<TenantId>().primaryKey(),
  name: text().notNull(),
  language: text({ enum: languages }).notNull(),
  instantMeetings: boolean().notNull(),
  chosenLinks: boolean().notNull().default(false),
  timeZone: text().notNull().default('Europe/Paris'),
  /** Minutes. */
  sessionLength: integer().notNull().default(120),
  longestSession: integer().notNull().default(300),
  opensBefore: integer().notNull().default(15),
  nightlyStop: integer(),
  /** Months. */
  attendanceKept: integer().notNull().default(12),
  archiveAfter: integer(),
  removeAfter: integer(),
  /** Days. */
  archiveNotice: integer().notNull().default(30),
  usageKept: integer().notNull().default(24),
  usualInside: integer().notNull().default(150),
  mostInside: integer().notNull().default(500),
  sessionsAtOnce: integer(),
  peopleAtOnce: integer(),
  engineChoice: boolean().notNull().default(false),
  enginePages: text({ enum: ['tab', 'inside', 'room', 'each'] })
    .notNull()
    .default('tab'),
  /** Host names that lead here. With a single tenant every host does. */
  domains: text().array().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull(),
})

/** The first column of every table. */
export const ofTenant = () =>
  uuid()
    .$type<TenantId>()
    .notNull()
    .references(() => tenants.id, { onDelete: 'cascade' })
