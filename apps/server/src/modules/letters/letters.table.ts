import { index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { type LetterId, letterStates } from '@amphi/contract/letters'
import { ofTenant } from '#modules/tenants'

export const letters = pgTable(
  'letters',
  {
    tenantId: ofTenant(),
    id: uuid().$type<LetterId>().notNull(),
    to: text().notNull(),
    subject: text().notNull(),
    /** Sealed: a letter may hold a link that acts as a password. */
    sealedText: text().notNull(),
    state: text({ enum: letterStates }).notNull(),
    problem: text(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] }), index().on(it.tenantId, it.writtenAt)],
)
