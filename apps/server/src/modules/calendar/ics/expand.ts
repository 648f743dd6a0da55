import { keyOf, type CalendarObject } from './calendar-object.ts'
import type { DateValue, Wall } from './date-values.ts'
import type { Component, Time } from './ical.ts'
import { datesBetween, seriesDatesOf, type SeriesDates } from './series-dates.ts'
import { timeOf } from './times.ts'
import { endOf, momentAt, timingOf, zoneOfValue, type Length } from './timing.ts'
import { dayMs, type Zone } from './zone.ts'
import { zoneOfName } from './zones.ts'

/** One date of an event or of a series. */
export interface Instance {
  /** As `recurrenceKey`: the same whatever is changed about it. */
  key: string
  startsAt: Date
  endsAt: Date
  allDay: boolean
  /** What it is: the series, or the override of this date. */
  component: Component
  isOverride: boolean
  /** Its start in its own words: a day, a floating time, the time of a zone. */
  readonly time: Time
}

/** Half open; a zone for whole days and floating times. */
export interface Range {
  from: Date
  to: Date
  zone: string
}

/** Longer than any clock is away from UTC, and than a change of hour. */
const slack = 16 * 3_600_000

/** RFC 4791 §9.9: what takes no time is in the range it begins in. */
const overlaps = (startsAt: number, endsAt: number, from: number, to: number) =>
  startsAt < to && (endsAt > from || (endsAt === startsAt && startsAt >= from))

const instanceOf = (
  key: string,
  [startsAt, endsAt]: readonly [number, number],
  value: DateValue,
  { component, isOverride }: Pick<Instance, 'component' | 'isOverride'>,
): Instance => ({
  key,
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  allDay: value.form === 'date',
  component,
  isOverride,
  get time() {
    return timeOf(value)
  },
})

const roughly = ({ days, milliseconds }: Length) => days * dayMs + milliseconds

const longest = ({ length, added }: SeriesDates) =>
  Math.max(roughly(length), ...added.map((it) => roughly(it.length ?? length)))

/** The key of a date of a series. */
export const keyAt = (dates: SeriesDates, wall: Wall, startsAt: number) =>
  keyOf(dates.start.form === 'zoned' ? { form: 'utc', wall: startsAt } : { ...dates.start, wall })

const ofSeries = (object: CalendarObject, main: Component, dates: SeriesDates, range: Bounds): Instance[] => {
  const found: Instance[] = []
  const { start, clock } = dates
  const isAlone = object.overrides.size === 0
  for (const { wall, startsAt, length } of datesBetween(dates, range.from - longest(dates) - slack, range.to + slack)) {
    if (found.length >= range.most) break
    const endsAt = endOf(startsAt, wall, length, clock)
    if (!overlaps(startsAt, endsAt, range.from, range.to)) continue
    const key = keyAt(dates, wall, startsAt)
    if (!isAlone && object.overrides.has(key)) continue
    found.push(instanceOf(key, [startsAt, endsAt], { ...start, wall }, { component: main, isOverride: false }))
  }
  return found
}

interface Bounds {
  from: number
  to: number
  most: number
}

const ofOverrides = (object: CalendarObject, zone: Zone, { from, to }: Bounds): Instance[] =>
  [...object.overrides].flatMap(([key, component]) => {
    const it = timesOfOverride(component, object, zone)
    if (!it || !overlaps(it.startsAt, it.endsAt, from, to)) return []
    return [instanceOf(key, [it.startsAt, it.endsAt], it.start, { component, isOverride: true })]
  })

/** When an override is, where it has a date. */
export const timesOfOverride = (component: Component, { zoneOf }: CalendarObject, zone: Zone) => {
  const timing = timingOf(component, zoneOf, zone)
  if (!timing) return undefined
  const clock = zoneOfValue(timing.start, zone)
  const startsAt = momentAt(timing.start.wall, clock)
  return { start: timing.start, startsAt, endsAt: endOf(startsAt, timing.start.wall, timing.length, clock) }
}

/**
 * What of an object is in a range, in order, and no more than `most` of it. An override stands where it says, and not
 * where it was; a cancelled one is told as well, because only the caller knows what it is asked for.
 */
export const instancesOf = (object: CalendarObject, { from, to, zone, most }: Range & { most: number }): Instance[] => {
  const here = zoneOfName(zone)
  const bounds = { from: from.getTime(), to: to.getTime(), most }
  const dates = seriesDatesOf(object, here)
  const series = object.main && dates ? ofSeries(object, object.main, dates, bounds) : []
  if (object.overrides.size === 0) return series
  return [...series, ...ofOverrides(object, here, bounds)]
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.key < b.key ? -1 : 1))
    .slice(0, most)
}
