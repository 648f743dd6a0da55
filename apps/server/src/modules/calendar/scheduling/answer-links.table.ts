import { index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { LetterId } from '@amphi/contract/letters'
import type { UserId } from '@amphi/contract/people'
import { ofUser } from '#modules/people'
import { ofTenant } from '#modules/tenants'

/** By which somebody answers an invitation without an account: each their own, in letters to them. */
export const calendarAnswerLinks = pgTable(
  'calendar_answer_links',
  {
    tenantId: ofTenant(),
    id: uuid().notNull(),
    /** In whose calendar the answer is written: theirs where they have one here, else that of whoever invites. */
    holderId: uuid().$type<UserId>().notNull(),
    /** Of the event. */
    uid: text().notNull(),
    /** Who answers. */
    address: text().notNull(),
    /** Of the secret in the link, which is the same in each letter, and kept nowhere. */
    secretPrint: text().notNull(),
    /** The last one that it was written in. */
    letterId: uuid().$type<LetterId>(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.secretPrint),
    uniqueIndex().on(it.tenantId, it.holderId, it.uid, it.address),
    index().on(it.writtenAt),
    ofUser([it.tenantId, it.holderId]),
  ],
)
