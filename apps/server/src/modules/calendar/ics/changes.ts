import { dateValue, momentOf, rawValues, startOf, type DateValue, type ZoneOf } from './date-values.ts'
import { ICAL, type Component, type Property } from './ical.ts'
import { dateProperty } from './jcal.ts'
import { ruleProperty } from './repeat.ts'
import { utc, wallOf } from './zone.ts'

/** What is to be other; what is not named stays, and null takes away. */
export interface Change {
  start?: DateValue
  /** As DTEND has it: the moment, or the day, it is over. */
  end?: DateValue
  /** Of a series: the value of its RRULE. */
  rule?: string | null
  /** By the names of properties: `summary`, `location`, `status`. */
  texts?: Record<string, string | null>
  /** Anything else; done to the series and to each of its overrides that it concerns. */
  edit?: (component: Component) => void
}

/** Other dates in a property, of one kind; parameters of one's own stay. */
export const putDates = (property: Property, values: readonly [DateValue, ...DateValue[]]): void => {
  const [, { tzid }, type, ...written] = dateProperty(property.name, values)
  property.removeParameter('tzid')
  if (tzid !== undefined) property.setParameter('tzid', tzid)
  property.resetType(type)
  property.jCal.push(...written)
}

/** Puts a date where there was one, or at the end. */
export const setDate = (component: Component, name: string, value: DateValue): void => {
  const property = component.getFirstProperty(name)
  if (property) putDates(property, [value])
  else component.addProperty(new ICAL.Property(dateProperty(name, [value])))
}

/** A value on the clocks of another: the same moment, or the same day. */
export const onClockOf = (value: DateValue, of: DateValue): DateValue => {
  if (value.form === of.form && (of.form !== 'zoned' || (value.form === 'zoned' && value.tzid === of.tzid)))
    return value
  if (of.form === 'zoned') {
    const isMoment = value.form === 'utc' || value.form === 'zoned'
    return { ...of, wall: isMoment ? wallOf(momentOf(value, utc), of.zone) : value.wall }
  }
  if (of.form === 'utc' && value.form === 'zoned') return { form: 'utc', wall: momentOf(value, utc) }
  return value
}

const endOf = (component: Component, zoneOf: ZoneOf): DateValue | undefined => {
  const property = component.getFirstProperty('dtend')
  return property ? dateValue(property, zoneOf) : undefined
}

const rawText = (component: Component, name: string) => {
  const property = component.getFirstProperty(name)
  return property ? String(rawValues(property)[0]) : undefined
}

const setText = (component: Component, name: string, text: string | null) => {
  if (text === null) component.removeAllProperties(name)
  else component.updatePropertyWithValue(name, text)
}

/** Puts a component at another time, as long as before unless an end is said. */
export const setTimes = (component: Component, start: DateValue, end: DateValue | undefined, zoneOf: ZoneOf): void => {
  const [before, ended] = [startOf(component, zoneOf), endOf(component, zoneOf)]
  setDate(component, 'dtstart', start)
  if (end) {
    component.removeAllProperties('duration')
    setDate(component, 'dtend', onClockOf(end, start))
    return
  }
  const isOtherKind = before && (before.form === 'date') !== (start.form === 'date')
  if (isOtherKind) {
    component.removeAllProperties('dtend')
    component.removeAllProperties('duration')
  } else if (before && ended) {
    const long = onClockOf(ended, before).wall - before.wall
    setDate(component, 'dtend', { ...start, wall: start.wall + long })
  }
}

/** Whether a change gives another time or other times, which is what SEQUENCE counts (RFC 5546 §2.1.4). */
export const isMaterial = (component: Component, change: Change, zoneOf: ZoneOf): boolean => {
  const same = (asked: DateValue | undefined, has: DateValue | undefined) =>
    asked === undefined ||
    (has !== undefined && asked.form === has.form && asked.wall === has.wall && tzidOf(asked) === tzidOf(has))
  const rule = component.getFirstProperty('rrule')?.toICALString().slice('RRULE:'.length)
  const sameRule = change.rule === undefined || (change.rule ?? undefined) === rule
  const status = change.texts?.['status']
  const sameStatus = status === undefined || (status ?? undefined) === rawText(component, 'status')
  return !(
    same(change.start, startOf(component, zoneOf)) &&
    same(change.end, endOf(component, zoneOf)) &&
    sameRule &&
    sameStatus
  )
}

const tzidOf = (value: DateValue) => (value.form === 'zoned' ? value.tzid : undefined)

/** All of a change but its times, on one component. */
export const applyTexts = (component: Component, { texts = {}, edit }: Change): void => {
  for (const [name, text] of Object.entries(texts)) setText(component, name, text)
  edit?.(component)
}

/** The same on an override: a text that was its own stays its own. */
export const applyToOverride = (
  override: Component,
  change: Change,
  before: ReadonlyMap<string, string | undefined>,
): void => {
  for (const [name, text] of Object.entries(change.texts ?? {}))
    if (rawText(override, name) === before.get(name)) setText(override, name, text)
  change.edit?.(override)
}

/** What the series said of the texts that a change names. */
export const textsBefore = (main: Component, { texts = {} }: Change): Map<string, string | undefined> =>
  new Map(Object.keys(texts).map((name) => [name, rawText(main, name)]))

/** Another rule in the place of one. */
export const putRule = (property: Property, rule: string): void => {
  property.removeAllValues()
  property.jCal.push(...rawValues(ruleProperty(rule)))
}

/** One rule in the place of all there were. */
export const setRule = (component: Component, rule: string | null): void => {
  const [first, ...others] = component.getAllProperties('rrule')
  for (const it of others) component.removeProperty(it)
  if (rule === null) component.removeAllProperties('rrule')
  else if (first) putRule(first, rule)
  else component.addProperty(ruleProperty(rule))
}
