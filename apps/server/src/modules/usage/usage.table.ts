import { date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { usageKinds } from '@amphi/contract/usage'
import { ofTenant } from '#modules/tenants'

/** How many of each kind there were on a day. */
export const usageDays = pgTable(
  'usage_days',
  {
    tenantId: ofTenant(),
    day: date({ mode: 'string' }).notNull(),
    kind: text({ enum: usageKinds }).notNull(),
    count: integer().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.day, it.kind] })],
)

/**
 * What has been counted, so that it is counted once; forgotten soon after its day. A mark is made with the server’s own
 * key: it tells of nobody, nor that the one of two days is the same.
 */
export const usageMarks = pgTable(
  'usage_marks',
  {
    tenantId: ofTenant(),
    day: date({ mode: 'string' }).notNull(),
    mark: text().notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.day, it.mark] })],
)
