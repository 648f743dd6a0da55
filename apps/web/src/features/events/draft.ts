import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { EventGiven, EventRead, EventRoom, EventTime } from '@amphi/contract/events'
import type { Repeat } from '@amphi/contract/repeat'
import type { ResourceId } from '@amphi/contract/resources'
import type { RoomId } from '@amphi/contract/rooms'
import { type DraftGuest, givenGuests, guestsOf } from './guests.ts'
import { ownLocation, ownText } from './own-text.ts'
import {
  dayOf,
  isLastOfMonth,
  type Local,
  localIn,
  minutesBetween,
  nextHalfHour,
  plusDays,
  plusMinutes,
  weekdayOf,
} from '#ground/local-time.ts'

/** A resource that is booked, and the link it gives; `conferenceId`: asked for in this form, and saved with it. */
export interface Booked {
  resourceId: ResourceId
  conferenceId?: EventId
  url: string
}

/** What a form holds of an event while it is written. */
export interface Draft {
  calendarId: CalendarId
  title: string
  allDay: boolean
  /** Both kept while days alone are shown: who takes that back finds their hours again. */
  start: Local
  end: Local
  timeZone: string
  repeat: EventRead['repeat']
  location: string
  description: string
  /** `kept`: a conference elsewhere, that another program wrote. */
  room: 'none' | 'new' | 'kept' | RoomId | Booked
  reminders: number[]
  guests: DraftGuest[]
  isFree: boolean
  isPrivate: boolean
}

/** Minutes that are proposed. */
const proposedLength = 120

interface Wanted {
  calendarId: CalendarId
  timeZone: string
  now: Local
  /** As it was drawn. */
  start?: Local | undefined
  end?: Local | undefined
  allDay?: boolean | undefined
}

export const newDraft = ({ calendarId, timeZone, now, start, end, allDay = false }: Wanted): Draft => {
  const hours = nextHalfHour(now)
  const from = start ? (start.length === 10 ? `${start}T09:00` : start) : hours
  const to = end && !allDay ? end : plusMinutes(from, proposedLength)
  return {
    calendarId,
    title: '',
    allDay,
    start: from,
    end: allDay && end ? `${dayOf(end)}T11:00` : to,
    timeZone,
    repeat: null,
    location: '',
    description: '',
    room: 'none',
    reminders: [],
    guests: [],
    isFree: false,
    isPrivate: false,
  }
}

const localsOf = (time: EventTime, zoneHere: string) =>
  time.kind === 'days'
    ? { start: `${time.first}T09:00`, end: `${time.last}T11:00`, timeZone: zoneHere }
    : { start: time.start, end: time.end, timeZone: time.timeZone }

const heldIn = ({ room, conference, resourceId }: EventRead): Draft['room'] => {
  if (resourceId !== null && conference !== null) return { resourceId, url: conference }
  if (room) return room.id
  return conference === null ? 'none' : 'kept'
}

export const draftOf = (event: EventRead, zoneHere: string): Draft => {
  const { calendarId, title, time, repeat, description } = event
  const { reminders, isFree, isPrivate } = event
  return {
    calendarId,
    title,
    allDay: time.kind === 'days',
    ...localsOf(time, zoneHere),
    repeat,
    location: ownLocation(event),
    description: ownText(description),
    room: heldIn(event),
    reminders,
    guests: guestsOf(event),
    isFree,
    isPrivate,
  }
}

export const timeOf = ({ allDay, start, end, timeZone }: Draft): EventTime =>
  allDay ? { kind: 'days', first: dayOf(start), last: dayOf(end) } : { kind: 'hours', start, end, timeZone }

export const isBooked = (room: Draft['room']): room is Booked => typeof room === 'object'

/** At another time, as it was drawn. */
export const withTime = (draft: Draft, time: EventTime): Draft => {
  const { start, end, timeZone } = localsOf(time, draft.timeZone)
  return { ...withStart({ ...draft, allDay: time.kind === 'days' }, start), end, timeZone }
}

const roomOf = (room: Exclude<Draft['room'], 'kept'>): EventRoom => {
  if (room === 'none') return { kind: 'none' }
  if (isBooked(room)) {
    const { resourceId, conferenceId } = room
    return { kind: 'resource', resourceId, ...(conferenceId ? { conferenceId } : {}) }
  }
  return room === 'new' ? { kind: 'new' } : { kind: 'room', roomId: room as RoomId }
}

const parts = ['title', 'location', 'description', 'reminders', 'isFree', 'isPrivate'] as const

/** All that is to be said of a new one. */
export const givenOf = (draft: Draft): EventGiven => {
  const { repeat, room } = draft
  const { title, location, description, reminders, isFree, isPrivate } = draft
  return {
    title: title.trim(),
    location: location.trim(),
    description: description.trim(),
    reminders,
    isFree,
    isPrivate,
    time: timeOf(draft),
    repeat: repeat === 'custom' ? null : repeat,
    room: room === 'kept' ? { kind: 'none' } : roomOf(room),
    guests: givenGuests(draft.guests),
  }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What a form says otherwise than what was read, and nothing else. */
export const changesOf = (before: Draft, after: Draft): Partial<EventGiven> => {
  const given = givenOf(after)
  const was = givenOf(before)
  const changed = parts.filter((part) => !isSame(given[part], was[part]))
  return {
    ...Object.fromEntries(changed.map((part) => [part, given[part]])),
    ...(isSame(given.time, was.time) ? {} : { time: given.time }),
    ...(after.repeat === 'custom' || isSame(after.repeat, before.repeat) ? {} : { repeat: given.repeat }),
    // A group that is taken anew is said anew, though it is the same group.
    ...(isSame(after.guests, before.guests) ? {} : { guests: given.guests }),
    ...(after.room === 'kept' || isSame(after.room, before.room) ? {} : { room: given.room }),
  }
}

/** What was changed since `before` is put upon what is there now. */
export const rebased = (before: Draft, after: Draft, now: Draft): Draft => {
  const mine = (Object.keys(after) as (keyof Draft)[]).filter((key) => !isSame(before[key], after[key]))
  return { ...now, ...Object.fromEntries(mine.map((key) => [key, after[key]])) }
}

/** A repetition still begins on the day it starts on. */
const following = (repeat: Repeat, from: string, to: string): Repeat => {
  const { until, ...said } = repeat
  const ends = until === undefined ? {} : { until: until < to ? to : until }
  if (repeat.every === 'week') {
    const [was, is] = [weekdayOf(from), weekdayOf(to)]
    const kept = (repeat.weekdays ?? []).filter((it) => it !== was && it !== is)
    return { ...said, ...ends, weekdays: [...kept, is].toSorted((a, b) => a - b) }
  }
  if (repeat.monthly === 'last' && !isLastOfMonth(to)) return { ...said, ...ends, monthly: 'nth' }
  return { ...said, ...ends }
}

/** Begins at another time, and lasts as long. */
export const withStart = (draft: Draft, start: Local): Draft => {
  const { repeat } = draft
  const end = draft.allDay
    ? `${plusDays(dayOf(start), minutesBetween(dayOf(draft.start), dayOf(draft.end)) / (24 * 60))}${draft.end.slice(10)}`
    : plusMinutes(start, minutesBetween(draft.start, draft.end))
  return {
    ...draft,
    start,
    end,
    repeat: repeat && repeat !== 'custom' ? following(repeat, dayOf(draft.start), dayOf(start)) : repeat,
  }
}

interface CopyWanted {
  calendarId: CalendarId
  zoneHere: string
  now: Date
  /** Where it is held: what was made for the one is not for the other. */
  room: Draft['room']
}

/** The same again, which is nothing until it is saved: at its own time, or at the next half hour where that is over. */
export const copyOf = (event: EventRead, { calendarId, zoneHere, now, room }: CopyWanted): Draft => {
  const draft = draftOf(event, zoneHere)
  const copy: Draft = { ...draft, calendarId, room, repeat: draft.repeat === 'custom' ? null : draft.repeat }
  const here = localIn(now, draft.timeZone)
  const isOver = draft.allDay ? dayOf(draft.end) < dayOf(here) : draft.start < here
  if (!isOver) return copy
  return withStart(copy, draft.allDay ? `${dayOf(here)}${draft.start.slice(10)}` : nextHalfHour(here))
}

export type DraftProblem = 'ends_before_start' | 'until_before_start'

/** What the server would refuse, beside the field that says it. */
export const problemOf = ({ allDay, start, end, repeat }: Draft): DraftProblem | undefined => {
  if (allDay ? dayOf(end) < dayOf(start) : end < start) return 'ends_before_start'
  const until = repeat && repeat !== 'custom' ? repeat.until : undefined
  return until !== undefined && until < dayOf(start) ? 'until_before_start' : undefined
}
