import type { DateValue } from './date-values.ts'
import { ICAL } from './ical.ts'
import { vtimezoneOf } from './zones.ts'

const named = new Map<string, ICAL.Timezone>()

/** For its name more than for its rules, which are those of today: `zones.ts` knows the moments. */
const timezone = (tzid: string): ICAL.Timezone => {
  const before = named.get(tzid)
  if (before) return before
  const known = vtimezoneOf(tzid)
  const made = new ICAL.Timezone({ component: known ?? new ICAL.Component('vtimezone'), tzid })
  if (known) named.set(tzid, made)
  return made
}

/** A value as ical.js has it. */
export const timeOf = (value: DateValue): ICAL.Time => {
  const date = new Date(value.wall)
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  if (value.form === 'date') return new ICAL.Time({ ...day, isDate: true }, ICAL.Timezone.localTimezone)
  const zones = { floating: ICAL.Timezone.localTimezone, utc: ICAL.Timezone.utcTimezone }
  const zone = value.form === 'zoned' ? timezone(value.tzid) : zones[value.form]
  const clock = { hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() }
  return new ICAL.Time({ ...day, ...clock, isDate: false }, zone)
}
