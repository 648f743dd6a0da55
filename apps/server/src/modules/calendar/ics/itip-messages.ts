import { addZones } from './added-zones.ts'
import { attendeesOf, isCancelled } from './attendees.ts'
import { objectOf, type CalendarObject } from './calendar-object.ts'
import type { Component, Property } from './ical.ts'
import { answersOf, type Answers, type InstanceKey } from './itip-diff.ts'
import { componentOf, dateProperty, jcalOf, writtenDate, type JComponent, type JProperty } from './jcal.ts'
import { inWordsOf, valueOfKey } from './keys.ts'
import { sequenceOf } from './stamp.ts'
import { startOf } from './date-values.ts'

/** One letter between calendars (RFC 5546): METHOD, and zones for what it speaks of. */
const message = ({ root }: CalendarObject, method: string, components: JComponent[]): CalendarObject => {
  const [name, properties, all] = jcalOf(root)
  const kept = properties.filter(([it]) => it === 'version' || it === 'prodid' || it === 'calscale')
  const spoken = JSON.stringify(components)
  const zones = all.filter(
    ([it, said]) => it === 'vtimezone' && spoken.includes(JSON.stringify(said.find(([n]) => n === 'tzid')?.[3])),
  )
  const head: JProperty[] = [...kept, ['method', {}, 'text', method]]
  return objectOf(addZones(componentOf([name, head, [...zones, ...components]])))
}

/** What is between a server and its clients (RFC 6638 §7), or ours alone. */
const isOurs = (name: string) => name.startsWith('schedule-') || name.startsWith('x-amphi-')

/** As others may have a property. */
export const withoutOurs = ([name, params, type, ...values]: JProperty): JProperty => [
  name,
  name === 'attendee' || name === 'organizer'
    ? Object.fromEntries(Object.entries(params).filter(([it]) => !isOurs(it)))
    : params,
  type,
  ...values,
]

/** As others may have it: nobody's alarms (RFC 9074 §1), each person once. */
const forOthers = (component: Component): JComponent => {
  const [name, properties, components] = jcalOf(component)
  const once = new Set([...attendeesOf(component).values()].map((it) => JSON.stringify(it.toJSON())))
  const kept = properties.filter((it) => it[0] !== 'attendee' || once.delete(JSON.stringify(it)))
  const told = kept.filter(([it]) => !isOurs(it)).map(withoutOurs)
  return [name, told, components.filter(([it]) => it !== 'valarm').map((it) => structuredClone(it))]
}

const text = (name: string, value: string): JProperty => [name, {}, 'text', value]

/** An alarm that is proposed to who is invited, by minutes before (§3.6.6). */
const alarm = (minutes: number, summary: string): JComponent => [
  'valarm',
  [text('action', 'DISPLAY'), text('description', summary), ['trigger', {}, 'duration', `-PT${minutes}M`]],
  [],
]

const withAlarm = ([name, said, components]: JComponent, minutes: number | undefined): JComponent => {
  const title = said.find(([it]) => it === 'summary')?.[3]
  const summary = typeof title === 'string' ? title : ''
  return minutes === undefined ? [name, said, components] : [name, said, [...components, alarm(minutes, summary)]]
}

/**
 * What an attendee is invited to, and nothing else (RFC 5546 §3.2.2): where they are not part of some dates of a series,
 * those are taken out of it. None where they are invited to nothing. The alarms are not the organizer's; one may be
 * proposed, so many minutes before. `now` is when it is said, which tells it from what was said before (RFC 5546 §2.1.5).
 */
export const requestFor = (
  object: CalendarObject,
  attendee: string,
  { alarmBefore, now }: { alarmBefore?: number; now?: Date } = {},
): CalendarObject | undefined => {
  const { main, overrides, zoneOf } = object
  const isFor = (it: Component | undefined): it is Component =>
    it !== undefined && !isCancelled(it) && attendeesOf(it).has(attendee)
  const mine = [...overrides].filter(([, it]) => isFor(it))
  const series: JComponent[] = isFor(main) ? [forOthers(main)] : []
  const start = main && startOf(main, zoneOf)
  const [first] = series
  if (first && start)
    for (const [key, it] of overrides)
      if (!isFor(it)) first[1].push(dateProperty('exdate', [inWordsOf(start, valueOfKey(key))]))
  const components = [...series, ...mine.map(([, it]) => forOthers(it))]
  if (components.length === 0) return undefined
  return message(
    object,
    'REQUEST',
    components.map((it) => withAlarm(now ? saidAt(it, now) : it, alarmBefore)),
  )
}

const dtstamp = (now: Date): JProperty => [
  'dtstamp',
  {},
  'date-time',
  writtenDate(Math.floor(now.getTime() / 1000) * 1000, 'utc'),
]

const saidAt = ([name, said, components]: JComponent, now: Date): JComponent => [
  name,
  said.map((it) => (it[0] === 'dtstamp' ? dtstamp(now) : it)),
  components,
]

const sequence = (value: number): JProperty => ['sequence', {}, 'integer', value]

const named = (component: Component, ...names: string[]): JProperty[] =>
  names.flatMap((name) =>
    component.getAllProperties(name).map((it) => withoutOurs(structuredClone(it.toJSON()) as JProperty)),
  )

/** What is said of one instance: its override, or the series with that date. */
const instance = (
  object: CalendarObject,
  key: InstanceKey,
): { component: Component; dates: JProperty[] } | undefined => {
  const { main, overrides, zoneOf } = object
  const override = key === null ? undefined : overrides.get(key)
  if (override) return { component: override, dates: named(override, 'recurrence-id', 'dtstart') }
  if (!main) return undefined
  const start = startOf(main, zoneOf)
  if (key === null || !start) return { component: main, dates: named(main, 'dtstart') }
  const at = inWordsOf(start, valueOfKey(key))
  return { component: main, dates: [dateProperty('recurrence-id', [at]), dateProperty('dtstart', [at])] }
}

/**
 * That an attendee is not invited any more, to the series (null) or to some instances (RFC 5546 §3.2.5), of the object as
 * it was and with its SEQUENCE: the organizer's goes no further by it, and who is invited again is told by that one. None
 * where nothing of it is here.
 */
export const cancelFor = (
  object: CalendarObject,
  attendee: string,
  instances: readonly InstanceKey[],
  now: Date,
): CalendarObject | undefined => {
  const keys = instances.includes(null) ? [null] : instances
  const components = keys.flatMap((key): JComponent[] => {
    const found = instance(object, key)
    if (!found) return []
    const { component, dates } = found
    const own = attendeesOf(component).get(attendee)
    const invited: JProperty[] = own
      ? [withoutOurs(structuredClone(own.toJSON()) as JProperty)]
      : [['attendee', {}, 'cal-address', `mailto:${attendee}`]]
    const said = named(component, 'uid', 'organizer', 'summary', 'location')
    const end = [sequence(sequenceOf(component)), text('status', 'CANCELLED')]
    return [[component.name, [...said, dtstamp(now), ...dates, ...invited, ...end], []]]
  })
  return components.length === 0 ? undefined : message(object, 'CANCEL', components)
}

/**
 * What an attendee answers, by instance (RFC 5546 §3.2.3): one ATTENDEE, the SEQUENCE of what they were asked, and
 * enough of the event for programs that pass over a thin answer; `also` what else of it they are to read.
 */
export const replyOf = (
  object: CalendarObject,
  attendee: string,
  {
    now,
    answers = answersOf(object, attendee),
    comment,
    also = [],
  }: { now: Date; answers?: Answers; comment?: string; also?: readonly string[] },
): CalendarObject | undefined => {
  const components = [...answers].flatMap(([key, partstat]): JComponent[] => {
    const found = instance(object, key)
    const own = found && (attendeesOf(found.component).get(attendee) ?? ownIn(object, attendee))
    if (!found || !own) return []
    const { component, dates } = found
    const [name, params, type, ...values] = withoutOurs(structuredClone(own.toJSON()) as JProperty)
    const { rsvp: _, ...kept } = params
    const answer: JProperty = [name, { ...kept, partstat }, type, ...values]
    const said = named(component, 'uid', 'organizer', 'summary', 'dtend', 'duration', ...also)
    const ends = component === object.main && key !== null ? said.filter(([it]) => it !== 'dtend') : said
    const more = comment === undefined ? [] : [text('comment', comment)]
    return [[component.name, [...ends, dtstamp(now), sequence(sequenceOf(component)), ...dates, answer, ...more], []]]
  })
  return components.length === 0 ? undefined : message(object, 'REPLY', components)
}

const ownIn = ({ main, overrides }: CalendarObject, attendee: string): Property | undefined =>
  [main, ...overrides.values()].flatMap((it) => (it ? (attendeesOf(it).get(attendee) ?? []) : []))[0]
