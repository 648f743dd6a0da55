import type { DateValue, Wall } from './date-values.ts'
import { ICAL, type Component, type Property } from './ical.ts'

/** jCal (RFC 7265), which is what ical.js keeps everything in. */
export type JProperty = [name: string, params: Record<string, string | string[]>, type: string, ...values: unknown[]]
export type JComponent = [name: string, properties: JProperty[], components: JComponent[]]

/** A copy to work on. */
export const jcalOf = (component: Component): JComponent => structuredClone(component.toJSON() as JComponent)

/** What a copy has become. */
export const componentOf = (it: JComponent): Component => new ICAL.Component(it)

/** A wall time as jCal writes it (§3.5.5). */
export const writtenDate = (wall: Wall, form: DateValue['form']): string => {
  const text = new Date(wall).toISOString()
  return form === 'date' ? text.slice(0, 10) : `${text.slice(0, 19)}${form === 'utc' ? 'Z' : ''}`
}

/** A property of dates: VALUE where they are days, TZID where they are of a zone. All are of one kind. */
export const dateProperty = (name: string, [first, ...others]: readonly [DateValue, ...DateValue[]]): JProperty => [
  name,
  first.form === 'zoned' ? { tzid: first.tzid } : {},
  first.form === 'date' ? 'date' : 'date-time',
  ...[first, ...others].map(({ wall }) => writtenDate(wall, first.form)),
]

/** The same text for two properties that say the same. */
export const rawJson = (property: Property): string => {
  const [name, params, type, ...values] = property.toJSON() as JProperty
  return JSON.stringify([name, Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)), type, values])
}
