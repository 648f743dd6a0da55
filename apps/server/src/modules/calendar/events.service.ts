import { randomUUID } from 'node:crypto'
import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { EventPerson } from '@amphi/contract/event-guests'
import type { EventGiven, EventInstance, EventRead, EventRoom, Reach } from '@amphi/contract/events'
import type { Changes } from '@amphi/contract/grammar'
import type { LettersService } from '#modules/letters'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { mayRead, mayWrite } from './calendars.policy.ts'
import type { CalendarSeen, CalendarsService } from './calendars.service.ts'
import { inviteResource } from './conference/bookings.service.ts'
import { clearConference } from './conference/projection.ts'
import type { ConferencesService } from './conference/conferences.service.ts'
import { changeFrom, datesOf, type EventChanges, newEvent } from './event-given.ts'
import { withAnswer } from './event-answer.ts'
import { peopleOf } from './event-people.ts'
import { descriptionOf, remindersOf, repeatOfObject, repeats, shownOf, startOf, timeOf } from './event-told.ts'
import { guestAddressesOf, withoutLoneOrganizer } from './guests.ts'
import type { GuestsService } from './guests.service.ts'
import { attendeesOf } from './ics/attendees.ts'
import type { CalendarObject } from './ics/calendar-object.ts'
import { type Instance, instancesOf } from './ics/expand.ts'
import { IcsError } from './ics/ics-error.ts'
import { valueOfKey } from './ics/keys.ts'
import { textOf } from './ics/text-of.ts'
import { holdsPrivate } from './ics/private.ts'
import { edited } from './ics/series-parts.ts'
import { changeInstance, changeMain, removeInstance, shiftAll } from './ics/series.ts'
import { changeFollowing, removeFollowing } from './ics/split.ts'
import { momentOf } from './ics/date-values.ts'
import { dayMs } from './ics/zone.ts'
import { zoneOfName } from './ics/zones.ts'
import type { ObjectRow } from './objects.repository.ts'
import { kept, newEventId, type ObjectsService, read } from './objects.service.ts'
import type { AnswerLinksService } from './scheduling/answer-links.service.ts'

interface Needs {
  db: Db
  clock: Clock
  people: Pick<PeopleService, 'cards' | 'correspondents'>
  resources: ResourcesService
  calendars: CalendarsService
  objects: ObjectsService
  conferences: ConferencesService
  guests: GuestsService
  letters: LettersService
  answerLinks: AnswerLinksService
}

/** As long as anybody leafs at once, in milliseconds. */
const longestRange = 400 * dayMs
/** Of one calendar, in that time. */
const mostInstances = 5000

interface Which {
  calendarId: CalendarId
  eventId: EventId
}

/** One of a series, or all that there is of what is single. */
interface Chosen {
  occurrence?: string | null | undefined
  reach: Reach
}

/** What iCalendar cannot be made to say is no fault of ours where somebody asked for it. */
const refusing = <T>(deed: () => T): T => {
  try {
    return deed()
  } catch (error) {
    if (!(error instanceof IcsError)) throw error
    if (error.kind === 'bad_date') throw new Failure('event.not_one_of_series')
    throw new Failure('event.repeats_badly', { why: error.kind })
  }
}

/** What takes place in people’s calendars, for the pages. */
export const createEventsService = ({
  db,
  clock,
  people,
  resources,
  calendars,
  objects,
  conferences,
  guests,
  letters,
  answerLinks,
}: Needs) => {
  /** Nobody’s is a resource’s. */
  const ownerOf = async ({ calendar: { tenantId, ownerId } }: CalendarSeen, within: Db = db) =>
    ownerId ? (await people.correspondents.among(tenantId, [ownerId], within))[0] : undefined

  const emailOf = async (seen: CalendarSeen, within: Db = db) =>
    (await ownerOf(seen, within))?.email.toLowerCase() ?? ''

  /** What someone may do with an event, and what the owner of the calendar answered to whoever invites. */
  const standing = ({ access }: CalendarSeen, email: string, instance: Instance) => {
    const all = peopleOf(instance.component)
    const organizer = all.find(({ isOrganizer }) => isOrganizer)
    const isOwn = organizer === undefined || organizer.email === email
    const self = all.find((it) => it.email === email && !it.isOrganizer)
    const writes = mayWrite(access)
    return {
      attendees: all.filter(({ isOrganizer }) => !isOrganizer).length,
      answer: isOwn ? null : (self?.answer ?? null),
      can: { change: writes && isOwn, remove: writes, answer: writes && !isOwn && self !== undefined },
    }
  }

  const told = (seen: CalendarSeen, email: string, row: ObjectRow, object: CalendarObject, instance: Instance) => {
    const { calendar, access } = seen
    const { allDay, ...shown } = shownOf(object, instance)
    const time = timeIn(object, instance, calendar.timeZone)
    const days = allDay && time.kind === 'days' ? { first: time.first, last: time.last } : null
    const isHidden = access === 'busy' || (shown.isPrivate && access !== 'owner')
    const common = { calendarId: calendar.id, room: null, resourceId: null, days }
    if (!isHidden) return { ...common, ...shown, eventId: row.id, ...standing(seen, email, instance) }
    const nothing = { change: false, remove: false, answer: false }
    return {
      ...common,
      ...shown,
      eventId: null,
      occurrence: null,
      title: null,
      location: '',
      conference: null,
      attendees: 0,
      answer: null,
      can: nothing,
    }
  }

  const timeIn = (object: CalendarObject, instance: Instance, zone: string) => {
    const main = object.main && startOf(object.main, object)
    const own = startOf(instance.component, object) ?? main
    if (!own) throw new Error('An instance without a start.')
    return timeOf(instance, own, zone)
  }

  const inCalendar = async (seen: CalendarSeen, span: { from: Date; to: Date }): Promise<EventInstance[]> => {
    const email = await emailOf(seen)
    const found: EventInstance[] = []
    for await (const row of objects.touchingAll(seen, span)) {
      const object = kept(row)
      if (!object) continue
      const range = { ...span, zone: seen.calendar.timeZone, most: mostInstances }
      for (const instance of instancesOf(object, range)) {
        const it = told(seen, email, row, object, instance)
        const isNothing = seen.access === 'busy' && (it.isFree || it.status === 'cancelled')
        if (!isNothing) found.push(it)
      }
    }
    return found
  }

  /** One that its reader may see more of than that it is. */
  const findIn = async (seen: CalendarSeen, eventId: EventId, tx: Db = db) => {
    const row = mayRead(seen.access) ? await objects.byId(seen, eventId, tx) : undefined
    if (!row) throw new Failure('calendar.event_not_found', { eventId })
    return { row, object: read(row.ics) }
  }

  /** Of a series the one that is named, or else the first there is. */
  const instanceIn = (object: CalendarObject, zone: string, occurrence: string | null | undefined): Instance => {
    const wide = { from: new Date(-8.64e15), to: new Date(8.64e15), zone, most: 1 }
    if (occurrence === undefined || occurrence === null) {
      const [first] = instancesOf(object, wide)
      if (!first) throw new Failure('event.not_one_of_series')
      return first
    }
    const value = refusing(() => valueOfKey(occurrence))
    const override = object.overrides.get(occurrence)
    if (override) {
      const only = { ...object, main: undefined, overrides: new Map([[occurrence, override]]) }
      const [moved] = instancesOf(only, wide)
      if (moved) return moved
    }
    const at = momentOf(value, zoneOfName(zone))
    const near = { from: new Date(at - 2 * dayMs), to: new Date(at + 2 * dayMs), zone, most: 10_000 }
    const found = instancesOf(object, near).find(({ key }) => key === occurrence)
    if (!found) throw new Failure('event.not_one_of_series')
    return found
  }

  /** What became of the last letter to each who was written to. */
  const lettersTo = async ({ calendar: { tenantId, ownerId } }: CalendarSeen, { uid }: ObjectRow) => {
    const last = ownerId ? await answerLinks.lettersOf({ tenantId, holderId: ownerId, uid }) : []

    const written = new Map(last)
    const states = await letters.states(tenantId, [...written.values()])
    const byId = new Map(states.map((it) => [it.id, it]))
    return new Map(
      [...written].flatMap(([address, id]) => {
        const letter = byId.get(id)
        return letter ? [[address, letter] as const] : []
      }),
    )
  }

  const readIn = async (seen: CalendarSeen, row: ObjectRow, occurrence?: string | null): Promise<EventRead> => {
    const { timeZone, tenantId } = seen.calendar
    const object = read(row.ics)
    const instance = instanceIn(object, timeZone, occurrence)
    const it = told(seen, await emailOf(seen), row, object, instance)
    if (it.eventId === null || it.title === null) throw new Failure('calendar.event_not_found', { eventId: row.id })
    const listed = peopleOf(instance.component)
    // Who invites nothing but a resource invites nobody.
    const invited = listed.every(({ isOrganizer }) => isOrganizer) ? [] : listed
    const ours = new Map(
      (
        await people.correspondents.byEmail(
          tenantId,
          invited.map(({ email }) => email),
        )
      ).map((person) => [person.email, person]),
    )
    const place = (await conferences.placesOf(tenantId, [row.id])).get(row.id)
    const cards = await people.cards(
      tenantId,
      [...ours.values()].map(({ id }) => id),
    )
    const letterFor = it.can.change ? await lettersTo(seen, row) : new Map<string, Carried>()
    const named = invited.map(({ status, ...one }) => {
      const person = ours.get(one.email)
      const carried = it.can.change && !one.isOrganizer ? deliveryOf(status, letterFor.get(one.email)) : nothingKnown
      const pictureUrl = (person && cards.get(person.id)?.pictureUrl) ?? null
      const said = { name: person?.name ?? one.name, userId: person?.id ?? null, pictureUrl }
      return { ...one, ...said, ...carried }
    })
    const groups = it.can.change ? await guests.groupsOf(seen.calendar, named) : []
    const there = new Set(groups.map(({ id }) => id))
    return {
      ...it,
      room: place?.room ?? null,
      resourceId: place?.resourceId ?? null,
      eventId: it.eventId,
      title: it.title,
      time: timeIn(object, instance, timeZone),
      repeat: repeatOfObject(object),
      description: descriptionOf(instance.component),
      reminders: remindersOf(instance.component),
      people: named.map((one) => ({ ...one, groupId: one.groupId && there.has(one.groupId) ? one.groupId : null })),
      groups,
      version: row.etag,
    }
  }

  const refuseReaders = (seen: CalendarSeen) => {
    const { id: calendarId } = seen.calendar
    if (!mayRead(seen.access)) throw new Failure('calendar.not_found', { calendarId })
    if (!mayWrite(seen.access)) throw new Failure('calendar.read_only', { calendarId })
  }

  /** In a calendar that is held, and as long as nobody else changed it since it was read. */
  const changing = async <T>(
    actor: PersonActor,
    { calendarId, eventId }: Which,
    { version, also = [] }: { version?: string; also?: readonly CalendarSeen[] },
    change: (tx: Tx, seen: CalendarSeen, row: ObjectRow, object: CalendarObject) => Promise<T>,
  ) => {
    const seen = await calendars.find(actor, calendarId)
    refuseReaders(seen)
    return db.transaction(async (tx) => {
      await objects.holdAll(tx, [seen, ...also])
      const calendar = await objects.hold(tx, seen)
      const held = { ...seen, calendar }
      const { row, object } = await findIn(held, eventId, tx)
      if (seen.access !== 'owner' && holdsPrivate(object)) throw new Failure('calendar.event_not_found', { eventId })
      if (version !== undefined && version !== row.etag) throw new Failure('calendar.changed_meanwhile')
      return change(tx, held, row, object)
    })
  }

  /** With the resource that is to hold it among those invited, and no other; as it is, where nothing is said of that. */
  const asking = async (tx: Tx, seen: CalendarSeen, object: CalendarObject, room: EventRoom | undefined) => {
    if (!room) return object
    const { tenantId } = seen.calendar
    const parts = [...(object.main ? [object.main] : []), ...object.overrides.values()]
    const known = await resources.addressed(
      tenantId,
      parts.flatMap((it) => [...attendeesOf(it).keys()]),
      tx,
    )
    const wanted = room.kind === 'resource' ? await resources.existing(tenantId, room.resourceId, tx) : undefined
    const owner = await ownerOf(seen, tx)
    const isCleared = room.kind === 'none'
    if (!owner || (known.size === 0 && !wanted && !isCleared)) return object
    const organizer = { name: owner.name, email: owner.email }
    return edited(object, (copy) => {
      for (const part of [...(copy.main ? [copy.main] : []), ...copy.overrides.values()]) {
        if (isCleared) clearConference(part)
        inviteResource(part, wanted, { organizer, all: new Set(known.keys()) })
      }
    })
  }

  const refuseOfOthers = async (tx: Tx, seen: CalendarSeen, object: CalendarObject) => {
    const component = object.main ?? [...object.overrides.values()][0]
    const organizer = component && peopleOf(component).find(({ isOrganizer }) => isOrganizer)
    if (organizer && organizer.email !== (await emailOf(seen, tx))) throw new Failure('event.not_yours')
  }

  /** Whom what is to be changed invites so far: of a series, or of one date of it. */
  const invitedTo = (object: CalendarObject, { occurrence, reach }: Chosen, zone: string): string[] => {
    const isOne = reach === 'one' && occurrence !== undefined && occurrence !== null && repeats(object)
    const component = isOne || !object.main ? instanceIn(object, zone, occurrence).component : object.main
    return guestAddressesOf(component)
  }

  const changed = (object: CalendarObject, given: EventChanges, { occurrence, reach }: Chosen, zone: string) => {
    const now = clock.now()
    const isOne = occurrence !== undefined && occurrence !== null && repeats(object)
    const main = object.main && startOf(object.main, object)
    const key = isOne ? occurrence : ''
    const instance = isOne ? instanceIn(object, zone, key) : undefined
    const uid = `${randomUUID()}@amphi`
    const whole = (it: CalendarObject, start = main) => changeMain(it, changeFrom(given, start), now)
    if (isOne && reach === 'one')
      return {
        before: undefined,
        after: changeInstance(object, key, changeFrom({ ...given, repeat: undefined }, undefined), now),
      }
    if (isOne && reach === 'following' && object.main) {
      const start = instance && startOf(object.main, object)
      const change = changeFrom(given, start && { ...start, wall: wallAt(instance, start, zone) })
      return changeFollowing(object, key, change, { uid, now })
    }
    if (!isOne || !instance || !given.time) return { before: undefined, after: whole(object) }
    // Dragged by one of its instances, the whole series goes as far.
    const { time, ...rest } = given
    const asked = datesOf(time)
    const own = startOf(instance.component, object)
    const from = own && { ...own, wall: wallAt(instance, own, zone) }
    const shifted = from ? shiftAll(object, { from, to: asked.start, end: asked.end }, now) : object
    const start = shifted.main && startOf(shifted.main, shifted)
    return { before: undefined, after: changeMain(shifted, changeFrom(rest, start), now) }
  }

  return {
    async list(actor: PersonActor, { from, to }: { from: Date; to: Date }): Promise<EventInstance[]> {
      if (to <= from) return []
      if (to.getTime() - from.getTime() > longestRange) throw new Failure('event.range_too_long')
      const all = (await calendars.list(actor)).filter(
        ({ calendar, isHidden }) => calendar.kind !== 'inbox' && !isHidden,
      )
      const found = (await Promise.all(all.map((seen) => inCalendar(seen, { from, to })))).flat()
      const places = await conferences.placesOf(actor.tenantId, [
        ...new Set(found.flatMap(({ eventId }) => eventId ?? [])),
      ])
      const held = found.map((it) => ({ ...it, ...(it.eventId && places.get(it.eventId)) }))
      return held.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || a.endsAt.localeCompare(b.endsAt))
    },

    async read(actor: PersonActor, { calendarId, eventId }: Which, occurrence?: string): Promise<EventRead> {
      const seen = await calendars.find(actor, calendarId)
      const { row } = await findIn(seen, eventId)
      return readIn(seen, row, occurrence)
    },

    async create(actor: PersonActor, calendarId: CalendarId, given: EventGiven): Promise<EventRead> {
      const seen = await calendars.find(actor, calendarId)
      refuseReaders(seen)
      const uid = `${randomUUID()}@amphi`
      const row = await db.transaction(async (tx) => {
        const calendar = await objects.hold(tx, seen)
        const list = given.guests.length > 0 ? await guests.listed(calendar, given.guests, undefined, tx) : undefined
        const object = refusing(() => newEvent({ ...given, guests: list }, uid, clock.now()))
        const id = newEventId()
        const title = given.isPrivate ? '' : given.title
        await conferences.settle(tx, actor, { calendar, eventId: id, title, mayBook: seen.onBehalf }, given.room)
        const by = { mayInvite: seen.onBehalf, writer: seen.userId }
        const asked = await asking(tx, seen, object, given.room)
        return objects.keep(tx, calendar, { id, name: `${randomUUID()}.ics`, object: asked, before: undefined, by })
      })
      return readIn(seen, row)
    },

    async change(
      actor: PersonActor,
      which: Which,
      {
        version,
        changes,
        calendarId: to,
        ...chosen
      }: Chosen & { version: string; changes: Changes<EventGiven>; calendarId?: CalendarId | undefined },
    ): Promise<EventRead> {
      const target = to !== undefined && to !== which.calendarId ? await calendars.find(actor, to) : undefined
      if (target) refuseReaders(target)
      const { seen, row } = await changing(
        actor,
        which,
        { version, also: target ? [target] : [] },
        async (tx, held, found, object) => {
          await refuseOfOthers(tx, held, object)
          if (target && chosen.reach !== 'all' && repeats(object)) throw new Failure('event.series_moves_whole')
          const { calendar } = held
          const { room, guests: invited, ...rest } = changes
          const invitedBefore = new Set(invitedTo(object, chosen, calendar.timeZone))
          const list = invited && (await guests.listed(calendar, invited, invitedBefore, tx))
          const said = { ...rest, guests: list }
          const by = { mayInvite: held.onBehalf, writer: held.userId }
          const { before, after: made } = refusing(() => changed(object, said, chosen, calendar.timeZone))
          const after = list ? withoutLoneOrganizer(made) : made
          // What goes on under its own UID takes the place of what there was; the rest is another, held where it was.
          const id = before ? newEventId() : found.id
          if (before) {
            await conferences.share(tx, calendar.tenantId, found.id, id)
            await objects.keep(tx, calendar, { name: found.name, object: before, before: found, by })
          }
          const title = holdsPrivate(after) || !after.main ? '' : textOf(after.main, 'summary')
          const left =
            room &&
            (await conferences.settle(tx, actor, { calendar, eventId: id, title, mayBook: held.onBehalf }, room))
          const stored = await objects.keep(tx, calendar, {
            id,
            name: before ? `${randomUUID()}.ics` : found.name,
            object: await asking(tx, held, left ? conferences.without(after, left) : after, room),
            before: before ? undefined : found,
            by,
          })
          if (!target) return { seen: held, row: stored }
          const { name } = stored
          await objects.moving(tx, { seen: held, name }, { seen: target, name }, { mayReplace: false, conditions: {} })
          const moved = await objects.byId(target, stored.id, tx)
          if (!moved) throw new Error(`The event ${stored.id} went away on its way.`)
          return { seen: target, row: moved }
        },
      )
      return readIn(seen, row, chosen.reach === 'one' ? chosen.occurrence : undefined)
    },

    async answer(
      actor: PersonActor,
      which: Which,
      { occurrence, answer }: { occurrence: string | null; answer: 'accepted' | 'declined' | 'tentative' },
    ): Promise<EventRead> {
      const { seen, row } = await changing(actor, which, {}, async (tx, held, found, object) => {
        const email = await emailOf(held, tx)
        const answered = refusing(() => withAnswer(object, { email, occurrence, answer, now: clock.now() }))
        if (!answered) throw new Failure('event.not_invited', { eventId: found.id })
        const by = { mayInvite: held.onBehalf, writer: held.userId }
        const kept = await objects.keep(tx, held.calendar, { name: found.name, object: answered, before: found, by })
        return { seen: held, row: kept }
      })
      return readIn(seen, row, occurrence)
    },

    remove: (actor: PersonActor, which: Which, { occurrence, reach }: Chosen) =>
      changing(actor, which, {}, async (tx, { calendar, ...seen }, row, object) => {
        const isOne = occurrence !== undefined && occurrence !== null && reach !== 'all' && repeats(object)
        const now = clock.now()
        if (isOne) instanceIn(object, calendar.timeZone, occurrence)
        const left = isOne
          ? refusing(() => (reach === 'one' ? removeInstance : removeFollowing)(object, occurrence, now))
          : undefined
        const by = { mayInvite: seen.onBehalf, writer: seen.userId }
        if (left) await objects.keep(tx, calendar, { name: row.name, object: left, before: row, by })
        else await objects.drop(tx, calendar, row, by)
        return seen.access
      }),
  }
}

type Carried = Awaited<ReturnType<LettersService['states']>>[number]
type Delivery = Pick<EventPerson, 'delivery' | 'problem'>

const nothingKnown: Delivery = { delivery: null, problem: null }

/** Of a letter. */
const carriedAs = { sent: 'told', queued: 'waiting', kept: 'kept', failed: 'failed' } as const

/**
 * What a server wrote beside whoever was told (RFC 6638, 3.2.9), `1` on its way, `2` done, `3` and `5` in vain; and what
 * became of the letter to them, which is forgotten some day.
 */
const deliveryOf = (status: string, letter: Carried | undefined): Delivery => {
  if (/^[35]\./v.test(status)) return { delivery: 'failed', problem: null }
  if (status === '1.1' && letter) return { delivery: carriedAs[letter.state], problem: letter.problem }
  return { delivery: status === '' ? null : 'told', problem: null }
}

/** What an instance begins at, on the clock its series goes by. */
const wallAt = ({ startsAt }: Instance, start: Parameters<typeof momentOf>[0], zone: string) => {
  const clockZone = start.form === 'zoned' ? start.zone : zoneOfName(start.form === 'utc' ? 'UTC' : zone)
  return startsAt.getTime() + clockZone.stretchAt(startsAt.getTime()).offset
}
