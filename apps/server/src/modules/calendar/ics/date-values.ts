import { IcsError } from './ics-error.ts'
import type { Component, Property } from './ical.ts'
import { instantOf, type Zone } from './zone.ts'

/** The moment when a clock would show that, if it stood in Greenwich: dates are counted on this, never on a real zone. */
export type Wall = number

/**
 * One value of time as a property says it (RFC 5545 §3.3.4, §3.3.5): a whole day, the clock of wherever one is, a moment
 * of the world, or the clock of a place.
 */
export type DateValue =
  | { form: 'date'; wall: Wall }
  | { form: 'floating'; wall: Wall }
  | { form: 'utc'; wall: Wall }
  | { form: 'zoned'; wall: Wall; zone: Zone; tzid: string }

/** The zone a TZID of the object stands for. */
export type ZoneOf = (tzid: string) => Zone

const written = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z)?)?$/v

const bad = (text: string) => new IcsError('bad_date', `“${text.slice(0, 40)}” is no date.`)

/** `Date.UTC` that takes the years before 100 at their word. */
export const wallAt = (year: number, month: number, day: number, milliseconds = 0): Wall =>
  new Date(0).setUTCFullYear(year, month - 1, day) + milliseconds

/**
 * The value that jCal writes so (RFC 7265 §3.5): ical.js has not read it yet, so nothing says that it is a date. However
 * far away, as zones say when they began, and rules that they do not end.
 */
export const readAnyDate = (text: unknown, tzid: string | undefined, zoneOf: ZoneOf): DateValue => {
  const found = typeof text === 'string' ? written.exec(text) : null
  if (!found) throw bad(String(text))
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((it) => Number(it ?? 0))
  const wall = wallAt(year, month, day)
  const isReal = year > 0 && new Date(wall).getUTCDate() === day && new Date(wall).getUTCMonth() === month - 1
  // A leap second is taken as the one before it (§3.3.12).
  if (!isReal || hour > 23 || minute > 59 || second > 60) throw bad(String(text))
  if (found[4] === undefined) return { form: 'date', wall }
  const at = wall + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000
  if (found[7] !== undefined) return { form: 'utc', wall: at }
  return tzid === undefined ? { form: 'floating', wall: at } : { form: 'zoned', wall: at, zone: zoneOf(tzid), tzid }
}

const [firstWall, lastWall] = [wallAt(1000, 1, 1), wallAt(9001, 1, 1)]

/** The same of what takes place: beyond these years databases and programs do not agree about dates. */
export const readDate = (text: unknown, tzid: string | undefined, zoneOf: ZoneOf): DateValue => {
  const value = readAnyDate(text, tzid, zoneOf)
  if (value.wall < firstWall || value.wall >= lastWall) throw bad(String(text))
  return value
}

/** The parameter that names the zone; a date has none, whatever is written beside it. */
export const tzidOf = (property: Property): string | undefined => {
  const tzid = property.getFirstParameter('tzid') as string | undefined
  return tzid === undefined || tzid === '' ? undefined : tzid
}

/** Every value of a property, as jCal has it: read, they would be times of ical.js, which forget a zone they do not know. */
export const rawValues = (property: Property): unknown[] => (property.toJSON() as unknown[]).slice(3)

/** The values of a property that holds dates. */
export const dateValues = (property: Property, zoneOf: ZoneOf): DateValue[] =>
  rawValues(property).map((it) => readDate(it, tzidOf(property), zoneOf))

/** The one value of DTSTART, DTEND, RECURRENCE-ID and their like. */
export const dateValue = (property: Property, zoneOf: ZoneOf): DateValue =>
  readDate(rawValues(property)[0], tzidOf(property), zoneOf)

/** When a component begins, where it says so. */
export const startOf = (component: Component, zoneOf: ZoneOf): DateValue | undefined => {
  const property = component.getFirstProperty('dtstart')
  return property ? dateValue(property, zoneOf) : undefined
}

/** The moment of it, where whole days and floating times are those of `zone`. */
export const momentOf = (value: DateValue, zone: Zone): number => {
  if (value.form === 'utc') return value.wall
  return instantOf(value.wall, value.form === 'zoned' ? value.zone : zone)
}
