import PostalMime, { type Address, addressParser, type Attachment, type Email } from 'postal-mime'

/** What a calendar is to make of a letter (RFC 6047, 2.4), in UTF-8 whatever it was sent as. */
interface CalendarPart {
  /** As its Content-Type says, which not every program does. */
  method: string | undefined
  text: string
}

/** A letter, as far as calendars are concerned with it. */
export interface ReadLetter {
  /** Who says that they wrote it, in small letters; only one who is alone can be proven. */
  from: string[]
  /** For whom its head says it is; a mailbox knows no better. */
  recipients: string[]
  /** What nobody wrote: an absence, a letter that came back, the post of a list. */
  isAutomatic: boolean
  /** The first of these that a calendar can read counts: the same is often in it twice. */
  calendars: CalendarPart[]
  /** Whether there is something for Outlook alone in it, which nobody else reads (MS-OXTNEF). */
  hasTnef: boolean
  /** Each with its name in small letters, as they stand in it. */
  headers: { key: string; value: string }[]
}

const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 }

/** More calendars than any program puts into one letter. */
const mostCalendars = 10

const addressesIn = (all: readonly Address[] | undefined): string[] =>
  (all ?? []).flatMap((it) => (it.group ? it.group : [it])).map(({ address }) => address.trim().toLowerCase())

const saidIn = ({ headers }: Pick<Email, 'headers'>, name: string) =>
  headers.filter(({ key }) => key === name).map(({ value }) => value.trim())

/** RFC 3834 and what was before it. What a program writes for somebody who asked it to is `auto-generated`: no answer. */
const isAutomatic = (email: Email) => {
  const [submitted = ''] = saidIn(email, 'auto-submitted').map((it) => it.split(/[;\s]/)[0]?.toLowerCase())
  if (submitted === 'auto-replied' || submitted === 'auto-notified') return true
  if (saidIn(email, 'precedence').some((it) => /^(?:bulk|junk|list|auto_reply)$/i.test(it))) return true
  if (saidIn(email, 'return-path').some((it) => it === '<>')) return true
  return saidIn(email, 'content-type').some((it) => /^multipart\/report\b/i.test(it))
}

const isCalendar = ({ mimeType, filename }: Attachment) =>
  mimeType === 'text/calendar' ||
  mimeType === 'application/ics' ||
  (mimeType === 'application/octet-stream' && /\.ics$/i.test(filename ?? ''))

const textOf = ({ content }: Attachment) => (typeof content === 'string' ? content : new TextDecoder().decode(content))

/** What says its method stands before what is only attached. */
const calendarsIn = ({ attachments }: Email): CalendarPart[] =>
  attachments
    .filter(isCalendar)
    .slice(0, mostCalendars)
    .map((it) => ({ method: it.method, text: textOf(it), isMain: it.mimeType === 'text/calendar' }))
    .toSorted((a, b) => Number(b.isMain) - Number(a.isMain))
    .map(({ method, text }) => ({ method, text }))

const toWhom = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to']

/** A letter within a letter is not looked into: who wrote that? */
const readLetter = async (bytes: Uint8Array): Promise<ReadLetter> => {
  const email = await PostalMime.parse(bytes, { ...limits, forceRfc822Attachments: true })
  const among = (names: readonly string[]) =>
    names.flatMap((name) => saidIn(email, name)).flatMap((it) => addressesIn(addressParser(it)))
  return {
    from: among(['from']),
    recipients: [...new Set(among(toWhom))].filter((it) => it !== ''),
    isAutomatic: isAutomatic(email),
    calendars: calendarsIn(email),
    hasTnef: email.attachments.some(({ mimeType }) => /^application\/(?:vnd\.)?ms-tnef$/.test(mimeType)),
    headers: email.headers.map(({ key, value }) => ({ key, value })),
  }
}

/** Reads a letter of anybody; undefined where it is none, or more than anybody writes. */
export const readOrNothing = async (bytes: Uint8Array): Promise<ReadLetter | undefined> => {
  try {
    return await readLetter(bytes)
  } catch {
    // It never will be one.
    return undefined
  }
}
