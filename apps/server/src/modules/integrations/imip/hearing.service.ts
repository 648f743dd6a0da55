import { createHash } from 'node:crypto'
import type { IncomingLetterId } from '@amphi/contract/incoming-letters'
import type { TenantId } from '@amphi/contract/tenants'
import {
  type CalendarObject,
  type CalendarService,
  IcsError,
  type PassedOver,
  readCalendarText,
} from '#modules/calendar'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { hold } from '#platform/hold'
import type { Log } from '#platform/log'
import { isPublic } from '#platform/outgoing'
import type { Keys } from '#platform/secrets'
import { NotYetKnown, provenAuthor, type Resolve } from './author.ts'
import { type IncomingLetterRow, incomingLettersIn } from './incoming-letters.repository.ts'
import { type ReadLetter, readOrNothing } from './read-letter.ts'

interface Needs {
  db: Db
  clock: Clock
  keys: Keys
  log: Log
  calendar: Pick<CalendarService, 'outside'>
  trust: { checkedBy: string | undefined; isExchanger: boolean; resolve: Resolve | undefined }
}

/** What keeps a letter from being heard. */
type Why =
  | PassedOver
  | 'unreadable'
  | 'automatic'
  | 'only_for_outlook'
  | 'no_calendar'
  | 'not_proven'
  | 'heard_before'
  | 'refused'

/** A letter whose author is proven, and what it says to a calendar. */
interface Weighed {
  author: string
  message: CalendarObject
  print: string
}

/** How long a DNS that does not answer is asked again, in milliseconds: two days. */
const patience = 2 * 24 * 3600 * 1000

/** What is to wait for another program, waits so long, in milliseconds. */
const wait = 30_000
const atOnce = 50

const methods = ['REQUEST', 'CANCEL', 'REPLY', 'COUNTER', 'REFRESH']

/** The first that says what is to be done with it. What its part says and it does not, it may be told (RFC 6047, 2.4). */
const messageIn = ({ calendars }: ReadLetter): CalendarObject | undefined => {
  for (const { method, text } of calendars) {
    const object = readable(text)
    if (!object || object.component !== 'VEVENT') continue
    const said = object.method ?? method
    if (said !== undefined && methods.includes(said)) return { ...object, method: said }
  }
  return undefined
}

const readable = (text: string): CalendarObject | undefined => {
  try {
    return readCalendarText(text)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** What is about an event of one’s own is the same to whichever address it comes. */
const printOf = (author: string, recipient: string, { method = '', root }: CalendarObject) => {
  const to = method === 'REQUEST' || method === 'CANCEL' ? recipient : ''
  return createHash('sha256')
    .update(JSON.stringify([author, to, method, root.toString()]))
    .digest('base64url')
}

/** Letters that were kept: who wrote them is looked at, and what they say is done, once. */
export const createHearingService = ({ db, clock, keys, log, calendar, trust }: Needs) => {
  const authorOf = async (bytes: Buffer, letter: ReadLetter, row: IncomingLetterRow) => {
    // The mail server before us is near: whoever comes from the world may write its name as well.
    const isFromWorld = row.clientAddress !== null && isPublic(row.clientAddress)
    const { checkedBy } = trust
    try {
      return await provenAuthor(bytes, letter, row, { ...trust, checkedBy: isFromWorld ? undefined : checkedBy })
    } catch (error) {
      if (error instanceof NotYetKnown && clock.now().getTime() - row.receivedAt.getTime() > patience) return undefined
      throw error
    }
  }

  const weigh = async (row: IncomingLetterRow): Promise<Weighed | Why> => {
    const bytes = Buffer.from(keys.unseal(row.sealedLetter ?? ''), 'latin1')
    const letter = await readOrNothing(bytes)
    if (!letter) return 'unreadable'
    if (letter.isAutomatic) return 'automatic'
    const message = messageIn(letter)
    if (!message) return letter.calendars.length === 0 && letter.hasTnef ? 'only_for_outlook' : 'no_calendar'
    const author = await authorOf(bytes, letter, row)
    if (author === undefined) return 'not_proven'
    return { author, message, print: printOf(author, row.recipient, message) }
  }

  const hasWaited = ({ receivedAt }: IncomingLetterRow) => clock.now().getTime() - receivedAt.getTime() >= wait

  const passOver = (row: IncomingLetterRow, why: Why) => {
    // Neither who wrote it nor what: ids are enough to find it by.
    log.info({ tenantId: row.tenantId, letterId: row.id, why }, 'a letter that came in is passed over')
    return { state: 'passed_over', why, print: null } as const
  }

  /** Said to the calendars, with what became of it, at once or not at all. */
  const say = (row: IncomingLetterRow, { author, message, print }: Weighed) =>
    db.transaction(async (tx) => {
      const { tenantId, id, recipient } = row
      const letters = incomingLettersIn(tx)
      if (!(await letters.isWaiting(tenantId, id))) return
      // The same, brought twice at once, waits here for itself.
      await hold(tx, `letter ${tenantId} ${print}`)
      const said = { tenantId, from: author, to: recipient, message, hasWaited: hasWaited(row) }
      const why = (await letters.isHeard(tenantId, print)) ? 'heard_before' : await calendar.outside.hear(tx, said)
      if (why === 'later') return
      const how = why ? passOver(row, why) : ({ state: 'heard', why: null, print } as const)
      await letters.settle(tenantId, id, how)
    })

  /** Throws where it cannot be known yet who wrote it. */
  const heard = async (tenantId: TenantId, letterId: IncomingLetterId) => {
    const row = await incomingLettersIn(db).findWaiting(tenantId, letterId)
    if (!row) return
    const pass = (why: Why) => incomingLettersIn(db).settle(tenantId, letterId, passOver(row, why))
    const weighed = await weigh(row)
    if (typeof weighed === 'string') return pass(weighed)
    try {
      await say(row, weighed)
    } catch (error) {
      // What a calendar refuses now, it always will, but for what it says to try again.
      if (error instanceof Failure && 'retryAfter' in error.details) throw error
      if (!(error instanceof Failure) && !(error instanceof IcsError)) throw error
      await pass('refused')
    }
  }

  return {
    heard,

    /** Those that were to wait and have; and those whose job was given up. */
    async hearThoseThatWaited() {
      const before = new Date(clock.now().getTime() - wait)
      for (const { tenantId, id } of await incomingLettersIn(db).waitingSince(before, atOnce)) {
        try {
          await heard(tenantId, id)
        } catch (error) {
          if (!(error instanceof NotYetKnown))
            log.error({ err: error, tenantId, letterId: id }, 'a letter is not heard')
        }
      }
    },
  }
}
