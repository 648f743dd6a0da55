import type { AskedEvent, InvitationState } from '@amphi/contract/answers'
import type { Answer, GivenAnswer } from '@amphi/contract/event-guests'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { calendarsIn, type CalendarRow } from '../calendars.repository.ts'
import { withAnswer } from '../event-answer.ts'
import { peopleOf } from '../event-people.ts'
import { conferenceOf, repeats, timeOf } from '../event-told.ts'
import { attendeesOf, isCancelled, isCancelledWhole, organizerOf } from '../ics/attendees.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import { startOf } from '../ics/date-values.ts'
import { type Instance, instancesOf } from '../ics/expand.ts'
import type { Component } from '../ics/ical.ts'
import { IcsError } from '../ics/ics-error.ts'
import { replyOf } from '../ics/itip-messages.ts'
import { applyReply } from '../ics/itip-reply.ts'
import { spanOf } from '../ics/span.ts'
import { textOf } from '../ics/text-of.ts'
import { objectsIn, type ObjectRow } from '../objects.repository.ts'
import { kept, type ObjectsService } from '../objects.service.ts'
import type { AnswerLinksService } from './answer-links.service.ts'
import type { AnswerLinkRow } from './answer-links.repository.ts'
import { componentsOf, organizerIn } from './told-event.ts'

interface Needs {
  db: Db
  clock: Clock
  people: Pick<PeopleService, 'correspondents'>
  objects: ObjectsService
  answerLinks: AnswerLinksService
}

/** Where the answer to a letter is written. */
interface Place {
  calendar: CalendarRow
  row: ObjectRow
  object: CalendarObject
}

interface Given {
  answer: GivenAnswer
  occurrence: string | null
  comment: string
}

/** Of a series, so many dates are offered. */
const mostDates = 30

const isFor = (component: Component, address: string) => !isCancelled(component) && attendeesOf(component).has(address)

/** Answers to letters, by whoever holds the link in them: without an account (RFC 5546, 3.2.3). */
export const createAnsweringService = ({ db, clock, people, objects, answerLinks }: Needs) => {
  const placeOf = async ({ tenantId, holderId, uid }: AnswerLinkRow, within: Db): Promise<Place | undefined> => {
    const own = await calendarsIn(within).ofOwner(tenantId, holderId)
    for (const calendar of own.filter(({ kind }) => kind !== 'inbox')) {
      const row = await objectsIn(within).findByUid({ tenantId, calendarId: calendar.id }, uid)
      const object = row && kept(row)
      if (row && object) return { calendar, row, object }
    }
    return undefined
  }

  const stateOf = (place: Place | undefined, address: string): InvitationState => {
    if (!place || isCancelledWhole(place.object)) return 'cancelled'
    if (!componentsOf(place.object).some((it) => isFor(it, address))) return 'withdrawn'
    const { endsAt } = spanOf(place.object, place.calendar.timeZone)
    return endsAt !== null && endsAt < clock.now() ? 'over' : 'open'
  }

  const whenOf = ({ object, calendar: { timeZone } }: Place, instance: Instance) => {
    const start = startOf(instance.component, object.zoneOf)
    const time = start && timeOf(instance, start, timeZone)
    return {
      startsAt: instance.startsAt.toISOString(),
      endsAt: instance.endsAt.toISOString(),
      days: time?.kind === 'days' ? { first: time.first, last: time.last } : null,
    }
  }

  /** Those to come on which they are expected; where none is, the last of them. */
  const instancesFor = ({ object, calendar: { timeZone: zone } }: Place, address: string): Instance[] => {
    const all = { to: new Date(8.64e15), zone, most: mostDates }
    const isTheirs = ({ component }: Instance) => isFor(component, address)
    const next = instancesOf(object, { ...all, from: clock.now() }).filter(isTheirs)
    return next.length > 0
      ? next
      : instancesOf(object, { ...all, from: new Date(-8.64e15) })
          .filter(isTheirs)
          .slice(-1)
  }

  const answerOn = (component: Component, address: string): Answer =>
    peopleOf(component).find(({ email }) => email === address)?.answer ?? 'needs-action'

  const told = (place: Place, address: string): AskedEvent | null => {
    const { object } = place
    const all = instancesFor(place, address)
    const [first] = all
    if (!first) return null
    const component = object.main && isFor(object.main, address) ? object.main : first.component
    const self = peopleOf(component).find(({ email }) => email === address)
    const [location, conference] = [textOf(component, 'location'), conferenceOf(component)]
    return {
      ...whenOf(place, first),
      title: textOf(component, 'summary'),
      organizer: organizerIn(object).name,
      name: self?.name ?? '',
      location: location === conference ? '' : location,
      conference,
      description: textOf(component, 'description'),
      answer: self?.answer ?? 'needs-action',
      comment: self?.comment ?? '',
      repeats: repeats(object),
      dates: repeats(object)
        ? all.map((it) => ({ ...whenOf(place, it), occurrence: it.key, answer: answerOn(it.component, address) }))
        : [],
    }
  }

  const asked = (place: Place | undefined, address: string) => {
    const state = stateOf(place, address)
    // What is off, or not for them any more, is not shown to whoever holds an old letter.
    return { state, event: place && (state === 'open' || state === 'over') ? told(place, address) : null }
  }

  const linkOf = async (tenantId: TenantId, secret: string) => {
    const link = await answerLinks.find(tenantId, secret)
    if (!link) throw new Failure('answer.not_found')
    return link
  }

  const refusing = <T>(deed: () => T): T => {
    try {
      return deed()
    } catch (error) {
      if (error instanceof IcsError && error.kind === 'bad_date') throw new Failure('event.not_one_of_series')
      throw error
    }
  }

  /** Whoever is of the house answers in their own calendar, which tells whoever invites. */
  const answerAsGuest = async (tx: Tx, { calendar, row, object }: Place, address: string, given: Given) => {
    const answered = refusing(() => withAnswer(object, { ...given, email: address, now: clock.now() }))
    if (!answered) throw new Failure('answer.closed', { state: 'withdrawn' })
    const by = { mayInvite: true, writer: calendar.ownerId ?? undefined }
    await objects.keep(tx, calendar, { name: row.name, object: answered, before: row, by })
  }

  /** Anybody else, as if a program of theirs had sent it. */
  const answerByReply = async (tx: Tx, { calendar, row, object }: Place, address: string, given: Given) => {
    const answers = new Map([[given.occurrence, given.answer.toUpperCase()]])
    const content = refusing(() =>
      replyOf(object, address, { now: clock.now(), answers, ...(given.comment ? { comment: given.comment } : {}) }),
    )
    const { object: changed, applied } = content ? applyReply(object, content) : { object, applied: [] }
    if (!applied.some(({ outcome }) => outcome === 'changed' || outcome === 'same'))
      throw new Failure('event.not_one_of_series')
    await objects.receive(tx, calendar, { name: row.name, object: changed, before: row, isAnswer: true })
  }

  return {
    async read(tenantId: TenantId, secret: string) {
      const link = await linkOf(tenantId, secret)
      return asked(await placeOf(link, db), link.address)
    },

    async give(tenantId: TenantId, secret: string, given: Given) {
      const link = await linkOf(tenantId, secret)
      const { address } = link
      await db.transaction(async (tx) => {
        for (const { id } of (await calendarsIn(tx).ofOwner(tenantId, link.holderId)).toSorted((a, b) =>
          a.id.localeCompare(b.id),
        ))
          await calendarsIn(tx).hold(tenantId, id)
        const place = await placeOf(link, tx)
        const state = stateOf(place, address)
        if (!place || state !== 'open') throw new Failure('answer.closed', { state })
        const [holder] = await people.correspondents.among(tenantId, [link.holderId], tx)
        const isOwn = componentsOf(place.object).some((it) => organizerOf(it) === holder?.email.toLowerCase())
        await (isOwn ? answerByReply : answerAsGuest)(tx, place, address, given)
      })
      return asked(await placeOf(link, db), address)
    },
  }
}
