import { foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { calendarMethods, copyStates, type LetterId, letterStates } from '@amphi/contract/letters'
import { ofTenant } from '#modules/tenants'

export const letters = pgTable(
  'letters',
  {
    tenantId: ofTenant(),
    id: uuid().$type<LetterId>().notNull(),
    /** Of one in hidden copies, the first of its addresses. */
    to: text().notNull(),
    /** To how many it goes in hidden copies; 0 where it is for one alone. */
    copies: integer().notNull().default(0),
    replyTo: text(),
    subject: text().notNull(),
    /** Sealed: a letter may hold a link that acts as a password. */
    sealedText: text().notNull(),
    /** The same for programs that show more than text; null where there is no more to it. */
    sealedHtml: text(),
    /** What a calendar is to make of it (RFC 6047), and how; null for what is for people alone. */
    sealedCalendar: text(),
    calendarMethod: text({ enum: calendarMethods }),
    state: text({ enum: letterStates }).notNull(),
    problem: text(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.tenantId, it.id] }), index().on(it.tenantId, it.writtenAt)],
)

/** To whom a letter goes in hidden copies, and what became of each. */
export const letterCopies = pgTable(
  'letter_copies',
  {
    tenantId: ofTenant(),
    letterId: uuid().$type<LetterId>().notNull(),
    address: text().notNull(),
    state: text({ enum: copyStates }).notNull(),
    problem: text(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.letterId, it.address] }),
    foreignKey({ columns: [it.tenantId, it.letterId], foreignColumns: [letters.tenantId, letters.id] }).onDelete(
      'cascade',
    ),
  ],
)
