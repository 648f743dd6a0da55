import type { TenantId } from '@amphi/contract/tenants'
import type { UserId } from '@amphi/contract/people'
import type { LettersService } from '#modules/letters'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Log } from '#platform/log'
import { type CalendarRow, calendarsIn } from '../calendars.repository.ts'
import type { CalendarsService } from '../calendars.service.ts'
import { organizerOf } from '../ics/attendees.ts'
import { type CalendarObject, readObject } from '../ics/calendar-object.ts'
import { IcsError } from '../ics/ics-error.ts'
import { applyReply } from '../ics/itip-reply.ts'
import { objectsIn, type ObjectRow } from '../objects.repository.ts'
import { kept, type ObjectsService } from '../objects.service.ts'
import type { AnswerLinksService } from './answer-links.service.ts'
import { type MessageRow, messagesIn } from './messages.repository.ts'
import { withCancel, withRequest } from './received.ts'
import { schedulingLetter } from './scheduling-letters.ts'
import { organizerIn as tellerOf, toldEvent } from './told-event.ts'

interface Needs {
  db: Db
  calendars: CalendarsService
  objects: ObjectsService
  log: Log
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  letters: LettersService
  answerLinks: AnswerLinksService
}

/** What calendars of the house say to one another, where it arrives (RFC 6638, 4.1). */
export const createDeliveringService = ({
  db,
  calendars,
  objects,
  log,
  tenants,
  people,
  letters,
  answerLinks,
}: Needs) => {
  /** Where it stands already, in whichever calendar of theirs; in the one for invitations, where it is new. */
  const placeOf = async (tx: Tx, all: readonly CalendarRow[], uid: string) => {
    const own = all.filter(({ kind }) => kind !== 'inbox')
    for (const calendar of own) {
      const row = await objectsIn(tx).findByUid({ tenantId: calendar.tenantId, calendarId: calendar.id }, uid)
      if (row) return { calendar, row }
    }
    const usual = own.find(({ kind }) => kind === 'default' || kind === 'bookings')
    return usual && { calendar: usual, row: undefined }
  }

  const result = (method: MessageRow['method'], here: CalendarObject | undefined, message: CalendarObject) => {
    // Under the UID of an event of theirs nobody else writes over it.
    if (method !== 'REPLY' && here && organizerIn(here) !== organizerIn(message)) return undefined
    if (method === 'REQUEST') return withRequest(here, message)
    if (method === 'CANCEL') return withCancel(here, message)
    if (!here) return undefined
    const { object, applied } = applyReply(here, message)
    return applied.some(({ outcome }) => outcome === 'changed') ? object : undefined
  }

  const write = async (
    tx: Tx,
    { calendar, row }: { calendar: CalendarRow; row: ObjectRow | undefined },
    { object, id, isAnswer }: { object: CalendarObject; id: string; isAnswer: boolean },
  ) => {
    await objects.receive(tx, calendar, { name: row?.name ?? `${id}.ics`, object, before: row, isAnswer })
  }

  /** To whoever wants by e-mail what they find here; without what a program would put into another calendar of theirs. */
  const tellByLetter = async (
    tx: Tx,
    { tenantId, userId, method }: Pick<MessageRow, 'tenantId' | 'method'> & { userId: UserId },
    told: CalendarObject,
    { here, zone }: { here: CalendarObject | undefined; zone: string },
  ) => {
    const [reader] = await people.correspondents.among(tenantId, [userId], tx)
    if (!reader?.emailNotices || reader.isDisabled) return
    const language = reader.language ?? (await tenants.get(tenantId)).language
    const { email, name, sentBy } = tellerOf(told)
    const [by] = sentBy === undefined ? [] : await people.correspondents.byEmail(tenantId, [sentBy], tx)
    const link = await answerLinks.linkFor(
      tx,
      { tenantId, holderId: userId, uid: told.uid },
      reader.email.toLowerCase(),
    )
    const letter = schedulingLetter(
      {
        method,
        event: toldEvent(told, zone, language),
        before: here && toldEvent(here, zone, language),
        from: name,
        by: by?.name ?? sentBy,
        isUpdate: here !== undefined,
        answer: 'needs-action',
        comment: '',
        answerUrl: method === 'REQUEST' ? link.url : undefined,
      },
      language,
    )
    const id = await letters.write(tx, tenantId, { to: reader.email, replyTo: email, ...letter })
    await answerLinks.written(tx, link.row, id)
  }

  /** For whom a message is: the calendars it may be about, held before anything is read. */
  const holdOf = async (tx: Tx, { tenantId, userId, resourceId }: MessageRow) => {
    const all = userId
      ? await calendars.ownOf(tenantId, userId, tx)
      : resourceId
        ? [await calendars.bookingsOf(tx, tenantId, resourceId)]
        : []
    for (const id of all.map((it) => it.id).toSorted()) await calendarsIn(tx).hold(tenantId, id)
    return all
  }

  const hear = async (tx: Tx, message: MessageRow, all: readonly CalendarRow[]) => {
    const { id, method, ics } = message
    const told = readObject(ics)
    const organizers = new Set([told.main, ...told.overrides.values()].flatMap((it) => organizerOf(it) ?? []))
    const place = organizers.size <= 1 ? await placeOf(tx, all, told.uid) : undefined
    const here = place?.row && kept(place.row)
    const object = place && result(method, here, told)
    if (!place || !object) return
    await write(tx, place, { object, id, isAnswer: method === 'REPLY' })
    const { tenantId, userId } = message
    if (userId && method !== 'REPLY')
      await tellByLetter(tx, { tenantId, userId, method }, told, { here, zone: place.calendar.timeZone })
    const inbox = all.find(({ kind }) => kind === 'inbox')
    if (inbox && method !== 'REPLY') await objects.file(tx, inbox, `${id}.ics`, ics, told)
  }

  return {
    /** Once, however often it is brought; and whatever was said to them before it, first. */
    heard: (tenantId: TenantId, messageId: string) =>
      db.transaction(async (tx) => {
        const message = await messagesIn(tx).find(tenantId, messageId)
        if (!message) return
        // What its owner writes meanwhile is not lost.
        const all = await holdOf(tx, message)
        for (const one of await messagesIn(tx).upTo(message)) {
          try {
            await hear(tx, one, all)
          } catch (error) {
            // What cannot be read now never will be.
            if (!(error instanceof IcsError) && !(error instanceof Failure)) throw error
            log.error({ err: error, tenantId, messageId: one.id }, 'a message between calendars is not understood')
          }
          await messagesIn(tx).remove(tenantId, one.id)
        }
      }),
  }
}

const organizerIn = ({ main, overrides }: CalendarObject) =>
  [main, ...overrides.values()].map(organizerOf).find((it) => it !== undefined)
