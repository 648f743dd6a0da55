import type { TenantId } from '@amphi/contract/tenants'
import type { UserId } from '@amphi/contract/people'
import type { Db, Tx } from '#platform/db'
import { type CalendarRow, calendarsIn } from '../calendars.repository.ts'
import type { CalendarsService } from '../calendars.service.ts'
import { organizerOf } from '../ics/attendees.ts'
import { type CalendarObject, readObject } from '../ics/calendar-object.ts'
import { applyReply } from '../ics/itip-reply.ts'
import { objectsIn, type ObjectRow } from '../objects.repository.ts'
import { type ObjectsService, read } from '../objects.service.ts'
import { type MessageRow, messagesIn } from './messages.repository.ts'
import { withCancel, withRequest } from './received.ts'

interface Needs {
  db: Db
  calendars: CalendarsService
  objects: ObjectsService
}

/** What calendars of the house say to one another, where it arrives (RFC 6638, 4.1). */
export const createDeliveringService = ({ db, calendars, objects }: Needs) => {
  /** Where it stands already, in whichever calendar of theirs; in the one for invitations, where it is new. */
  const placeOf = async (tx: Tx, tenantId: TenantId, userId: UserId, uid: string) => {
    const own = (await calendars.ownOf(tenantId, userId, tx)).filter(({ kind }) => kind !== 'inbox')
    for (const calendar of own) {
      const row = await objectsIn(tx).findByUid({ tenantId, calendarId: calendar.id }, uid)
      if (row) return { calendar, row }
    }
    const usual = own.find(({ kind }) => kind === 'default')
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

  return {
    /** Once, however often it is brought. */
    heard: (tenantId: TenantId, messageId: string) =>
      db.transaction(async (tx) => {
        const message = await messagesIn(tx).hold(tenantId, messageId)
        if (!message) return
        const { userId, method, ics } = message
        const told = readObject(ics)
        // Held before anything is read: what its owner writes meanwhile is not lost.
        for (const id of (await calendars.ownOf(tenantId, userId, tx)).map((it) => it.id).toSorted())
          await calendarsIn(tx).hold(tenantId, id)
        const place = await placeOf(tx, tenantId, userId, told.uid)
        const object = place && result(method, place.row && read(place.row.ics), told)
        if (place && object) {
          await write(tx, place, { object, id: messageId, isAnswer: method === 'REPLY' })
          const inbox = (await calendars.ownOf(tenantId, userId, tx)).find(({ kind }) => kind === 'inbox')
          if (inbox && method !== 'REPLY') await objects.file(tx, inbox, `${messageId}.ics`, ics, told)
        }
        await messagesIn(tx).remove(tenantId, messageId)
      }),
  }
}

const organizerIn = ({ main, overrides }: CalendarObject) =>
  [main, ...overrides.values()].map(organizerOf).find((it) => it !== undefined)
