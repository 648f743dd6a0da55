import type { EventInstance, EventTime } from '@amphi/contract/events'
import type { CalendarObject } from './ics/calendar-object.ts'
import { startOf as startIn, type DateValue } from './ics/date-values.ts'
import type { Instance } from './ics/expand.ts'
import type { Component } from './ics/ical.ts'
import { ruleFrom, repeatOf } from './ics/repeat.ts'
import { isPrivate } from './ics/private.ts'
import { textOf } from './ics/text-of.ts'
import { timingOf } from './ics/timing.ts'
import { dayMs, wallOf } from './ics/zone.ts'
import { zoneNamed, zoneOfName } from './ics/zones.ts'
import { isReminder, minutesBefore } from './event-given.ts'

const upper = (component: Component, name: string) => textOf(component, name).toUpperCase()

const statuses: Record<string, EventInstance['status']> = { TENTATIVE: 'tentative', CANCELLED: 'cancelled' }

/** Where one joins by video: what says so, or what most programs have instead. */
export const conferenceOf = (component: Component): string | null => {
  const said = ['conference', 'x-conference'].map((name) => textOf(component, name)).find((it) => isWeb(it))
  return said ?? null
}

const isWeb = (text: string) => /^https?:\/\//i.test(text)

const day = (wall: number) => new Date(wall).toISOString().slice(0, 10)
const hour = (wall: number) => new Date(wall).toISOString().slice(0, 16)

/** Of an instance: its own length from its own start, in its own zone or, where the world knows none, in that of the calendar. */
export const timeOf = ({ startsAt, endsAt, allDay }: Instance, start: DateValue, calendarZone: string): EventTime => {
  const own = start.form === 'zoned' ? zoneNamed(start.zone.name) : undefined
  const zone = own ?? zoneOfName(calendarZone)
  const [from, to] = [wallOf(startsAt.getTime(), zone), wallOf(endsAt.getTime(), zone)]
  if (allDay) return { kind: 'days', first: day(from), last: day(Math.max(from, to - dayMs)) }
  return { kind: 'hours', start: hour(from), end: hour(to), timeZone: own?.name ?? calendarZone }
}

/** How what begins an instance says it. */
export const startOf = (component: Component, { zoneOf }: CalendarObject): DateValue | undefined =>
  startIn(component, zoneOf)

export const remindersOf = (component: Component): number[] =>
  component
    .getAllSubcomponents('valarm')
    .filter(isReminder)
    .flatMap((it) => minutesBefore(it) ?? [])
    .toSorted((a, b) => a - b)

/** In people’s words where there are any; null where it does not repeat. */
export const repeatOfObject = ({ main, zoneOf }: CalendarObject) => {
  const [rule, another] = main?.getAllProperties('rrule') ?? []
  const timing = main && timingOf(main, zoneOf, zoneOfName('UTC'))
  if (!rule || !timing) return main?.hasProperty('rdate') ? ('custom' as const) : null
  if (another || main.hasProperty('rdate')) return 'custom' as const
  return repeatOf(ruleFrom(rule.toICALString().slice('RRULE:'.length)), timing.start)
}

/** Whether an instance is one of several. */
export const repeats = ({ main, overrides }: CalendarObject) =>
  main === undefined || overrides.size > 0 || main.hasProperty('rrule') || main.hasProperty('rdate')

/** What an agenda shows of an instance, as far as the object says it. */
export const shownOf = (
  object: CalendarObject,
  { key, startsAt, endsAt, allDay, component, isOverride }: Instance,
) => ({
  occurrence: repeats(object) ? key : null,
  title: textOf(component, 'summary'),
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  allDay,
  location: textOf(component, 'location'),
  conference: conferenceOf(component),
  status: statuses[upper(component, 'status')] ?? ('confirmed' as const),
  isFree: upper(component, 'transp') === 'TRANSPARENT',
  isPrivate: isPrivate(component),
  repeats: repeats(object),
  isException: isOverride,
})

export const descriptionOf = (component: Component) => textOf(component, 'description')
