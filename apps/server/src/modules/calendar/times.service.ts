import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { BusyTime, PersonBusy } from '@amphi/contract/event-times'
import type { EventGuest } from '@amphi/contract/event-guests'
import type { EventRoom } from '@amphi/contract/events'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { Rooms } from '#modules/rooms'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { BusyService } from './busy.service.ts'
import { mayRead, mayWrite } from './calendars.policy.ts'
import type { CalendarSeen, CalendarsService } from './calendars.service.ts'
import { conferencesIn } from './conference/conferences.repository.ts'
import { datesOf } from './event-given.ts'
import { freeTimes } from './free-times.ts'
import type { GuestsService } from './guests.service.ts'
import { busyOf, type BusyPeriod, mergePeriods } from './ics/busy.ts'
import { momentOf } from './ics/date-values.ts'
import { dayMs, downToDay, instantOf, utc, type Zone } from './ics/zone.ts'
import { zoneOfName } from './ics/zones.ts'
import { kept, type ObjectsService } from './objects.service.ts'

interface Needs {
  db: Db
  clock: Clock
  people: Pick<PeopleService, 'correspondents'>
  rooms: Rooms
  calendars: CalendarsService
  objects: ObjectsService
  guests: GuestsService
  busy: BusyService
}

interface Asked {
  time: { start: string; end: string; timeZone: string }
  guests: readonly EventGuest[]
  room: EventRoom
  eventId?: EventId | undefined
  propose: boolean
}

interface Span {
  from: Date
  to: Date
}

/** So far ahead a time is looked for, in days. */
const ahead = 21
const mostProposed = 6

const told = (periods: readonly BusyPeriod[]): BusyTime[] =>
  periods.map(({ from, to, kind }) => ({
    from: from.toISOString(),
    to: to.toISOString(),
    isSure: kind !== 'BUSY-TENTATIVE',
  }))

const within = (periods: readonly BusyPeriod[], { from, to }: Span) =>
  periods.filter((it) => it.from < to && it.to > from)

const onClock = (wall: number) => new Date(wall).toISOString().slice(0, 16)

/** When people and rooms are free for an event, before it is planned. */
export const createTimesService = ({ db, clock, people, rooms, calendars, objects, guests, busy }: Needs) => {
  /** Of an event that may be read where it stands. */
  const uidOf = async (seen: CalendarSeen, eventId: EventId | undefined) =>
    eventId && (await objects.byId(seen, eventId, db))?.uid

  /** What else takes place in a room that one may invite to. */
  const inRoom = async (actor: PersonActor, room: EventRoom, span: Span, except: string | undefined) => {
    if (room.kind !== 'room') return []
    const { can } = await rooms.seenBy(actor, room.roomId)
    if (!can.invite) throw new Failure('room.not_yours', { roomId: room.roomId })
    const events = await conferencesIn(db).eventsIn(actor.tenantId, room.roomId)
    return mergePeriods(
      events.flatMap(({ ics, timeZone }) => {
        const object = kept({ ics })
        return object && object.uid !== except ? busyOf(object, { ...span, zone: timeZone }) : []
      }),
    )
  }

  const everyone = async (seen: CalendarSeen, given: readonly EventGuest[]) => {
    const { tenantId, ownerId } = seen.calendar
    // Who is invited already may be anybody: the event says so, and is asked when it is changed.
    const before = new Set(given.flatMap((it) => (it.kind === 'address' ? [it.address] : [])))
    const list = await guests.listed(seen.calendar, given, before)
    const addresses = list.guests.map(({ address }) => address)
    const ours = await people.correspondents.byEmail(tenantId, addresses)
    const idOf = new Map(ours.map(({ id, email }) => [email.toLowerCase(), id]))
    const self = { name: list.organizer.name, userId: ownerId, isSelf: true, isOptional: false }
    const invited = list.guests.map(({ address, name, isOptional }) => ({
      name: name === '' ? address : name,
      userId: idOf.get(address) ?? null,
      isSelf: false,
      isOptional,
    }))
    return [self, ...invited]
  }

  const busyWithin = async (tenantId: TenantId, userId: UserId | null, span: Span, except: string | undefined) =>
    userId === null ? null : busy.of(tenantId, userId, span, except)

  return {
    async read(actor: PersonActor, calendarId: CalendarId, { time, eventId, propose, ...asked }: Asked) {
      const seen = await calendars.find(actor, calendarId)
      if (!mayRead(seen.access)) throw new Failure('calendar.not_found', { calendarId })
      if (!mayWrite(seen.access)) throw new Failure('calendar.read_only', { calendarId })
      const { tenantId } = actor
      const zone = zoneOfName(time.timeZone)
      const { start, end } = datesOf({ kind: 'hours', ...time })
      const event = { from: new Date(momentOf(start, utc)), to: new Date(momentOf(end, utc)) }
      const day = dayAround(start.wall, event, zone)
      const now = clock.now()
      const earliest = event.from > now ? event.from : now
      const search = { from: earliest, to: new Date(earliest.getTime() + ahead * dayMs) }
      const whole = propose ? spanning(day, search) : day

      const except = await uidOf(seen, eventId)
      const all = await everyone(seen, asked.guests)
      const found = await Promise.all(
        all.map(async (one) => ({ ...one, periods: await busyWithin(tenantId, one.userId, whole, except) })),
      )
      const roomBusy = await inRoom(actor, asked.room, whole, except)
      const inTheWay = [
        ...found.filter(({ isOptional }) => !isOptional).flatMap(({ periods }) => periods ?? []),
        ...roomBusy,
      ]
      const minutes = Math.max(15, (event.to.getTime() - event.from.getTime()) / 60_000)
      const weekends = [0, 6].includes(new Date(start.wall).getUTCDay())
      const free = propose
        ? freeTimes({ busy: inTheWay, minutes, from: earliest, days: ahead, zone, weekends, most: mostProposed })
        : []
      return {
        from: day.from.toISOString(),
        to: day.to.toISOString(),
        people: found.map(({ periods, ...one }): PersonBusy => ({
          ...one,
          busy: periods && told(within(periods, day)),
        })),
        room: told(within(roomBusy, day)),
        proposals: free.map((wall) => ({ start: onClock(wall), end: onClock(wall + minutes * 60_000) })),
      }
    },
  }
}

/** The day an event begins on, by its clock, and all of the event where that lasts beyond. */
const dayAround = (wall: number, event: Span, zone: Zone): Span => {
  const midnight = downToDay(wall)
  const next = new Date(instantOf(midnight + dayMs, zone))
  return { from: new Date(instantOf(midnight, zone)), to: event.to > next ? event.to : next }
}

const spanning = (a: Span, b: Span): Span => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
})
