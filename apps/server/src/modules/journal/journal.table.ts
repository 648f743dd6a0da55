import { index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { FactId } from '#platform/bus'
import { ofTenant } from '#modules/tenants'

export const journalEntries = pgTable(
  'journal_entries',
  {
    tenantId: ofTenant(),
    factId: uuid().$type<FactId>().notNull(),
    fact: text().notNull(),
    ids: jsonb().$type<Record<string, unknown>>().notNull(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.factId] }), index().on(it.tenantId, it.writtenAt)],
)
