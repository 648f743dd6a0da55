import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { ResourceRow, ResourcesService } from '#modules/resources'
import type { Rooms } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Tx } from '#platform/db'
import { letterName } from '../calendar.ts'
import { type CalendarRow, calendarsIn } from '../calendars.repository.ts'
import type { CalendarsService } from '../calendars.service.ts'
import { attendeesOf, organizerOf } from '../ics/attendees.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import type { Component } from '../ics/ical.ts'
import { edited } from '../ics/series-parts.ts'
import { type ObjectRow, objectsIn } from '../objects.repository.ts'
import { kept, newEventId, type ObjectsService } from '../objects.service.ts'
import { isKnownHere, isOvertaken, withAnswersOf, withoutOne } from '../scheduling/letter-news.ts'
import { withCancel, withRequest } from '../scheduling/received.ts'
import { inviteResource } from './bookings.service.ts'
import { conferencesIn } from './conferences.repository.ts'

interface Needs {
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  rooms: Rooms
  resources: ResourcesService
  calendars: CalendarsService
  objects: ObjectsService
}

/** A letter to a resource, whose writer has proven to be the organizer it names, or to speak for them. */
export interface LetterToResource {
  tenantId: TenantId
  resource: ResourceRow
  message: CalendarObject
  /** Whether it waits no longer for the event to come by another way: mail is often there first. */
  isLast: boolean
}

/** What becomes of it. */
export type LetterBooking =
  /** Its writer may not have it: they are told. */
  | { outcome: 'declined' }
  /** Its event may come by itself in a moment: to be asked again. */
  | { outcome: 'early' }
  /** Overtaken on its way, or brought twice. */
  | { outcome: 'nothing' }
  | { outcome: 'cancelled' }
  /** It comes: the event as it is now, its address, and one to lead by for who has no account; null once it was told. */
  | {
      outcome: 'accepted'
      event: CalendarObject
      url: string
      moderatorUrl: string | null
      isOurs: boolean
      /** Whether its writer may not have it so: not where their program brought the same. */
      isNews: boolean
    }

const partsOf = ({ main, overrides }: CalendarObject): Component[] => [...(main ? [main] : []), ...overrides.values()]

/** Resources that are booked by letter (RFC 6047), by people of the house or from outside. */
export const createByLetterService = ({ tenants, people, rooms, resources, calendars, objects }: Needs) => {
  const linkOf = async (tx: Tx, { tenantId, id }: ObjectRow) =>
    (await conferencesIn(tx).ofEvent(tenantId, id)).find(({ endedAt }) => endedAt === null)

  const accepted = async (
    tx: Tx,
    row: ObjectRow,
    { isOurs, isNews, name }: { isOurs: boolean; isNews: boolean; name: string | null },
  ): Promise<LetterBooking> => {
    const link = await linkOf(tx, row)
    const event = kept(row)
    if (!link || !event) return { outcome: 'declined' }
    const room = name !== null && link.roomId ? await rooms.hold(tx, row.tenantId, link.roomId) : undefined
    const code = room && (await rooms.links.makeForOutsider(tx, room, name ?? ''))
    const moderatorUrl = code ? `${await tenants.addressOf(row.tenantId)}/${code}` : null
    return { outcome: 'accepted', event, url: link.url, moderatorUrl, isOurs, isNews }
  }

  /** Where it stands in the calendars of who organizes it, all of them held. */
  const findOwn = async (tx: Tx, all: readonly CalendarRow[], uid: string) => {
    for (const id of all.map((it) => it.id).toSorted()) await calendarsIn(tx).hold(all[0]?.tenantId as TenantId, id)
    for (const calendar of all.filter(({ kind }) => kind !== 'inbox')) {
      const row = await objectsIn(tx).findByUid({ tenantId: calendar.tenantId, calendarId: calendar.id }, uid)
      if (row) return { calendar, row }
    }
    const usual = all.find(({ kind }) => kind === 'default')
    return usual && { calendar: usual, row: undefined }
  }

  const ofOurs = async (
    tx: Tx,
    { tenantId, resource, message, isLast }: LetterToResource,
    { id: userId, name, email }: { id: CalendarRow['ownerId'] & string; name: string; email: string },
  ): Promise<LetterBooking> => {
    const place = await findOwn(tx, await calendars.ownOf(tenantId, userId, tx), message.uid)
    if (!place) return { outcome: 'declined' }
    const { calendar, row } = place
    const here = row && kept(row)
    const by = { mayInvite: true }
    if (message.method === 'CANCEL') {
      if (!here || isOvertaken(message, here)) return { outcome: 'nothing' }
      const off = withoutOne(here, message, resource.email) ?? withCancel(here, message)
      if (!off) return { outcome: 'nothing' }
      await objects.keep(tx, calendar, { name: row.name, object: off, before: row, by })
      return { outcome: 'cancelled' }
    }
    if (!here && !isLast) return { outcome: 'early' }
    const hasLink = row !== undefined && (await linkOf(tx, row))?.resourceId === resource.id
    if (!hasLink && !(await resources.mayBook({ tenantId, userId }, resource, tx))) return { outcome: 'declined' }
    if (here && isOvertaken(message, here)) return { outcome: 'nothing' }
    if (here && hasLink && isKnownHere(message, here, resource.email))
      return accepted(tx, row, { isOurs: true, isNews: false, name: null })
    const news = withRequest(here, message)
    if (!news && hasLink) return { outcome: 'nothing' }
    const asked = edited(withAnswersOf(news ?? here ?? message, here), (copy) => {
      // What a letter says of some dates only is said of those.
      const parts = message.main
        ? partsOf(copy)
        : [...message.overrides.keys()].flatMap((it) => copy.overrides.get(it) ?? [])
      for (const part of parts) inviteResource(part, resource, { organizer: { name, email }, all: new Set() })
    })
    const written = await objects.keep(tx, calendar, {
      name: row?.name ?? `${letterName}${newEventId()}.ics`,
      object: asked,
      before: row,
      by,
    })
    return accepted(tx, written, { isOurs: true, isNews: true, name: null })
  }

  const fromOutside = async (
    tx: Tx,
    { tenantId, resource, message }: LetterToResource,
    organizer: string,
  ): Promise<LetterBooking> => {
    const calendar = await calendars.bookingsOf(tx, tenantId, resource.id)
    await calendarsIn(tx).hold(tenantId, calendar.id)
    const row = await objectsIn(tx).findByUid({ tenantId, calendarId: calendar.id }, message.uid)
    const here = row && kept(row)
    // Under the UID of another’s event nobody writes over it.
    if (here && organizerOf(partsOf(here)[0]) !== organizer) return { outcome: 'declined' }
    if (message.method === 'CANCEL') {
      const off = here && withCancel(here, message)
      if (!off) return { outcome: 'nothing' }
      await objects.receiveBooking(tx, calendar, { name: row.name, object: off, before: row })
      return { outcome: 'cancelled' }
    }
    if (!resources.mayBookFromOutside(resource, organizer) && !(row && (await linkOf(tx, row))))
      return { outcome: 'declined' }
    const object = withRequest(here, message)
    if (!object) return { outcome: 'nothing' }
    const name = row?.name ?? `${newEventId()}.ics`
    const before = row && (await linkOf(tx, row))
    const written = await objects.receiveBooking(tx, calendar, { name, object, before: row })
    const [part] = partsOf(message)
    const called = String(part?.getFirstProperty('organizer')?.getFirstParameter('cn') ?? '') || organizer
    return accepted(tx, written, { isOurs: false, isNews: true, name: before ? null : called })
  }

  return {
    /** Within a transaction; of a REQUEST or a CANCEL that names the resource among those invited. */
    async hear(tx: Tx, letter: LetterToResource): Promise<LetterBooking> {
      const { tenantId, resource, message } = letter
      const parts = partsOf(message)
      const organizers = new Set(parts.flatMap((it) => organizerOf(it) ?? []))
      const [organizer, ...others] = organizers
      if (organizer === undefined || others.length > 0) return { outcome: 'nothing' }
      const isAsked = parts.some((it) => attendeesOf(it).has(resource.email))
      if (message.method !== 'CANCEL' && !isAsked) return { outcome: 'nothing' }
      const [person] = await people.correspondents.byEmail(tenantId, [organizer], tx)
      if (person && !person.isDisabled) return ofOurs(tx, letter, person)
      return fromOutside(tx, letter, organizer)
    },
  }
}

export type ByLetterService = ReturnType<typeof createByLetterService>
