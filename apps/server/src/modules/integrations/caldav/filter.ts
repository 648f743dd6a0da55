import type ICAL from 'ical.js'
import { type CalendarObject, instancesOf, readCalendarText } from '#modules/calendar'
import type { Element } from '#platform/xml-tree'
import { DavError } from './dav-error.ts'
import { childOf, childrenOf, nameOf } from './names.ts'
import { rangeOf, type TimeRange } from './time-range.ts'

/** RFC 4791, 9.7.5 */
interface TextMatch {
  text: string
  fold: (text: string) => string
  isNegated: boolean
}

interface ParameterFilter {
  name: string
  isMissing: boolean
  text: TextMatch | undefined
}

interface PropertyFilter extends ParameterFilter {
  range: TimeRange | undefined
  parameters: ParameterFilter[]
}

interface ComponentFilter {
  name: string
  isMissing: boolean
  range: TimeRange | undefined
  properties: PropertyFilter[]
  components: ComponentFilter[]
}

/** What a query asks for (RFC 4791, 9.7). */
export interface Filter {
  calendar: ComponentFilter
  /** When what is looked for takes place, where that is said. */
  range: TimeRange | undefined
  /** Whether a time is all it asks for. */
  isOnlyRange: boolean
}

/** RFC 4790: which letters count as one. */
const collations: Record<string, (text: string) => string> = {
  'i;octet': (text) => text,
  'i;ascii-casemap': (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'i;unicode-casemap': (text) => text.normalize('NFKC').toLowerCase(),
}

const refused = (condition: 'C:valid-filter' | 'C:supported-filter' | 'C:supported-collation' = 'C:valid-filter') =>
  new DavError(403, condition)

const textMatchOf = (within: Element): TextMatch | undefined => {
  const match = childOf(within, 'C:text-match')
  if (!match) return undefined
  const fold = collations[match.attributes['collation'] ?? 'i;ascii-casemap']
  if (!fold) throw refused('C:supported-collation')
  return { text: fold(match.text), fold, isNegated: match.attributes['negate-condition'] === 'yes' }
}

const named = (filter: Element) => {
  const name = filter.attributes['name']
  if (!name) throw refused()
  return { name: name.toUpperCase(), isMissing: childOf(filter, 'C:is-not-defined') !== undefined }
}

const timeOf = (filter: Element) => {
  const range = childOf(filter, 'C:time-range')
  return range && rangeOf(range)
}

const parameterFilterOf = (filter: Element): ParameterFilter => ({ ...named(filter), text: textMatchOf(filter) })

const propertyFilterOf = (filter: Element): PropertyFilter => ({
  ...parameterFilterOf(filter),
  range: timeOf(filter),
  parameters: childrenOf(filter, 'C:param-filter').map(parameterFilterOf),
})

const componentFilterOf = (filter: Element): ComponentFilter => ({
  ...named(filter),
  range: timeOf(filter),
  properties: childrenOf(filter, 'C:prop-filter').map(propertyFilterOf),
  components: childrenOf(filter, 'C:comp-filter').map(componentFilterOf),
})

export const filterOf = (element: Element | undefined): Filter => {
  const [top, more] = element?.children.filter((it) => nameOf(it) === 'C:comp-filter') ?? []
  if (!top || more) throw refused()
  const calendar = componentFilterOf(top)
  if (calendar.name !== 'VCALENDAR' || calendar.isMissing || calendar.range) throw refused()
  const events = calendar.components.filter(({ name, isMissing }) => name === 'VEVENT' && !isMissing)
  const alarms = events.flatMap(({ components }) => components).some(({ range }) => range)
  if (alarms) throw refused('C:supported-filter')
  const [event] = events
  const isOnlyRange =
    calendar.properties.length === 0 &&
    calendar.components.length === 1 &&
    events.length === 1 &&
    event?.properties.length === 0 &&
    event.components.length === 0
  return { calendar, range: event?.range, isOnlyRange }
}

/** A row of the calendar, and what of it is known unread. */
interface Row {
  ics: string
  /** Whether the time it was found by is all there is to it. */
  isExact: boolean
}

const matchesText = (value: string, { text, fold, isNegated }: TextMatch) => fold(value).includes(text) !== isNegated

const parameterPasses = (property: ICAL.Property, { name, isMissing, text }: ParameterFilter) => {
  const value = property.getParameter(name.toLowerCase())
  if (value === undefined) return isMissing
  return !isMissing && (!text || [value].flat().some((one) => matchesText(one, text)))
}

const isWithin = (property: ICAL.Property, { from, to }: TimeRange) => {
  const value: unknown = property.getFirstValue()
  const moment =
    value !== null && typeof value === 'object' && 'toJSDate' in value ? (value as ICAL.Time).toJSDate() : undefined
  return moment !== undefined && (!from || moment >= from) && (!to || moment < to)
}

const propertyPasses = (component: ICAL.Component, filter: PropertyFilter) => {
  const all = component.getAllProperties(filter.name.toLowerCase())
  if (filter.isMissing) return all.length === 0
  return all.some(
    (property) =>
      (!filter.text || property.getValues().some((value) => filter.text && matchesText(String(value), filter.text))) &&
      (!filter.range || isWithin(property, filter.range)) &&
      filter.parameters.every((it) => parameterPasses(property, it)),
  )
}

const componentPasses = (component: ICAL.Component, filter: ComponentFilter): boolean =>
  filter.properties.every((it) => propertyPasses(component, it)) &&
  filter.components.every((it) => {
    const below = component.getAllSubcomponents(it.name.toLowerCase())
    return it.isMissing ? below.length === 0 : below.some((one) => componentPasses(one, it))
  })

/** Where a range is open. */
const earliest = new Date('1900-01-01T00:00:00Z')
const latest = new Date('2200-01-01T00:00:00Z')

/** The events of an object that take place at a time: of a series the exceptions, and what the others are made after. */
const eventsAt = (object: CalendarObject, range: TimeRange | undefined, zone: string) => {
  if (!range) return object.root.getAllSubcomponents('vevent')
  const { from = earliest, to = latest } = range
  const most = object.overrides.size + 1
  const exceptions = instancesOf({ ...object, main: undefined }, { from, to, zone, most })
  // Of all that the series makes one is as good as another, and no more exceptions can stand before the first.
  const found = [...exceptions, ...instancesOf(object, { from, to, zone, most })]
  return [...new Set(found.map(({ component }) => component))]
}

/** Whether an object is one of those that are asked for; all-day and floating times are those of a zone. */
export const passes = ({ calendar: filter, range, isOnlyRange }: Filter, row: Row, zone: string) => {
  if (isOnlyRange && (row.isExact || !range)) return true
  const object = readCalendarText(row.ics)
  return (
    filter.properties.every((it) => propertyPasses(object.root, it)) &&
    filter.components.every((it) => {
      const all =
        it.name === 'VEVENT' ? eventsAt(object, it.range, zone) : object.root.getAllSubcomponents(it.name.toLowerCase())
      return it.isMissing ? all.length === 0 : all.some((one) => componentPasses(one, it))
    })
  )
}
