import { dateValue, momentOf, rawValues, type DateValue, type Wall, type ZoneOf } from './date-values.ts'
import type { Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { dayMs, instantOf, type Zone } from './zone.ts'

/** Days by the calendar, and the rest by the second (RFC 5545 §3.3.6). */
export interface Length {
  days: number
  milliseconds: number
}

const written =
  /^(?<sign>[+\-])?P(?:(?<weeks>\d{1,6})W)?(?:(?<days>\d{1,6})D)?(?:T(?:(?<hours>\d{1,7})H)?(?:(?<minutes>\d{1,8})M)?(?:(?<seconds>\d{1,9})S)?)?$/v

/** A length of time as it is written, `P1DT2H`. */
export const readLength = (text: string): Length => {
  const groups = written.exec(text)?.groups
  if (!groups) throw new IcsError('bad_date', `“${text.slice(0, 40)}” is no duration.`)
  const { sign, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = groups
  const turn = sign === '-' ? -1 : 1
  const rest = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return { days: turn * (Number(weeks) * 7 + Number(days)), milliseconds: turn * rest }
}

/** What a component says of its length by DURATION. */
export const durationOf = (component: Component): Length | undefined => {
  const property = component.getFirstProperty('duration')
  return property ? readLength(String(rawValues(property)[0])) : undefined
}

/** When a component is, and how long; each of its instances as long (RFC 5545 §3.8.5.3). */
export interface Timing {
  start: DateValue
  length: Length
}

/**
 * An event without an end is a whole day or takes no time (§3.6.1). What DTEND says is counted to the second, and stays
 * as long when clocks change; days are days of the calendar.
 */
const lengthOf = (component: Component, start: DateValue, end: DateValue | undefined, zone: Zone): Length => {
  const said = durationOf(component)
  if (!end) {
    if (said && said.days >= 0 && said.milliseconds >= 0) return said
    return { days: start.form === 'date' && !said ? 1 : 0, milliseconds: 0 }
  }
  if (start.form === 'date' && end.form === 'date') {
    const days = (end.wall - start.wall) / dayMs
    // Some write the same day twice for one whole day.
    return { days: days > 0 ? days : 1, milliseconds: 0 }
  }
  return { days: 0, milliseconds: Math.max(0, momentOf(end, zone) - momentOf(start, zone)) }
}

/** None for a to-do or a note without a date. */
export const timingOf = (component: Component, zoneOf: ZoneOf, zone: Zone): Timing | undefined => {
  const [start, end, due] = ['dtstart', 'dtend', 'due'].map((name) => {
    const property = component.getFirstProperty(name)
    return property ? dateValue(property, zoneOf) : undefined
  })
  const first = start ?? due
  if (!first) return undefined
  if (!start) return { start: first, length: { days: 0, milliseconds: 0 } }
  return { start, length: lengthOf(component, start, end ?? due, zone) }
}

/** The zone whose clocks a value is read on: its own, or that of whoever looks. */
export const zoneOfValue = (value: DateValue, zone: Zone): Zone | undefined =>
  value.form === 'utc' ? undefined : value.form === 'zoned' ? value.zone : zone

/** The moment of another wall time of the same kind. */
export const momentAt = (wall: Wall, clock: Zone | undefined): number => (clock ? instantOf(wall, clock) : wall)

/** When it ends that begins then. */
export const endOf = (startsAt: number, wall: Wall, { days, milliseconds }: Length, clock: Zone | undefined): number =>
  (days === 0 ? startsAt : momentAt(wall + days * dayMs, clock)) + milliseconds
