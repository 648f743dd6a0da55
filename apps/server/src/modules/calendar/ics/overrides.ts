import type { CalendarObject } from './calendar-object.ts'
import { setTimes } from './changes.ts'
import { momentOf } from './date-values.ts'
import { instancesOf } from './expand.ts'
import { ICAL, type Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { dateProperty, jcalOf } from './jcal.ts'
import { inWordsOf, valueOfKey } from './keys.ts'
import { beginningOf, mainOf } from './series-parts.ts'
import { dayMs, utc } from './zone.ts'

/** Whether the series itself has a date of that key. */
export const gives = (object: CalendarObject, key: string) => {
  const moment = momentOf(valueOfKey(key), utc)
  const range = { from: new Date(moment - 2 * dayMs), to: new Date(moment + 2 * dayMs), zone: 'UTC', most: 10_000 }
  return instancesOf({ ...object, overrides: new Map() }, range).some((it) => it.key === key)
}

const repeating = new Set(['rrule', 'rdate', 'exdate', 'exrule'])

/** One date of the series, in words of its own: all that the series says, but how it comes again. */
export const overrideFor = (object: CalendarObject, key: string): Component => {
  const main = mainOf(object)
  const start = beginningOf(main, object)
  const at = inWordsOf(start, valueOfKey(key))
  if (!gives(object, key)) throw new IcsError('bad_date', `The series has no instance ${key}.`)
  const [name, properties, components] = jcalOf(main)
  const kept = properties.filter(([it]) => !repeating.has(it))
  const made = new ICAL.Component([name, [...kept, dateProperty('recurrence-id', [at])], components])
  object.root.addSubcomponent(made)
  setTimes(made, at, undefined, object.zoneOf)
  return made
}
