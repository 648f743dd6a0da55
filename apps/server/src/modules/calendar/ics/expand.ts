import { keyOf, type CalendarObject } from './calendar-object.ts'
import type { DateValue, Wall } from './date-values.ts'
import type { Component, Time } from './ical.ts'
import { datesBetween, seriesDatesOf, type SeriesDate, type SeriesDates } from './series-dates.ts'
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

const keyAt = (dates: SeriesDates, wall: Wall, startsAt: number) =>
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

const timesOfOverride = (component: Component, { zoneOf }: CalendarObject, zone: Zone) => {
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

const last = (walls: Iterable<SeriesDate>) => {
  let found: SeriesDate | undefined
  for (const it of walls) found = it
  return found
}

/** How far back from the end of a rule its last date is looked for, before all of it is. */
const looks = [400 * dayMs, 4000 * dayMs]

const lastOf = (dates: SeriesDates): SeriesDate | undefined => {
  const ends = dates.rules.map(({ until }) => until?.wall)
  const end = ends.some((it) => it === undefined) ? undefined : Math.max(...ends.filter((it) => it !== undefined))
  if (end !== undefined && dates.added.length === 0)
    for (const look of looks) {
      const found = last(datesBetween(dates, end - look, Infinity))
      if (found) return found
    }
  return last(datesBetween(dates, undefined, Infinity))
}

const isEndless = ({ rules }: SeriesDates) =>
  rules.some(({ count, until }) => count === undefined && until === undefined)

/**
 * From the first to the last of everything in an object; no end where it has none. What has no date at all is at all
 * times (RFC 4791 §9.9).
 */
export const spanOf = (object: CalendarObject, zone: string): { startsAt: Date; endsAt: Date | null } => {
  const here = zoneOfName(zone)
  const dates = seriesDatesOf(object, here)
  const overrides = [...object.overrides.values()].flatMap((it) => timesOfOverride(it, object, here) ?? [])
  const starts = overrides.map(({ startsAt }) => startsAt)
  const ends = overrides.map(({ endsAt }) => endsAt)
  if (dates) {
    const { value: first } = datesBetween(dates, undefined, Infinity).next() as { value: SeriesDate | undefined }
    if (first) starts.push(first.startsAt)
    if (isEndless(dates)) return { startsAt: new Date(Math.min(...starts)), endsAt: null }
    const final = lastOf(dates)
    if (final) ends.push(endOf(final.startsAt, final.wall, final.length, dates.clock))
  }
  if (starts.length === 0) return { startsAt: new Date(0), endsAt: null }
  return { startsAt: new Date(Math.min(...starts)), endsAt: new Date(Math.max(...ends)) }
}
