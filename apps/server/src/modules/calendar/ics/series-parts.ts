import { objectOf, type CalendarObject } from './calendar-object.ts'
import { addZones } from './added-zones.ts'
import { putDates } from './changes.ts'
import { dateValues, rawValues, readDate, startOf, tzidOf, type DateValue } from './date-values.ts'
import { ICAL, type Component, type Property } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { jcalOf, writtenDate } from './jcal.ts'

/** Works on a copy, and reads it again: what cannot stand is refused with `IcsError`. */
export const edited = (object: CalendarObject, deed: (copy: CalendarObject) => void): CalendarObject => {
  const copy = objectOf(new ICAL.Component(jcalOf(object.root)))
  deed(copy)
  return objectOf(addZones(copy.root))
}

export const mainOf = ({ main }: CalendarObject): Component => {
  if (!main) throw new IcsError('no_component', 'Only some instances are here, and not their series.')
  return main
}

/** When a component begins; everything that is edited does. */
export const beginningOf = (component: Component, { zoneOf }: CalendarObject): DateValue => {
  const start = startOf(component, zoneOf)
  if (!start) throw new IcsError('bad_date', 'It has no date.')
  return start
}

type DateMap = (value: DateValue) => DateValue | undefined

const mapPeriods = (property: Property, { zoneOf }: CalendarObject, map: DateMap): unknown[] =>
  rawValues(property).flatMap((it) => {
    const [from, to] = (Array.isArray(it) ? it : [it, 'PT0S']).map(String)
    const before = readDate(from, tzidOf(property), zoneOf)
    const after = map(before)
    if (!after || after.form === 'date') return []
    if (after === before) return [it]
    const end = to?.startsWith('P')
      ? to
      : writtenDate(readDate(to, tzidOf(property), zoneOf).wall + after.wall - before.wall, after.form)
    return [[writtenDate(after.wall, after.form), end]]
  })

/** Makes dates of RDATE or EXDATE others, and takes away those of which nothing becomes. */
export const mapDates = (main: Component, name: 'rdate' | 'exdate', object: CalendarObject, map: DateMap): void => {
  for (const property of main.getAllProperties(name)) {
    if (property.type === 'period') {
      const periods = mapPeriods(property, object, map)
      if (periods.length === 0) main.removeProperty(property)
      else property.jCal.splice(3, Infinity, ...periods)
      continue
    }
    const before = dateValues(property, object.zoneOf)
    const [first, ...others] = before.map(map).filter((it) => it !== undefined)
    if (!first) main.removeProperty(property)
    else if (others.length + 1 < before.length || [first, ...others].some((it, i) => it !== before[i]))
      putDates(property, [first, ...others])
  }
}
