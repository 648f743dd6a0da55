import { index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { type IncomingLetterId, incomingLetterStates } from '@amphi/contract/incoming-letters'
import { ofTenant } from '#modules/tenants'

/** Letters that came in, one row for each address of ours they are for: kept whole until they are heard. */
export const incomingLetters = pgTable(
  'incoming_letters',
  {
    tenantId: ofTenant(),
    id: uuid().$type<IncomingLetterId>().notNull(),
    /** Which one it is where it comes from: of a mailbox the number it has there, so that it is taken once. */
    origin: text().notNull(),
    recipient: text().notNull(),
    /** Who brought it, as far as that proves anything: sender of the envelope, address, and the name they gave. */
    envelopeFrom: text(),
    clientAddress: text(),
    clientName: text(),
    /** Sealed, byte for byte; null when it was heard. */
    sealedLetter: text(),
    state: text({ enum: incomingLetterStates }).notNull(),
    /** Of one that was passed over, in a word. */
    why: text(),
    /** A print of what was heard, so that the same is not heard again. */
    print: text(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (it) => [
    primaryKey({ columns: [it.tenantId, it.id] }),
    uniqueIndex().on(it.tenantId, it.origin, it.recipient),
    uniqueIndex().on(it.tenantId, it.print),
    index().on(it.receivedAt),
  ],
)
