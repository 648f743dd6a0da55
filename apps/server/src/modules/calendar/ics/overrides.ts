import type { CalendarObject } from './calendar-object.ts'
import { setTimes } from './changes.ts'
import type { DateValue } from './date-values.ts'
import { keyAt } from './expand.ts'
import { ICAL, type Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { dateProperty, jcalOf } from './jcal.ts'
import { inWordsOf, valueOfKey } from './keys.ts'
import { datesBetween, seriesDatesOf, type SeriesDates } from './series-dates.ts'
import { beginningOf, mainOf } from './series-parts.ts'
import { dayMs, utc } from './zone.ts'

const dateIn = (dates: SeriesDates | undefined, key: string): DateValue | undefined => {
  if (!dates) return undefined
  const near = inWordsOf(dates.start, valueOfKey(key)).wall
  for (const { wall, startsAt } of datesBetween(dates, near - dayMs, near + dayMs))
    if (keyAt(dates, wall, startsAt) === key) return { ...dates.start, wall }
  return undefined
}

/**
 * The date of a key in the words of the series, taken out of it or not: in an hour that is skipped its clock says another
 * time than the moment that the key names.
 */
export const dateOfKey = (object: CalendarObject, key: string): DateValue => {
  const dates = seriesDatesOf(object, utc)
  const found = dates && dateIn({ ...dates, isExcluded: () => false }, key)
  return found ?? inWordsOf(beginningOf(mainOf(object), object), valueOfKey(key))
}

/** Whether the series itself has a date of a key, for several that are asked for; one that is counted is walked once. */
export const givenBy = (object: CalendarObject): ((key: string) => boolean) => {
  const dates = seriesDatesOf(object, utc)
  if (!dates?.rules.every(({ count }) => count !== undefined)) return (key) => dateIn(dates, key) !== undefined
  let keys: Set<string> | undefined
  return (key) => {
    keys ??= new Set([...datesBetween(dates, undefined, Infinity)].map((it) => keyAt(dates, it.wall, it.startsAt)))
    return keys.has(key)
  }
}

/** Whether the series itself has a date of that key. */
export const gives = (object: CalendarObject, key: string): boolean =>
  dateIn(seriesDatesOf(object, utc), key) !== undefined

const repeating = new Set(['rrule', 'rdate', 'exdate', 'exrule'])

/** One date of the series, in words of its own: all that the series says, but how it comes again. */
export const overrideFor = (object: CalendarObject, key: string): Component => {
  const main = mainOf(object)
  const at = dateOfKey(object, key)
  if (!gives(object, key)) throw new IcsError('bad_date', `The series has no instance ${key}.`)
  const [name, properties, components] = jcalOf(main)
  const kept = properties.filter(([it]) => !repeating.has(it))
  const made = new ICAL.Component([name, [...kept, dateProperty('recurrence-id', [at])], components])
  object.root.addSubcomponent(made)
  setTimes(made, at, undefined, object.zoneOf)
  return made
}
