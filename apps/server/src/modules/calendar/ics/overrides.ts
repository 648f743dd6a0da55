import type { CalendarObject } from './calendar-object.ts'
import { setTimes } from './changes.ts'
import type { DateValue } from './date-values.ts'
import { keyAt } from './expand.ts'
import { ICAL, type Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { dateProperty, jcalOf } from './jcal.ts'
import { inWordsOf, valueOfKey } from './keys.ts'
import { datesBetween, seriesDatesOf } from './series-dates.ts'
import { mainOf } from './series-parts.ts'
import { dayMs, utc } from './zone.ts'

/**
 * The date of a key as the series says it, in its own words: in an hour that is skipped its clock says another time than
 * the moment that the key names. None where the series has no such date.
 */
export const dateOfKey = (object: CalendarObject, key: string): DateValue | undefined => {
  const dates = seriesDatesOf(object, utc)
  if (!dates) return undefined
  const near = inWordsOf(dates.start, valueOfKey(key)).wall
  for (const { wall, startsAt } of datesBetween(dates, near - dayMs, near + dayMs))
    if (keyAt(dates, wall, startsAt) === key) return { ...dates.start, wall }
  return undefined
}

/** Whether the series itself has a date of that key. */
export const gives = (object: CalendarObject, key: string): boolean => dateOfKey(object, key) !== undefined

const repeating = new Set(['rrule', 'rdate', 'exdate', 'exrule'])

/** One date of the series, in words of its own: all that the series says, but how it comes again. */
export const overrideFor = (object: CalendarObject, key: string): Component => {
  const main = mainOf(object)
  const at = dateOfKey(object, key)
  if (!at) throw new IcsError('bad_date', `The series has no instance ${key}.`)
  const [name, properties, components] = jcalOf(main)
  const kept = properties.filter(([it]) => !repeating.has(it))
  const made = new ICAL.Component([name, [...kept, dateProperty('recurrence-id', [at])], components])
  object.root.addSubcomponent(made)
  setTimes(made, at, undefined, object.zoneOf)
  return made
}
