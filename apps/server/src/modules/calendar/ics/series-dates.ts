import type { CalendarObject } from './calendar-object.ts'
import { dateValues, momentOf, rawValues, readDate, tzidOf, type DateValue, type Wall } from './date-values.ts'
import type { Component, Property } from './ical.ts'
import { wallsOf } from './recurrence.ts'
import { readRule, type Rule } from './rule.ts'
import { momentAt, readLength, timingOf, zoneOfValue, type Length, type Timing } from './timing.ts'
import { dayMs, downToDay, utc, wallOf, type Zone } from './zone.ts'

/** A date of RDATE, with a length of its own where it is a period (RFC 5545 §3.8.5.2). */
interface Added {
  value: DateValue
  length: Length | undefined
}

/** The dates of a series, before anything overrides them. */
export interface SeriesDates extends Timing {
  /** Whose clocks it goes by; none for UTC. */
  clock: Zone | undefined
  rules: Rule[]
  added: Added[]
  isExcluded: (startsAt: number, wall: Wall) => boolean
}

const periods = (property: Property, { zoneOf }: CalendarObject, zone: Zone): Added[] =>
  rawValues(property).map((it) => {
    const [from, to] = Array.isArray(it) ? (it as unknown[]) : [it]
    const value = readDate(from, tzidOf(property), zoneOf)
    const text = String(to)
    if (/^[+\-]?P/v.test(text)) return { value, length: readLength(text) }
    const end = momentOf(readDate(to, tzidOf(property), zoneOf), zone)
    return { value, length: { days: 0, milliseconds: Math.max(0, end - momentOf(value, zone)) } }
  })

const addedOf = (main: Component, object: CalendarObject, zone: Zone): Added[] =>
  main
    .getAllProperties('rdate')
    .flatMap((property) =>
      property.type === 'period'
        ? periods(property, object, zone)
        : dateValues(property, object.zoneOf).map((value) => ({ value, length: undefined })),
    )

/** EXDATE takes moments out; a day where the series has times takes out that whole day, as clients mean it. */
const exclusionOf = (main: Component, { zoneOf }: CalendarObject, start: DateValue, zone: Zone) => {
  const values = main.getAllProperties('exdate').flatMap((property) => dateValues(property, zoneOf))
  if (values.length === 0) return () => false
  const byDay = start.form === 'date'
  const days = new Set(values.filter(({ form }) => byDay || form === 'date').map(({ wall }) => downToDay(wall)))
  const moments = new Set(byDay ? [] : values.filter(({ form }) => form !== 'date').map((it) => momentOf(it, zone)))
  return (startsAt: number, wall: Wall) => moments.has(startsAt) || days.has(downToDay(wall))
}

/** None where the object has no series, or one without dates. */
export const seriesDatesOf = (object: CalendarObject, zone: Zone): SeriesDates | undefined => {
  const { main, zoneOf } = object
  const timing = main && timingOf(main, zoneOf, zone)
  if (!main || !timing) return undefined
  return {
    ...timing,
    clock: zoneOfValue(timing.start, zone),
    rules: main.getAllProperties('rrule').map((it) => readRule(rawValues(it)[0], zoneOf)),
    added: addedOf(main, object, zone),
    isExcluded: exclusionOf(main, object, timing.start, zone),
  }
}

/** Clocks are at most so far from UTC. */
const farthest = 15 * 3_600_000

/** The last that a rule may give: in the clocks of the series, and as a moment where it is said in UTC. */
const endsOf = ({ until }: Rule, { start }: SeriesDates): { wall: Wall; moment: number } => {
  if (!until) return { wall: Infinity, moment: Infinity }
  if (until.form === 'utc' && start.form === 'zoned') return { wall: until.wall + farthest, moment: until.wall }
  // A day that ends a series of times is its last day.
  if (until.form === 'date' && start.form !== 'date') return { wall: until.wall + dayMs - 1, moment: Infinity }
  return { wall: until.wall, moment: Infinity }
}

/** One date of a series: what its clocks show, the moment of it, and its own length where it has one. */
export interface SeriesDate {
  wall: Wall
  startsAt: number
  length: Length
}

/** All that a rule gives between two walls, ends included, and what is taken out again. */
const ruleDates = function* (rule: Rule, dates: SeriesDates, from: Wall | undefined, to: Wall): Generator<SeriesDate> {
  const { start, clock, length } = dates
  const last = endsOf(rule, dates)
  const span = { ...(from === undefined ? {} : { from }), to: Math.min(to, last.wall) }
  for (const wall of wallsOf(rule, start.wall, span)) {
    const startsAt = momentAt(wall, clock)
    if (startsAt > last.moment && wall !== start.wall) return
    yield { wall, startsAt, length }
  }
}

/** One after the other from several that are each in order; of those at one moment, the last named. */
const merged = function* (sources: readonly Iterable<SeriesDate>[]): Generator<SeriesDate> {
  const walks = sources.map((it) => it[Symbol.iterator]())
  const heads = walks.map((it) => it.next())
  for (;;) {
    const moments = heads.map((it) => (it.done ? Infinity : it.value.startsAt))
    const first = Math.min(...moments)
    if (first === Infinity) return
    const at = moments.lastIndexOf(first)
    const head = heads[at]
    if (!head?.done && head) yield head.value
    for (const [i, walk] of walks.entries()) {
      for (let it = heads[i]; it && !it.done && it.value.startsAt <= first; it = heads[i]) heads[i] = walk.next()
    }
  }
}

const addedDates = ({ clock, length, added }: SeriesDates, from: Wall, to: Wall): SeriesDate[] =>
  added
    // Whatever zones they are told in, and whatever day clocks change.
    .filter(({ value }) => value.wall >= from - 3 * dayMs && value.wall <= to + 3 * dayMs)
    .map(({ value, length: own }) => {
      const isMoment = value.form === 'zoned' || value.form === 'utc'
      const startsAt = isMoment ? momentOf(value, utc) : momentAt(value.wall, clock)
      return { wall: clock ? wallOf(startsAt, clock) : startsAt, startsAt, length: own ?? length }
    })
    .toSorted((a, b) => a.startsAt - b.startsAt)

/**
 * The dates of a series from one wall to another, in order, those taken out left out and each but once: its rules, its
 * RDATE, and DTSTART (RFC 5545 §3.8.5). They are found as they are asked for: a series may have no end.
 */
export const datesBetween = function* (dates: SeriesDates, from: Wall | undefined, to: Wall): Generator<SeriesDate> {
  const { start, clock, length, rules, added, isExcluded } = dates
  const [rule, another] = rules
  const first = { wall: start.wall, startsAt: momentAt(start.wall, clock), length }
  const all =
    rule && !another && added.length === 0
      ? ruleDates(rule, dates, from, to)
      : merged([
          [first],
          ...rules.map((it) => ruleDates(it, dates, from, to)),
          addedDates(dates, from ?? -Infinity, to),
        ])
  for (const date of all) {
    if (date.wall > to) continue
    if ((from === undefined || date.wall >= from) && !isExcluded(date.startsAt, date.wall)) yield date
  }
}
