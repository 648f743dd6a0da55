import { dateValue, momentOf, rawValues, startOf, type DateValue, type ZoneOf } from './date-values.ts'
import { ICAL, type Component, type Property } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { icsLimits, type IcsLimits } from './limits.ts'
import { checkDates } from './object-dates.ts'
import { sieve } from './sieve.ts'
import { dayMs, downToDay, utc } from './zone.ts'
import { zonesOf } from './zones.ts'

export const calendarComponents = ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'] as const
export type CalendarComponent = (typeof calendarComponents)[number]

/** One calendar object resource (RFC 4791 §4.1): one UID, a series or a single event, and what is other at some dates. */
export interface CalendarObject {
  root: Component
  component: CalendarComponent
  uid: string
  /** None for who is invited to some dates of a series only. */
  main: Component | undefined
  /** By `recurrenceKey`, in the order they are written. */
  overrides: Map<string, Component>
  method: string | undefined
  /** What a TZID written in it means. */
  zoneOf: ZoneOf
}

const padded = (number: number, length: number) => String(number).padStart(length, '0')

/** By numbers and not by `toISOString`, which took a third of an expansion. */
const digits = (wall: number) => {
  const date = new Date(wall)
  const day = (date.getUTCFullYear() * 100 + date.getUTCMonth() + 1) * 100 + date.getUTCDate()
  const time = (date.getUTCHours() * 100 + date.getUTCMinutes()) * 100 + date.getUTCSeconds()
  return `${padded(day, 8)}T${padded(time, 6)}`
}

/** `20261012T080000Z`, `20261012T100000` or `20261012`: what its form is can be told from it. */
export const keyOf = (value: DateValue): string => {
  if (value.form === 'date') return digits(value.wall).slice(0, 8)
  if (value.form === 'floating') return digits(value.wall)
  return `${digits(momentOf(value, utc))}Z`
}

/**
 * As the series speaks of its dates (RFC 5545 §3.8.4.4 wants the same value type): some clients name an instance of a
 * timed series by its day, or one of whole days by midnight.
 */
const asMain = (value: DateValue, main: DateValue | undefined): DateValue => {
  if (!main || (value.form === 'date') === (main.form === 'date')) return value
  if (value.form === 'date') return { ...main, wall: value.wall + (((main.wall % dayMs) + dayMs) % dayMs) }
  return { form: 'date', wall: downToDay(value.wall) }
}

/**
 * Which instance of a series is meant, whatever zone it is told in: UTC for moments, their own form for days and for
 * floating times. It does not follow a moved DTSTART, and so names the same instance for ever.
 */
export const recurrenceKey = (
  recurrenceId: Property | DateValue,
  { main, zoneOf }: Pick<CalendarObject, 'main' | 'zoneOf'>,
): string => {
  const value = 'form' in recurrenceId ? recurrenceId : dateValue(recurrenceId, zoneOf)
  return keyOf(asMain(value, main && startOf(main, zoneOf)))
}

const onlyOne = <T>(values: Iterable<T>, error: () => IcsError): T => {
  const [first, ...others] = new Set(values)
  if (first === undefined) throw new IcsError('no_component', 'No event, to-do, journal or busy time.')
  if (others.length > 0) throw error()
  return first
}

const uidOf = (component: Component) => {
  const uid = component.getFirstPropertyValue('uid')
  if (typeof uid !== 'string' || uid.trim() === '') throw new IcsError('not_icalendar', 'No UID.')
  if (Buffer.byteLength(uid) > 255) throw new IcsError('too_large', 'Its UID is too long.')
  return uid
}

/** The object that a tree of components is; see `readObject` for what it refuses. */
export const objectOf = (root: Component, limits: IcsLimits = icsLimits): CalendarObject => {
  const all = root.getAllSubcomponents().filter(({ name }) => name !== 'vtimezone')
  const component = onlyOne(
    calendarComponents.filter((kind) => all.some(({ name }) => name === kind.toLowerCase())),
    () => new IcsError('several_kinds', 'Several kinds of component in one object.'),
  )
  const mine = all.filter(({ name }) => name === component.toLowerCase())
  const uid = onlyOne(mine.map(uidOf), () => new IcsError('several_uids', 'Several UIDs in one object.'))
  const mains = mine.filter((it) => !it.hasProperty('recurrence-id'))
  if (mains.length > 1) throw new IcsError('several_mains', 'Several components without RECURRENCE-ID.')
  const [main] = mains
  const zoneOf = zonesOf(root)
  const overrides = new Map<string, Component>()
  for (const it of mine) {
    const id = it.getFirstProperty('recurrence-id')
    if (!id) continue
    const key = recurrenceKey(id, { main, zoneOf })
    if (overrides.has(key)) throw new IcsError('several_mains', `Several components for the instance ${key}.`)
    overrides.set(key, it)
  }
  const method = root.getFirstProperty('method')
  const said = method ? String(rawValues(method)[0]).toUpperCase() : undefined
  const object = { root, component, uid, main, overrides, method: said, zoneOf }
  checkDates(object, limits)
  return object
}

const parse = (text: string): Component => {
  try {
    return new ICAL.Component(ICAL.parse(text.replace(/^\uFEFF/v, '')) as unknown[])
  } catch (cause) {
    // The one value that ical.js refuses while it reads lines is a rule.
    const kind = cause instanceof Error && cause.name === 'ParserError' ? 'not_icalendar' : 'bad_rule'
    throw new IcsError(kind, cause instanceof Error ? cause.message.slice(0, 200) : 'Not iCalendar.', { cause })
  }
}

/**
 * Reads one calendar object resource (RFC 5545, RFC 4791 §4.1), as strictly as a calendar needs and no more: unknown
 * properties and components stay as they are, rules inside overrides are nobody's concern, an override needs no series.
 * Throws `IcsError`.
 */
export const readObject = (text: string, limits: IcsLimits = icsLimits): CalendarObject => {
  sieve(text, limits)
  return objectOf(parse(text), limits)
}

/** The text of an object: CRLF, no line beyond 75 octets (RFC 5545 §3.1), and no line end that a value brought along. */
export const writeObject = (root: Component): string => `${root.toString().replaceAll(/\r(?!\n)/gv, '')}\r\n`
