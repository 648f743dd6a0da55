import type { EventGiven, EventTime } from '@amphi/contract/events'
import type { Repeat } from '@amphi/contract/repeat'
import { Failure } from '#platform/failure'
import { type GuestList, setGuests } from './guests.ts'
import { type CalendarObject, objectOf } from './ics/calendar-object.ts'
import { productId } from './ics/calendar-zone.ts'
import type { Change } from './ics/changes.ts'
import { type DateValue, momentOf } from './ics/date-values.ts'
import { dropTwins } from './ics/description-twins.ts'
import { type Component, ICAL } from './ics/ical.ts'
import { ruleOf } from './ics/repeat.ts'
import { changeMain } from './ics/series.ts'
import { dayMs, utc } from './ics/zone.ts'
import { zoneOfName } from './ics/zones.ts'

/** What a page says of an event; what it leaves out stays. */
export type EventChanges = { [K in Exclude<keyof EventGiven, 'guests'>]?: EventGiven[K] | undefined } & {
  guests?: GuestList | undefined
}

const wallOfDay = (day: string) => Date.parse(`${day}T00:00:00Z`)
const wallOfHour = (hour: string) => Date.parse(`${hour}:00Z`)

/** When it begins, and when it is over, as iCalendar says it: the day after the last of whole days. */
export const datesOf = (time: EventTime): { start: DateValue; end: DateValue } => {
  if (time.kind === 'days') {
    const [first, last] = [wallOfDay(time.first), wallOfDay(time.last)]
    if (last < first) throw new Failure('event.ends_before_start')
    return { start: { form: 'date', wall: first }, end: { form: 'date', wall: last + dayMs } }
  }
  const { timeZone: tzid } = time
  const zone = zoneOfName(tzid)
  const start: DateValue = { form: 'zoned', wall: wallOfHour(time.start), zone, tzid }
  const end: DateValue = { form: 'zoned', wall: wallOfHour(time.end), zone, tzid }
  if (momentOf(end, utc) < momentOf(start, utc)) throw new Failure('event.ends_before_start')
  return { start, end }
}

/** The value of RRULE; null where it does not repeat. */
const ruleFor = (repeat: Repeat | null, start: DateValue): string | null => {
  if (!repeat) return null
  const settled = ruleOf(repeat, start)
  if (settled === 'none') return null
  if (typeof settled === 'string') throw new Failure('event.repeats_badly', { why: settled })
  return settled.rule
}

const orNothing = (text: string) => (text === '' ? null : text)

/** Reminders as alarms that show something: those that do something else, a program made, and keeps. */
const setReminders = (component: Component, minutes: readonly number[], title: string) => {
  for (const alarm of component.getAllSubcomponents('valarm'))
    if (isReminder(alarm)) component.removeSubcomponent(alarm)
  for (const before of [...new Set(minutes)].toSorted((a, b) => a - b)) {
    const alarm = new ICAL.Component('valarm')
    alarm.updatePropertyWithValue('action', 'DISPLAY')
    alarm.updatePropertyWithValue('description', title)
    alarm.addProperty(new ICAL.Property(['trigger', {}, 'duration', `-PT${before}M`]))
    component.addSubcomponent(alarm)
  }
}

export const isReminder = (alarm: Component) =>
  String(alarm.getFirstPropertyValue('action')).toUpperCase() === 'DISPLAY' && minutesBefore(alarm) !== undefined

/** Before the start, in minutes; undefined where it is told otherwise. */
export const minutesBefore = (alarm: Component): number | undefined => {
  const trigger = alarm.getFirstProperty('trigger')
  if (!trigger || trigger.type !== 'duration' || trigger.getFirstParameter('related') === 'END') return undefined
  const seconds = ICAL.Duration.fromString(String((trigger.toJSON() as unknown[])[3])).toSeconds()
  return seconds <= 0 && seconds % 60 === 0 ? -seconds / 60 : undefined
}

/**
 * A change of an object as the page means it. `start`: of what repeats, when it is not said anew; undefined where one
 * instance alone is changed, which repeats no more than it did.
 */
export const changeFrom = (given: EventChanges, start: DateValue | undefined): Change => {
  const { title, time, repeat, location, description, isFree, isPrivate, reminders, guests } = given
  const dates = time && datesOf(time)
  const from = dates?.start ?? start
  const texts = {
    ...(title === undefined ? {} : { summary: orNothing(title) }),
    ...(location === undefined ? {} : { location: orNothing(location) }),
    ...(description === undefined ? {} : { description: orNothing(description) }),
    ...(isFree === undefined ? {} : { transp: isFree ? 'TRANSPARENT' : null }),
    ...(isPrivate === undefined ? {} : { class: isPrivate ? 'PRIVATE' : null }),
  }
  return {
    ...dates,
    ...(repeat === undefined || !from ? {} : { rule: ruleFor(repeat, from) }),
    texts,
    edit: (component) => {
      if (description !== undefined) dropTwins(component)
      if (reminders !== undefined)
        setReminders(component, reminders, title ?? String(component.getFirstPropertyValue('summary') ?? ''))
      if (guests) setGuests(component, guests)
    },
  }
}

export const newEvent = (given: EventChanges & Pick<EventGiven, 'time'>, uid: string, now: Date): CalendarObject => {
  const { start } = datesOf(given.time)
  const event = new ICAL.Component([
    'vevent',
    [
      ['uid', {}, 'text', uid],
      ['created', {}, 'date-time', `${now.toISOString().slice(0, 19)}Z`],
      ['dtstart', {}, 'date', new Date(start.wall).toISOString().slice(0, 10)],
    ],
    [],
  ])
  const root = new ICAL.Component([
    'vcalendar',
    [
      ['version', {}, 'text', '2.0'],
      ['prodid', {}, 'text', productId],
    ],
    [],
  ])
  root.addSubcomponent(event)
  const made = changeMain(objectOf(root), changeFrom(given, start), now)
  made.main?.updatePropertyWithValue('sequence', 0)
  return made
}
