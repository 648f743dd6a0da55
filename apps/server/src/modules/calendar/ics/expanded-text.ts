import { writeObject, type CalendarObject } from './calendar-object.ts'
import { momentOf, readDate, type DateValue } from './date-values.ts'
import { instancesOf, type Instance, type Range } from './expand.ts'
import type { Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { componentOf, dateProperty, jcalOf, type JComponent, type JProperty } from './jcal.ts'
import { valueOfKey } from './keys.ts'
import { icsLimits } from './limits.ts'
import { utc } from './zone.ts'

const repeating = new Set(['rrule', 'rdate', 'exdate', 'exrule'])

const inUtc = (value: DateValue): DateValue => ({ form: 'utc', wall: momentOf(value, utc) })

/** Whatever has a zone, by its moments. */
const withoutZone = (property: JProperty, { zoneOf }: CalendarObject): JProperty => {
  const [name, { tzid, ...params }, type, ...values] = property
  const zone = Array.isArray(tzid) ? tzid[0] : tzid
  if (zone === undefined || type !== 'date-time') return property
  const [first, ...others] = values.map((it) => inUtc(readDate(it, zone, zoneOf)))
  if (!first) return property
  const [, , , ...moments] = dateProperty(name, [first, ...others])
  return [name, params, type, ...moments]
}

const noZone = () => utc
const dateOf = (property: JProperty | undefined) => property && readDate(property[3], undefined, noZone)

const utcOf = (at: Date): DateValue => ({ form: 'utc', wall: at.getTime() })

/**
 * Says of one date what the series says of its first. Moments end by DTEND: a length in days is not as long in UTC as it
 * is in its zone.
 */
const dated = ({ key, startsAt, endsAt, isOverride }: Instance, properties: JProperty[]): JProperty[] => {
  const before = new Map(
    ['dtstart', 'dtend', 'due'].map((name) => [name, dateOf(properties.find((it) => it[0] === name))]),
  )
  const first = before.get('dtstart')
  if (!first) return properties
  const start = isOverride ? first : valueOfKey(key)
  const [end, due] = [before.get('dtend'), before.get('due')]
  const moved = (value: DateValue): DateValue =>
    value.form === 'utc' ? utcOf(endsAt) : { ...value, wall: value.wall + start.wall - first.wall }
  const isMoment = first.form === 'utc'
  return properties.flatMap((property): JProperty[] => {
    const [name] = property
    if (name === 'dtstart') return [dateProperty(name, [isMoment ? utcOf(startsAt) : start])]
    if (name === 'dtend' && end) return [dateProperty(name, [moved(end)])]
    if (name === 'due' && due) return [dateProperty(name, [moved(due)])]
    return name === 'duration' && isMoment ? [dateProperty('dtend', [utcOf(endsAt)])] : [property]
  })
}

const around = ({ root }: CalendarObject, components: JComponent[]): string => {
  const [name, properties] = jcalOf(root)
  return writeObject(componentOf([name, properties, components]))
}

/** What all of them would take, in letters. */
const mostText = 10_000_000

const checkLength = (instances: readonly Instance[]) => {
  const lengths = new Map<Component, number>()
  let all = 0
  for (const { component } of instances) {
    const length = lengths.get(component) ?? component.toString().length
    lengths.set(component, length)
    all += length
    if (all > mostText) throw new IcsError('too_many', 'More text than can be told at once.')
  }
}

/** Each instance in a range as an event of its own: no rules, no zones, its RECURRENCE-ID (RFC 4791 §9.6.5, for `expand`). */
export const expandedText = (object: CalendarObject, range: Range): string => {
  const most = icsLimits.instances
  const instances = instancesOf(object, { ...range, most: most + 1 })
  if (instances.length > most) throw new IcsError('too_many', `More than ${most} instances.`)
  checkLength(instances)
  const { main } = object
  const isAlone = main !== undefined && !main.hasProperty('rrule') && !main.hasProperty('rdate')
  const components = instances.map((instance): JComponent => {
    const [name, said, others] = jcalOf(instance.component)
    const kept = said.filter((it) => !repeating.has(it[0]) && it[0] !== 'recurrence-id')
    const properties = dated(
      instance,
      kept.map((it) => withoutZone(it, object)),
    )
    if (!isAlone || instance.isOverride) properties.push(dateProperty('recurrence-id', [valueOfKey(instance.key)]))
    return [name, properties, others]
  })
  return around(object, components)
}

/**
 * The series, and of its overrides those that are in a range or were, before they were moved (RFC 4791 §9.6.6, for
 * `limit-recurrence-set`).
 */
export const limitedText = (object: CalendarObject, range: Range): string => {
  const most = icsLimits.instances
  const now = instancesOf({ ...object, main: undefined }, { ...range, most })
  const before = instancesOf({ ...object, overrides: new Map() }, { ...range, most })
  const keys = new Set([...now, ...before].map(({ key }) => key))
  const left = new Set([...object.overrides].filter(([key]) => !keys.has(key)).map(([, it]) => it))
  return around(
    object,
    object.root
      .getAllSubcomponents()
      .filter((it) => !left.has(it))
      .map(jcalOf),
  )
}
