import { randomUUID } from 'node:crypto'
import { deliverCalendarMessage } from '@amphi/contract/calendars'
import type { SchedulingMethod } from '@amphi/contract/letters'
import type { Language } from '@amphi/contract/requests'
import type { LettersService } from '#modules/letters'
import type { Correspondent, PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Jobs } from '#platform/jobs'
import type { CalendarRow } from '../calendars.repository.ts'
import { peopleOf } from '../event-told.ts'
import { attendeesOf, organizerOf } from '../ics/attendees.ts'
import { type CalendarObject, writeObject } from '../ics/calendar-object.ts'
import { dateValue } from '../ics/date-values.ts'
import { instancesOf } from '../ics/expand.ts'
import type { Component, Property } from '../ics/ical.ts'
import { type AttendeeDiff, changedAnswers, compare } from '../ics/itip-diff.ts'
import { cancelFor, replyOf, requestFor } from '../ics/itip-messages.ts'
import { edited } from '../ics/series-parts.ts'
import { sequenceOf } from '../ics/stamp.ts'
import { zoneOfName } from '../ics/zones.ts'
import { messagesIn } from './messages.repository.ts'
import { schedulingLetter } from './scheduling-letters.ts'
import { whenInWords } from './when.ts'

interface Needs {
  clock: Clock
  jobs: Jobs
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  letters: LettersService
}

interface Message {
  to: string
  method: SchedulingMethod
  content: CalendarObject
  isUpdate: boolean
}

/** An object of a calendar, as it was and as it is to be. */
export interface Becoming {
  calendar: CalendarRow
  before: CalendarObject | undefined
  after: CalendarObject | undefined
  /** Whether whoever writes may speak to others in the name of whose calendar it is. */
  mayInvite: boolean
  /** Whether whoever is taken off the list, or answers by deleting, says nothing of it (RFC 6638, 8.1). */
  silent?: boolean
}

export interface Sent {
  /** With what became of each message (RFC 6638, 3.2.9); undefined where there is nothing to write. */
  object: CalendarObject | undefined
  /** Whether those invited were told something: what they answered before may be about something else. */
  isNews: boolean
}

const nothing: Sent = { object: undefined, isNews: false }

/** Who tells those invited, where it is not us (RFC 6638, 7.1): Outlook’s helper has Outlook do it. */
const isOurs = (property: Property | null | undefined) => {
  const agent = String(property?.getFirstParameter('schedule-agent') ?? 'SERVER').toUpperCase()
  return agent === 'SERVER'
}

const componentsOf = ({ main, overrides }: CalendarObject): Component[] => [
  ...(main ? [main] : []),
  ...overrides.values(),
]

/** What a server writes beside somebody who was told (RFC 6638, 3.2.9): handed on, or given to the post. */
const delivered = '1.2'
const posted = '1.1'

/** Implicit scheduling (RFC 6638, 3.2): what is written into a calendar is told to those whom it concerns. */
export const createSendingService = ({ clock, jobs, tenants, people, letters }: Needs) => {
  const emailOf = async ({ tenantId, ownerId }: CalendarRow) => {
    const [owner] = await people.correspondents.among(tenantId, [ownerId])
    return { email: owner?.email.toLowerCase() ?? '', name: owner?.name ?? '' }
  }

  const deliver = async (tx: Tx, { tenantId }: CalendarRow, message: Message, to: Correspondent) => {
    const id = randomUUID()
    const { method, content } = message
    const row = { tenantId, id, userId: to.id, method, ics: writeObject(content.root), writtenAt: clock.now() }
    await messagesIn(tx).insert([row])
    await jobs.ask(tx, deliverCalendarMessage, { tenantId, messageId: id })
  }

  const post = async (tx: Tx, calendar: CalendarRow, message: Message, from: { email: string; name: string }) => {
    const { tenantId, timeZone } = calendar
    const { to, method, content, isUpdate } = message
    const { language } = await tenants.get(tenantId)
    const letter = schedulingLetter({ method, isUpdate, ...factsOf(content, from, timeZone, language) }, language)
    const text = writeObject(content.root)
    await letters.write(tx, tenantId, { to, replyTo: from.email, ...letter, calendar: { method, text } })
  }

  const send = async (tx: Tx, calendar: CalendarRow, from: { email: string; name: string }, messages: Message[]) => {
    const ours = await people.correspondents.byEmail(
      calendar.tenantId,
      messages.map(({ to }) => to),
    )
    const statuses = new Map<string, string>()
    for (const message of messages) {
      const person = ours.find(({ email }) => email.toLowerCase() === message.to)
      if (person) await deliver(tx, calendar, message, person)
      else await post(tx, calendar, message, from)
      statuses.set(message.to, person ? delivered : posted)
    }
    return statuses
  }

  /** One is told what one is invited to now, or to what no more. */
  const messagesTo = ({ address, property, request, cancelled, state }: AttendeeDiff, { before, after }: Becoming) => {
    if (!isOurs(property)) return []
    const now = clock.now()
    const asked = request && after ? requestFor(after, address) : undefined
    const gone = cancelled.length > 0 && before ? cancelFor(before, address, cancelled, now) : undefined
    return [
      ...(gone ? [{ to: address, method: 'CANCEL' as const, content: gone, isUpdate: true }] : []),
      ...(asked ? [{ to: address, method: 'REQUEST' as const, content: asked, isUpdate: state !== 'added' }] : []),
    ]
  }

  const asOrganizer = async (tx: Tx, becoming: Becoming, self: { email: string; name: string }): Promise<Sent> => {
    const { calendar, before, mayInvite } = becoming
    const first = becoming.after && bumped(before, becoming.after)
    const news = { ...becoming, after: first ?? becoming.after }
    const { attendees } = compare(before, news.after)
    const messages = attendees.flatMap((one) => messagesTo(one, news))
    if (messages.length === 0) return { object: first, isNews: false }
    if (!mayInvite) throw new Failure('calendar.not_on_behalf')
    const statuses = await send(tx, calendar, self, messages)
    const { after } = news
    const object = after && edited(after, (copy) => componentsOf(copy).forEach((it) => setStatuses(it, statuses)))
    return { object, isNews: true }
  }

  const asAttendee = async (tx: Tx, becoming: Becoming, self: { email: string; name: string }): Promise<Sent> => {
    const { calendar, before, after, mayInvite, silent } = becoming
    const asked = after ?? before
    const organizer =
      asked &&
      componentsOf(asked)
        .map(organizerOf)
        .find((it) => it !== undefined)
    const property = asked && componentsOf(asked)[0]?.getFirstProperty('organizer')
    if (!asked || organizer === undefined || silent || !isOurs(property)) return nothing
    const answers = changedAnswers(before, after, self.email)
    // Who has not answered says nothing by having it.
    const given = new Map([...answers].filter(([, it]) => it !== 'NEEDS-ACTION'))
    const content =
      given.size > 0 &&
      (before ?? after) &&
      replyOf(answeredFrom(before, after, asked), self.email, { now: clock.now(), answers: given })
    if (!content) return nothing
    if (!mayInvite) throw new Failure('calendar.not_on_behalf')
    await send(tx, calendar, self, [{ to: organizer, method: 'REPLY', content, isUpdate: true }])
    return { object: undefined, isNews: false }
  }

  return {
    /** Before it is kept, in the same transaction. */
    async sent(tx: Tx, becoming: Becoming): Promise<Sent> {
      const { calendar, before, after } = becoming
      const all = [before, after].flatMap((it) => (it ? componentsOf(it) : []))
      const organizer = all.map(organizerOf).find((it) => it !== undefined)
      if (organizer === undefined || calendar.kind === 'inbox') return nothing
      const self = await emailOf(calendar)
      if (self.email === '') return nothing
      if (organizer === self.email) return asOrganizer(tx, becoming, self)
      return all.some((it) => attendeesOf(it).has(self.email)) ? asAttendee(tx, becoming, self) : nothing
    },
  }
}

export type SendingService = ReturnType<typeof createSendingService>

/** Of what they answered: of their copy where there is one, with all its dates. */
const answeredFrom = (before: CalendarObject | undefined, after: CalendarObject | undefined, asked: CalendarObject) =>
  after ?? before ?? asked

const setStatuses = (component: Component, statuses: ReadonlyMap<string, string>) => {
  for (const [address, property] of attendeesOf(component)) {
    const status = statuses.get(address)
    property.removeParameter('schedule-force-send')
    if (status !== undefined) property.setParameter('schedule-status', status)
  }
}

/**
 * At another time, an event is told as another than it was (RFC 5546, 2.1.4), and whoever answered is asked again, also
 * where the program that moved it forgot to say so.
 */
const bumped = (before: CalendarObject | undefined, after: CalendarObject): CalendarObject | undefined => {
  if (!before) return undefined
  const { instances } = compare(before, after)
  const material = new Set(instances.filter((it) => it.material && it.kept.length > 0).map(({ key }) => key))
  const late = [...material].filter((key) => {
    const [is, was] = [componentAt(after, key), componentAt(before, key)]
    return is && was && sequenceOf(is) <= sequenceOf(was)
  })
  if (late.length === 0) return undefined
  return edited(after, (copy) => {
    for (const key of late) {
      const [is, was] = [componentAt(copy, key), componentAt(before, key)]
      if (!is || !was) continue
      is.updatePropertyWithValue('sequence', sequenceOf(was) + 1)
      const organizer = organizerOf(is)
      for (const [address, property] of attendeesOf(is))
        if (address !== organizer) property.setParameter('partstat', 'NEEDS-ACTION')
    }
  })
}

const componentAt = ({ main, overrides }: CalendarObject, key: string | null) =>
  key === null ? main : overrides.get(key)

const answerOf = (component: Component, email: string): 'accepted' | 'declined' | 'tentative' | 'needs-action' =>
  peopleOf(component).find((it) => it.email === email)?.answer ?? 'needs-action'

const factsOf = (
  content: CalendarObject,
  { email, name }: { email: string; name: string },
  timeZone: string,
  language: Language,
) => {
  const [component] = componentsOf(content)
  const said = (property: string) => String(component?.getFirstPropertyValue(property) ?? '')
  const start = component?.getFirstProperty('dtstart')
  const value = start ? dateValue(start, content.zoneOf) : undefined
  const zone = value?.form === 'zoned' ? value.zone : zoneOfName(timeZone)
  const wide = { from: new Date(-8.64e15), to: new Date(8.64e15), zone: timeZone, most: 1 }
  const [first] = instancesOf(content, wide)
  return {
    title: said('summary'),
    from: name === '' ? email : name,
    when: first ? whenInWords(first, zone, language) : '',
    location: said('location'),
    description: said('description'),
    answer: component ? answerOf(component, email) : ('needs-action' as const),
  }
}
