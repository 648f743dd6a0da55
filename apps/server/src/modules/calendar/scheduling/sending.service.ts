import type { SchedulingMethod } from '@amphi/contract/letters'
import { mostGuests } from '@amphi/contract/limits'
import { Email, type UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { Correspondent, PeopleService } from '#modules/people'
import type { ResourceRow, ResourcesService } from '#modules/resources'
import type { TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Jobs } from '#platform/jobs'
import type { Limits } from '#platform/limits'
import { accountIn } from '../account-in.ts'
import type { CalendarRow } from '../calendars.repository.ts'
import { attendeesOf, organizerOf } from '../ics/attendees.ts'
import { type CalendarObject, writeObject } from '../ics/calendar-object.ts'
import type { Component, Property } from '../ics/ical.ts'
import { type AttendeeDiff, changedAnswers, compare } from '../ics/itip-diff.ts'
import { cancelFor, replyOf, requestFor } from '../ics/itip-messages.ts'
import { edited } from '../ics/series-parts.ts'
import { sequenceOf } from '../ics/stamp.ts'
import type { AnswerLinksService } from './answer-links.service.ts'
import { asGuest, isGuestOf } from './as-guest.ts'
import { bring, type BroughtTo } from './bring.ts'
import { schedulingLetter } from './scheduling-letters.ts'
import { answerIn, commentIn, componentsOf, toldEvent } from './told-event.ts'

interface Needs {
  clock: Clock
  jobs: Jobs
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  resources: ResourcesService
  letters: LettersService
  limits: Limits
  answerLinks: AnswerLinksService
}

interface Message {
  to: string
  method: SchedulingMethod
  content: CalendarObject
  /** What of it they were told before. */
  before: CalendarObject | undefined
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
  /** Who writes, where that is known: it may be somebody else than whose calendar it is. */
  writer?: UserId | undefined
}

/** Whose calendar it is. */
interface Self {
  id: UserId
  email: string
  name: string
  /** Who writes in their name. */
  by: Correspondent | undefined
}

type Resources = ReadonlyMap<string, ResourceRow>

/** To people without an account here, by one person. */
const lettersADay = { count: 1000, seconds: 24 * 3600 }

const isEmail = (address: string) => Email.safeParse(address).success

/** Minutes before the start, in letters (POD-S14). */
const alarmBefore = 5

const isTimed = (object: CalendarObject) =>
  componentsOf(object).every((it) => it.getFirstProperty('dtstart')?.type !== 'date')

/** Who tells those invited, where it is not us (RFC 6638, 7.1): Outlook’s helper has Outlook do it. */
const isOurs = (property: Property | null | undefined) => {
  const agent = String(property?.getFirstParameter('schedule-agent') ?? 'SERVER').toUpperCase()
  return agent === 'SERVER'
}

/** Whether any of it is accepted by who has this address. */
const comes = (object: CalendarObject, address: string) =>
  componentsOf(object).some((it) => attendeesOf(it).get(address)?.getFirstParameter('partstat') === 'ACCEPTED')

/** What a server writes beside somebody who was told (RFC 6638, 3.2.9): handed on, or given to the post. */
const delivered = '1.2'
const posted = '1.1'
/** Nobody is there (RFC 5546, 3.6). */
const unknown = '3.7'

/** Implicit scheduling (RFC 6638, 3.2): what is written into a calendar is told to those whom it concerns. */
export const createSendingService = ({
  clock,
  jobs,
  tenants,
  people,
  resources,
  letters,
  limits,
  answerLinks,
}: Needs) => {
  /** Nobody’s is a resource’s: it says nothing by itself. */
  const selfOf = async (
    tx: Tx,
    { tenantId, ownerId }: CalendarRow,
    writer = ownerId ?? undefined,
  ): Promise<Self | undefined> => {
    if (!ownerId) return undefined
    const found = await people.correspondents.among(tenantId, writer ? [ownerId, writer] : [ownerId], tx)
    const owner = found.find(({ id }) => id === ownerId)
    const by = writer === ownerId ? undefined : found.find(({ id }) => id === writer)
    return owner && { id: owner.id, email: owner.email.toLowerCase(), name: owner.name, by }
  }

  /** Whoever of the house these addresses are; each may be an account rather than an e-mail (RFC 6638, 2.4.1). */
  const oursAmong = async (tx: Tx, tenantId: TenantId, addresses: readonly string[]) => {
    const byEmail = await people.correspondents.byEmail(tenantId, addresses.filter(isEmail), tx)
    const ids = addresses.flatMap((it) => accountIn(it) ?? [])
    const byAccount = await people.correspondents.among(tenantId, ids, tx)
    return (address: string): Correspondent | undefined => {
      const id = accountIn(address)
      if (id) return byAccount.find((it) => it.id === id)
      return byEmail.find(({ email }) => email.toLowerCase() === address)
    }
  }

  const deliver = (tx: Tx, { tenantId }: CalendarRow, { method, content }: Message, to: BroughtTo) =>
    bring(tx, { jobs, clock }, { tenantId, ...to, method, content })

  const post = async (tx: Tx, calendar: CalendarRow, message: Message, from: Self) => {
    const { tenantId, timeZone } = calendar
    const wait = limits.count(`calendar letters ${tenantId} ${from.id}`, lettersADay)
    if (wait !== undefined) throw new Failure('calendar.letters_over_limit', { retryAfter: wait })
    const { to, method, content, before, isUpdate } = message
    const { language } = await tenants.get(tenantId)
    const told = (it: CalendarObject) => toldEvent(it, timeZone, language)
    // A letter that asks has their own way to answer: whoever reads it may have no account anywhere.
    const holder = { tenantId, holderId: from.id, uid: content.uid }
    const link = method === 'REPLY' ? undefined : await answerLinks.linkFor(tx, holder, to)
    const letter = schedulingLetter(
      {
        method,
        event: told(content),
        before: before && told(before),
        from: from.name === '' ? from.email : from.name,
        by: from.by?.name,
        isUpdate,
        ...answerIn(content, from.email),
        answerUrl: method === 'REQUEST' ? link?.url : undefined,
      },
      language,
    )
    const text = writeObject(content.root)
    const id = await letters.write(tx, tenantId, { to, replyTo: from.email, ...letter, calendar: { method, text } })
    if (link) await answerLinks.written(tx, link.row, id)
  }

  const sendOne = async (
    tx: Tx,
    calendar: CalendarRow,
    from: Self,
    message: Message,
    person: Correspondent | undefined,
  ) => {
    if (person) {
      if (!person.isDisabled) await deliver(tx, calendar, message, { userId: person.id, resourceId: null })
      return delivered
    }
    if (!isEmail(message.to)) return unknown
    await post(tx, calendar, message, from)
    return posted
  }

  /** One is told what one is invited to now, or to what no more. */
  const messagesTo = function* (
    { address, request, cancelled, state }: AttendeeDiff,
    { before, after }: Becoming,
    isByLetter = false,
  ): Generator<Message> {
    const now = clock.now()
    // Calendars here remind as their owners want it; to others one alarm is proposed.
    const alarm = isByLetter && after && isTimed(after) ? { alarmBefore } : {}
    const asked = request && after ? requestFor(after, address, { now, ...alarm }) : undefined
    const gone = cancelled.length > 0 && before ? cancelFor(before, address, cancelled, now) : undefined
    const known = state === 'added' || !before ? undefined : requestFor(before, address)
    if (gone) yield { to: address, method: 'CANCEL', content: gone, before: known, isUpdate: true }
    if (asked) yield { to: address, method: 'REQUEST', content: asked, before: known, isUpdate: state !== 'added' }
  }

  /** A resource keeps a copy of what it is booked for; it answered as the event was written. */
  const tellResources = async (tx: Tx, becoming: Becoming, told: readonly AttendeeDiff[], known: Resources) => {
    const statuses = new Map<string, string>()
    for (const one of told) {
      const resource = known.get(one.address)
      if (!resource || resource.removedAt) continue
      for (const message of messagesTo(one, becoming)) {
        if (message.method === 'REQUEST' && !comes(message.content, one.address)) continue
        await deliver(tx, becoming.calendar, message, { userId: null, resourceId: resource.id })
        if (message.method === 'REQUEST') statuses.set(one.address, delivered)
      }
    }
    return statuses
  }

  const asOrganizer = async (tx: Tx, becoming: Becoming, self: Self): Promise<CalendarObject | undefined> => {
    const { calendar, before, mayInvite } = becoming
    const all = [before, becoming.after].flatMap((it) => (it ? componentsOf(it) : []))
    const known: Resources = await resources.addressed(
      calendar.tenantId,
      all.flatMap((it) => [...attendeesOf(it).keys()]),
      tx,
    )
    const first = becoming.after && bumped(before, becoming.after, known)
    const { attendees } = compare(before, first ?? becoming.after)
    const told = attendees.filter(({ property, address }) => isOurs(property) && !known.has(address))
    if (told.length > 0 && !mayInvite) throw new Failure('calendar.not_on_behalf')
    const said = first ?? becoming.after
    const news = { ...becoming, after: told.length > 0 ? signedBy(said, self.by) : said }
    const statuses = await tellResources(tx, news, attendees, known)
    const ours = await oursAmong(
      tx,
      calendar.tenantId,
      told.map(({ address }) => address),
    )
    for (const one of told)
      for (const message of messagesTo(one, news, ours(one.address) === undefined))
        statuses.set(one.address, await sendOne(tx, calendar, self, message, ours(one.address)))
    const { after } = news
    if (statuses.size === 0 && told.length === 0) return first
    return after && edited(after, (copy) => componentsOf(copy).forEach((it) => setStatuses(it, statuses)))
  }

  const asAttendee = async (tx: Tx, becoming: Becoming, self: Self) => {
    const { calendar, before, after, mayInvite, silent } = becoming
    const asked = after ?? before
    const organizer =
      asked &&
      componentsOf(asked)
        .map(organizerOf)
        .find((it) => it !== undefined)
    const property = asked && componentsOf(asked)[0]?.getFirstProperty('organizer')
    if (!asked || organizer === undefined || silent || !isOurs(property)) return
    const answers = changedAnswers(before, after, self.email)
    // Who has not answered says nothing by having it.
    const given = new Map([...answers].filter(([, it]) => it !== 'NEEDS-ACTION'))
    const comment = after && commentIn(after, self.email)
    const content =
      given.size > 0
        ? replyOf(asked, self.email, { now: clock.now(), answers: given, ...(comment ? { comment } : {}) })
        : undefined
    if (!content) return
    if (!mayInvite) throw new Failure('calendar.not_on_behalf')
    const ours = await oursAmong(tx, calendar.tenantId, [organizer])
    await sendOne(
      tx,
      calendar,
      self,
      { to: organizer, method: 'REPLY', content, before: undefined, isUpdate: true },
      ours(organizer),
    )
  }

  return {
    /** What somebody made of an event, as far as it is theirs to change. */
    async allowed(tx: Tx, calendar: CalendarRow, before: CalendarObject | undefined, after: CalendarObject) {
      if (!before) return after
      const self = await selfOf(tx, calendar)
      return self && isGuestOf(before, self.email) ? asGuest(before, after, self.email) : after
    },

    /**
     * Before it is kept, in the same transaction: with what became of each message (RFC 6638, 3.2.9); undefined where there
     * is nothing to write.
     */
    async sent(tx: Tx, becoming: Becoming): Promise<CalendarObject | undefined> {
      const { calendar, before, after } = becoming
      const all = [before, after].flatMap((it) => (it ? componentsOf(it) : []))
      const organizer = all.map(organizerOf).find((it) => it !== undefined)
      if (organizer === undefined || calendar.kind === 'inbox') return undefined
      if (all.some((it) => attendeesOf(it).size > mostGuests))
        throw new Failure('calendar.guests_over_limit', { most: mostGuests })
      const self = await selfOf(tx, calendar, becoming.writer)
      if (!self || self.email === '') return undefined
      if (organizer === self.email || accountIn(organizer) === self.id) return asOrganizer(tx, becoming, self)
      if (all.some((it) => attendeesOf(it).has(self.email))) await asAttendee(tx, becoming, self)
      return undefined
    },

    /** What a guest outside is invited to, once more, because their program asks for it (RFC 5546, 3.2.6). */
    async again(tx: Tx, calendar: CalendarRow, object: CalendarObject, guest: string) {
      const content = requestFor(object, guest, { now: clock.now() })
      if (!content) return
      const message = { to: guest, method: 'REQUEST', content, before: undefined, isUpdate: true } as const
      const self = await selfOf(tx, calendar)
      if (self) await post(tx, calendar, message, self)
    },
  }
}

export type SendingService = ReturnType<typeof createSendingService>

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
const bumped = (
  before: CalendarObject | undefined,
  after: CalendarObject,
  resources: Resources,
): CalendarObject | undefined => {
  if (!before) return undefined
  const { instances } = compare(before, after)
  const material = new Set(instances.filter((it) => it.material && it.kept.length > 0).map(({ key }) => key))
  if (material.size === 0) return undefined
  return edited(after, (copy) => {
    for (const key of material) {
      const [is, was] = [componentAt(copy, key), componentAt(before, key)]
      if (!is || !was) continue
      if (sequenceOf(is) <= sequenceOf(was)) is.updatePropertyWithValue('sequence', sequenceOf(was) + 1)
      const organizer = organizerOf(is)
      for (const [address, property] of attendeesOf(is))
        if (address !== organizer && !resources.has(address)) property.setParameter('partstat', 'NEEDS-ACTION')
    }
  })
}

const componentAt = ({ main, overrides }: CalendarObject, key: string | null) =>
  key === null ? main : overrides.get(key)

/** Written for somebody by another, it says so (RFC 5545, 3.2.18); by themselves, that no other does any more. */
const signedBy = (object: CalendarObject | undefined, by: Correspondent | undefined): CalendarObject | undefined => {
  if (!object) return undefined
  const wanted = by && `mailto:${by.email.toLowerCase()}`
  const isSo = componentsOf(object).every(
    (it) => it.getFirstProperty('organizer')?.getFirstParameter('sent-by') === wanted,
  )
  if (isSo) return object
  return edited(object, (copy) => {
    for (const component of componentsOf(copy)) {
      const organizer = component.getFirstProperty('organizer')
      if (wanted) organizer?.setParameter('sent-by', wanted)
      else organizer?.removeParameter('sent-by')
    }
  })
}
