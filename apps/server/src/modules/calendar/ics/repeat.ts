import type { MonthlyKind, Repeat } from '@amphi/contract/repeat'
import { wallAt, type DateValue, type Wall } from './date-values.ts'
import { ICAL, type Property } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { wallsOf } from './recurrence.ts'
import { readRule, weekdayNames, weekdayOf, type Rule } from './rule.ts'
import { momentAt, zoneOfValue } from './timing.ts'
import { dayMs, utc, wallOf } from './zone.ts'

/** Why a repetition cannot be as it is said. */
export type RepeatProblem = 'weekday_missing' | 'ends_before_start' | 'not_the_last'

/** A repetition as it will be: its end on a real date, and how often that is. */
export interface Settled {
  repeat: Repeat
  /** `FREQ=WEEKLY;…`, the value of RRULE. */
  rule: string
  /** None where it has no end. */
  occurrences: number | null
  /** The day of the last, where there is one. */
  last: string | null
}

const dayOf = (wall: Wall) => new Date(wall).toISOString().slice(0, 10)

const ordinalOf = (start: Wall) => Math.ceil(new Date(start).getUTCDate() / 7)

const isInLastWeek = (start: Wall) => {
  const date = new Date(start)
  return date.getUTCDate() + 7 > new Date(wallAt(date.getUTCFullYear(), date.getUTCMonth() + 2, 0)).getUTCDate()
}

/** What may be proposed for a month: no fifth weekday, which few months have, and the last where it is one. */
export const monthlyChoices = ({ wall }: DateValue): MonthlyKind[] => [
  'date',
  ...(ordinalOf(wall) < 5 ? (['nth'] as const) : []),
  ...(isInLastWeek(wall) ? (['last'] as const) : []),
]

const frequencyOf = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const

/** Without its end. What goes without saying is not said: DTSTART says it (RFC 5545 §3.3.10). */
const partsOf = ({ every, interval, weekdays, monthly }: Repeat, start: Wall): string[] => {
  const own = weekdayNames[weekdayOf(start)] ?? 'MO'
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b).map((it) => weekdayNames[it] ?? own)
  const byMonth = { date: [], nth: [`BYDAY=${ordinalOf(start)}${own}`], last: [`BYDAY=-1${own}`] }
  return [
    `FREQ=${frequencyOf[every]}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...(every === 'week' ? [`BYDAY=${days.join(',')}`] : []),
    ...(every === 'month' ? byMonth[monthly ?? 'date'] : []),
  ]
}

/** The rule that a value of RRULE is. */
export const ruleFrom = (text: string): Rule => {
  try {
    const [, , , value] = ICAL.parse.property(`RRULE:${text}`, ICAL.design.icalendar) as unknown[]
    return readRule(value, () => utc)
  } catch (cause) {
    throw cause instanceof IcsError ? cause : new IcsError('bad_rule', 'The rule is none.', { cause })
  }
}

/** A property that says it, to put into an event. */
export const ruleProperty = (text: string): Property =>
  new ICAL.Property(ICAL.parse.property(`RRULE:${text}`, ICAL.design.icalendar) as unknown[])

const problemOf = ({ every, weekdays = [], monthly, until }: Repeat, { wall }: DateValue) => {
  if (until !== undefined && until < dayOf(wall)) return 'ends_before_start'
  if (every === 'week' && weekdays.length > 0 && !weekdays.includes(weekdayOf(wall))) return 'weekday_missing'
  return every === 'month' && monthly === 'last' && !isInLastWeek(wall) ? 'not_the_last' : undefined
}

/** UNTIL is the start of the last: a day, a floating time or UTC, as DTSTART is (RFC 5545 §3.3.10). */
const untilOf = (start: DateValue, last: Wall) => {
  if (start.form === 'date') return dayOf(last).replaceAll('-', '')
  const moment = start.form === 'zoned' ? momentAt(last, start.zone) : last
  const text = new Date(moment).toISOString().slice(0, 19).replaceAll(/[\-:]/gv, '')
  return start.form === 'floating' ? text : `${text}Z`
}

/**
 * What people choose, as a rule: an end snapped back to the last real date, counted again where a day and a number are
 * both said, none where it would happen once.
 */
export const ruleOf = (repeat: Repeat, start: DateValue): Settled | 'none' | RepeatProblem => {
  const problem = problemOf(repeat, start)
  if (problem) return problem
  const { until, count, ...said } = repeat
  if (repeat.every === 'week' && (repeat.weekdays ?? []).length === 0) return 'none'
  const parts = partsOf(repeat, start.wall)
  const rule = (...end: string[]) => [...parts, ...end].join(';')
  if (until === undefined && count === undefined) return { repeat: said, rule: rule(), occurrences: null, last: null }
  const to = until === undefined ? Infinity : Date.parse(`${until}T23:59:59Z`)
  const walls = [
    ...wallsOf({ ...ruleFrom(rule()), count: until === undefined ? count : undefined }, start.wall, { to }),
  ]
  const last = walls.at(-1)
  if (last === undefined || walls.length < 2) return 'none'
  const ends = { occurrences: walls.length, last: dayOf(last) }
  return until === undefined
    ? { repeat: { ...said, count: walls.length }, rule: rule(`COUNT=${walls.length}`), ...ends }
    : { repeat: { ...said, until: ends.last }, rule: rule(`UNTIL=${untilOf(start, last)}`), ...ends }
}

const only = (rule: Rule, ...names: (keyof Rule)[]) => {
  const lists = ['bySecond', 'byMinute', 'byHour', 'byDay', 'byMonthDay', 'byYearDay', 'byWeek', 'byMonth'] as const
  return [...lists, 'bySetPosition' as const].every((it) => names.includes(it) || rule[it].length === 0)
}

const isSame = (values: readonly number[], own: number) =>
  values.length === 0 || (values.length === 1 && values[0] === own)

/** Some write the second Tuesday as the second of all Tuesdays. */
const nthOf = ({ byDay: [day, another], bySetPosition: [at, other] }: Rule) => {
  if (!day || another || other !== undefined || (day.nth !== 0 && at !== undefined)) return undefined
  return { weekday: day.weekday, nth: at ?? day.nth }
}

const monthlyOf = (rule: Rule, start: Wall): MonthlyKind | undefined => {
  const date = new Date(start).getUTCDate()
  if (only(rule, 'byMonthDay')) return isSame(rule.byMonthDay, date) ? 'date' : undefined
  const day = only(rule, 'byDay', 'bySetPosition') ? nthOf(rule) : undefined
  if (day?.weekday !== weekdayOf(start)) return undefined
  if (day.nth === -1) return isInLastWeek(start) ? 'last' : undefined
  return day.nth === ordinalOf(start) ? 'nth' : undefined
}

const weekly = ({ interval, byDay, weekStart }: Rule, start: Wall): Partial<Repeat> | undefined => {
  if (byDay.some(({ nth }) => nth !== 0)) return undefined
  const own = weekdayOf(start)
  const weekdays = byDay.length > 0 ? byDay.map(({ weekday }) => weekday).toSorted((a, b) => a - b) : [own]
  // Weeks that begin on Sunday are others where some are left out, and a Sunday is among several days.
  if (weekStart !== 0 && interval > 1 && weekdays.length > 1) return undefined
  return weekdays.includes(own) ? { every: 'week', weekdays } : undefined
}

const shapeOf = (rule: Rule, start: Wall): Partial<Repeat> | undefined => {
  const date = new Date(start)
  switch (rule.frequency) {
    case 'DAILY':
      if (only(rule)) return { every: 'day' }
      return only(rule, 'byDay') && rule.interval === 1 ? weekly(rule, start) : undefined
    case 'WEEKLY':
      return only(rule, 'byDay') ? weekly(rule, start) : undefined
    case 'MONTHLY': {
      const monthly = monthlyOf(rule, start)
      return monthly && { every: 'month', monthly }
    }
    case 'YEARLY':
      if (!only(rule, 'byMonth', 'byMonthDay') || (rule.byMonthDay.length > 0 && rule.byMonth.length === 0))
        return undefined
      return isSame(rule.byMonth, date.getUTCMonth() + 1) && isSame(rule.byMonthDay, date.getUTCDate())
        ? { every: 'year' }
        : undefined
    case 'HOURLY':
    case 'MINUTELY':
    case 'SECONDLY':
      return undefined
  }
}

/** The day of the last that UNTIL lets be. */
const lastDay = (rule: Rule, start: DateValue) => {
  const { until } = rule
  if (!until) return undefined
  const clock = zoneOfValue(start, utc)
  const isMoment = until.form === 'utc' && start.form === 'zoned'
  const to = isMoment && clock ? wallOf(until.wall, clock) : until.wall + (until.form === 'date' ? dayMs - 1 : 0)
  let last = start.wall
  for (const wall of wallsOf(rule, start.wall, { to })) last = wall
  return dayOf(last)
}

/** A rule in the words of people, where they have words for it; anything else is left as it is. */
export const repeatOf = (rule: Rule, start: DateValue): Repeat | 'custom' => {
  const shape = rule.interval <= 100 ? shapeOf(rule, start.wall) : undefined
  const { every, ...rest } = shape ?? {}
  if (every === undefined || (rule.count ?? 0) > 1000) return 'custom'
  const until = lastDay(rule, start)
  const ends = { ...(until !== undefined && { until }), ...(rule.count !== undefined && { count: rule.count }) }
  return { every, interval: rule.interval, ...rest, ...ends }
}
