import { readAnyDate, type DateValue, type ZoneOf } from './date-values.ts'
import { IcsError } from './ics-error.ts'
import { dayMs } from './zone.ts'

export const frequencies = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof frequencies)[number]

/** A day of the week, 0 for Monday; `nth` is 0 where every one is meant, and counts from the end below. */
export interface WeekdayOf {
  nth: number
  weekday: number
}

/** A recurrence rule (RFC 5545 §3.3.10), every part of it a list. */
export interface Rule {
  frequency: Frequency
  interval: number
  count: number | undefined
  until: DateValue | undefined
  /** What weeks begin with, 0 for Monday. */
  weekStart: number
  bySecond: number[]
  byMinute: number[]
  byHour: number[]
  byDay: WeekdayOf[]
  byMonthDay: number[]
  byYearDay: number[]
  byWeek: number[]
  byMonth: number[]
  bySetPosition: number[]
}

export const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** 0 for Monday. The first day that is counted, 1 January 1970, was a Thursday. */
export const weekdayOf = (wall: number) => (((Math.floor(wall / dayMs) + 3) % 7) + 7) % 7

const bad = (why: string) => new IcsError('bad_rule', why)

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

const whole = (name: string, value: unknown, [least, most]: readonly [number, number]) => {
  const number = typeof value === 'number' ? value : Number(value)
  const isTold = typeof value === 'number' || (typeof value === 'string' && /^[+\-]?\d{1,9}$/v.test(value))
  if (!isTold || !Number.isInteger(number) || Math.abs(number) < least || Math.abs(number) > most)
    throw bad(`${name}=${String(value).slice(0, 20)} is out of bounds.`)
  return number
}

const readNumbers = (name: string, value: unknown, bounds: readonly [number, number]) =>
  listOf(value).map((it) => whole(name, it, bounds))

const upwards = (name: string, value: unknown, most: number) => {
  const numbers = readNumbers(name, value, [0, most])
  if (numbers.some((it) => it < 0)) throw bad(`${name} counts upwards.`)
  return [...new Set(numbers)].toSorted((a, b) => a - b)
}

const readDay = (value: unknown): WeekdayOf => {
  const found = typeof value === 'string' ? /^(?<nth>[+\-]?\d{1,2})?(?<name>[A-Z]{2})$/v.exec(value) : null
  const weekday = weekdayNames.findIndex((name) => name === found?.groups?.['name'])
  const nth = Number(found?.groups?.['nth'] ?? 0)
  if (weekday < 0 || Math.abs(nth) > 53) throw bad(`BYDAY=${String(value).slice(0, 20)} is no weekday.`)
  return { nth, weekday }
}

const parts = new Set(
  'freq interval count until wkst bysecond byminute byhour byday bymonthday byyearday byweekno bymonth bysetpos'.split(
    ' ',
  ),
)

/**
 * The rule that jCal writes so (RFC 7265 §3.6.10). Parts of a name of one's own are passed over; a calendar that is not
 * Gregorian (RFC 7529) is not understood, and says so rather than giving the wrong days.
 */
export const readRule = (value: unknown, zoneOf: ZoneOf): Rule => {
  if (value === null || typeof value !== 'object') throw bad('A rule has parts.')
  const said = new Map(Object.entries(value).map(([name, it]) => [name.toLowerCase(), it as unknown]))
  const frequency = frequencies.find((it) => it === said.get('freq'))
  if (!frequency) throw bad('A rule says how often.')
  for (const name of said.keys()) if (!parts.has(name) && !name.startsWith('x-')) checkCalendar(name, said.get(name))
  const until = said.get('until')
  const count = said.get('count')
  const start = said.get('wkst')
  return {
    frequency,
    interval: whole('INTERVAL', said.get('interval') ?? 1, [1, 100_000]),
    count: count === undefined ? undefined : Math.abs(whole('COUNT', count, [1, 1_000_000])),
    until: until === undefined ? undefined : readUntil(until, zoneOf),
    // ical.js keeps the name as it is written, and numbers it, 1 for Sunday, once it has read the rule.
    weekStart: typeof start === 'number' ? (start + 5) % 7 : start === undefined ? 0 : readDay(start).weekday,
    bySecond: upwards('BYSECOND', said.get('bysecond'), 60),
    byMinute: upwards('BYMINUTE', said.get('byminute'), 59),
    byHour: upwards('BYHOUR', said.get('byhour'), 23),
    byDay: listOf(said.get('byday')).map(readDay),
    byMonthDay: readNumbers('BYMONTHDAY', said.get('bymonthday'), [1, 31]),
    byYearDay: readNumbers('BYYEARDAY', said.get('byyearday'), [1, 366]),
    byWeek: readNumbers('BYWEEKNO', said.get('byweekno'), [1, 53]),
    byMonth: upwards('BYMONTH', said.get('bymonth'), 12),
    bySetPosition: readNumbers('BYSETPOS', said.get('bysetpos'), [1, 366]),
  }
}

const checkCalendar = (name: string, value: unknown) => {
  if (name !== 'rscale' && name !== 'skip') throw bad(`${name.slice(0, 20).toUpperCase()} is no part of a rule.`)
  if (name === 'rscale' && String(value).toUpperCase() !== 'GREGORIAN') throw bad('Only Gregorian rules are followed.')
  if (name === 'skip' && String(value).toUpperCase() !== 'OMIT') throw bad('Days that are not are left out.')
}

const readUntil = (value: unknown, zoneOf: ZoneOf) => {
  try {
    return readAnyDate(value, undefined, zoneOf)
  } catch (cause) {
    throw new IcsError('bad_rule', 'UNTIL is no date.', { cause })
  }
}
