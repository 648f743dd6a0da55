import { expect, test } from 'vitest'
import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { EventRead, EventTime } from '@amphi/contract/events'
import type { ResourceId } from '@amphi/contract/resources'
import { changesOf, copyOf, type Draft, givenOf, newDraft, problemOf, rebased, withStart, withTime } from './draft.ts'
import { localIn } from '#ground/local-time.ts'
import { shownOn } from './shown-on.ts'

const calendarId = '00000000-0000-4000-8000-00000000000b' as CalendarId
const timeZone = 'Europe/Paris'
const aDraft = (more: Partial<Draft> = {}): Draft => ({
  ...newDraft({ calendarId, timeZone, now: '2026-11-24T10:02' }),
  ...more,
})

test('what is planned without saying when is proposed for the next half hour, and two hours', () => {
  expect(givenOf(aDraft()).time).toEqual({
    kind: 'hours',
    start: '2026-11-24T10:30',
    end: '2026-11-24T12:30',
    timeZone,
  })
})

test('what was drawn is as long as it was drawn, and days are days', () => {
  const drawn = newDraft({
    calendarId,
    timeZone,
    now: '2026-11-24T10:02',
    start: '2026-11-25T14:00',
    end: '2026-11-25T14:45',
  })
  const days = newDraft({
    calendarId,
    timeZone,
    now: '2026-11-24T10:02',
    start: '2026-11-25',
    end: '2026-11-27',
    allDay: true,
  })

  expect(givenOf(drawn).time).toMatchObject({ start: '2026-11-25T14:00', end: '2026-11-25T14:45' })
  expect(givenOf(days).time).toEqual({ kind: 'days', first: '2026-11-25', last: '2026-11-27' })
})

test('another start keeps the length, and the series still begins on its day', () => {
  const weekly = aDraft({ repeat: { every: 'week', interval: 1, weekdays: [1, 3] } })
  const monthly = aDraft({ repeat: { every: 'month', interval: 1, monthly: 'last' } })

  expect(withStart(weekly, '2026-11-25T09:00')).toMatchObject({
    end: '2026-11-25T11:00',
    repeat: { weekdays: [2, 3] },
  })
  expect(withStart(monthly, '2026-11-10T09:00').repeat).toMatchObject({ monthly: 'nth' })
})

test('BM-10 a booked link is sent with what it was booked under, once', () => {
  const resourceId = '00000000-0000-4000-8000-00000000000d' as ResourceId
  const conferenceId = '00000000-0000-4000-8000-00000000000e' as EventId
  const url = 'https://meet.univ.fr/7f3a'
  const before = aDraft({ room: { resourceId, url } })
  const booked = { ...before, room: { resourceId, conferenceId, url } }

  expect(givenOf(booked).room).toEqual({ kind: 'resource', resourceId, conferenceId })
  expect(changesOf(aDraft(), booked)).toEqual({ room: { kind: 'resource', resourceId, conferenceId } })
  expect(changesOf(before, { ...before, room: { resourceId, url } })).toEqual({})
  expect(changesOf(before, { ...before, room: 'none' })).toEqual({ room: { kind: 'none' } })
})

test('only what was changed is sent', () => {
  const before = aDraft({ title: 'Conseil', repeat: 'custom', room: 'kept' })

  expect(changesOf(before, { ...before, title: 'Conseil d’UFR ' })).toEqual({ title: 'Conseil d’UFR' })
  expect(changesOf(before, { ...before, isFree: true, room: 'none' })).toEqual({ isFree: true, room: { kind: 'none' } })
})

test('what somebody else changed meanwhile is read anew, and what was written stays', () => {
  const before = aDraft({ title: 'Conseil', location: 'Salle 3' })
  const written = { ...before, title: 'Conseil d’UFR' }
  const meanwhile = { ...before, location: 'Salle 12' }

  expect(rebased(before, written, meanwhile)).toMatchObject({ title: 'Conseil d’UFR', location: 'Salle 12' })
})

const timed = (start: string, end: string): EventTime => ({ kind: 'hours', start, end, timeZone })
const days = (first: string, last: string): EventTime => ({ kind: 'days', first, last })
const read = (time: EventTime, more: Partial<EventRead> = {}) =>
  ({
    calendarId,
    title: 'Conseil',
    time,
    repeat: null,
    description: 'Ordre du jour',
    location: 'http://a.test/salle',
    conference: 'http://a.test/salle',
    room: null,
    resourceId: null,
    reminders: [10],
    people: [],
    groups: [],
    isFree: false,
    isPrivate: true,
    ...more,
  }) as unknown as EventRead
const copied = (event: EventRead) =>
  copyOf(event, { calendarId, zoneHere: timeZone, now: new Date('2026-11-24T13:10:00Z'), room: 'new' })

test('a copy is all that the first is, but for the room that was made for it', () => {
  const copy = copied(read(timed('2026-11-25T09:00', '2026-11-25T10:30'), { repeat: 'custom' }))

  expect(givenOf(copy)).toMatchObject({
    title: 'Conseil',
    description: 'Ordre du jour',
    location: '',
    reminders: [10],
    isPrivate: true,
    repeat: null,
    room: { kind: 'new' },
    time: { start: '2026-11-25T09:00', end: '2026-11-25T10:30' },
  })
})

test.for([
  [timed('2026-11-24T09:00', '2026-11-24T10:30'), timed('2026-11-24T14:30', '2026-11-24T16:00')],
  [timed('2026-11-10T09:00', '2026-11-10T10:30'), timed('2026-11-24T14:30', '2026-11-24T16:00')],
  [timed('2026-11-24T14:15', '2026-11-24T15:00'), timed('2026-11-24T14:15', '2026-11-24T15:00')],
  [days('2026-11-20', '2026-11-22'), days('2026-11-24', '2026-11-26')],
  [days('2026-11-23', '2026-11-24'), days('2026-11-23', '2026-11-24')],
] as const)(
  'a copy of what is over is proposed for the next half hour, or today; of what is to come, for its own time',
  ([was, is]) => {
    expect(givenOf(copied(read(was))).time).toEqual(is)
  },
)

test('a copy that is drawn elsewhere stands there', () => {
  const weekly = { every: 'week', interval: 1, weekdays: [2] } as const
  const copy = copied(read(timed('2026-11-25T09:00', '2026-11-25T10:30'), { repeat: { ...weekly, weekdays: [2] } }))

  const { time, repeat } = givenOf(withTime(copy, timed('2026-11-27T11:00', '2026-11-27T12:30')))
  expect([time, repeat?.weekdays]).toEqual([timed('2026-11-27T11:00', '2026-11-27T12:30'), [4]])
  expect(givenOf(withTime(copy, days('2026-11-28', '2026-11-29'))).time).toEqual(days('2026-11-28', '2026-11-29'))
})

test('an end before the start is told', () => {
  expect(problemOf(aDraft({ end: '2026-11-24T10:00' }))).toBe('ends_before_start')
  expect(problemOf(aDraft({ allDay: true, end: '2026-11-24T01:00' }))).toBeUndefined()
  expect(problemOf(aDraft({ repeat: { every: 'day', interval: 1, until: '2026-11-01' } }))).toBe('until_before_start')
})

test.for([
  ['2026-10-25T00:30:00.000Z', 'Europe/Paris', '2026-10-25T02:30'],
  ['2026-10-25T01:30:00.000Z', 'Europe/Paris', '2026-10-25T02:30'],
  ['2026-10-25T01:30:00.000Z', 'Asia/Tokyo', '2026-10-25T10:30'],
  ['2026-11-01T04:00:00.000Z', 'America/New_York', '2026-11-01T00:00'],
] as const)('at %s the clocks of %s show %s', ([moment, zone, local]) => {
  expect(localIn(new Date(moment), zone)).toBe(local)
})

test('what ends at midnight does not show on the next day', () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()

  expect(shownOn({ days: null, startsAt: at(24, 22), endsAt: at(25, 0) })).toEqual({
    first: '2026-11-24',
    last: '2026-11-24',
  })
})
