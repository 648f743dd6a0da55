import { isCancelled } from './attendees.ts'
import type { CalendarObject } from './calendar-object.ts'
import { rawValues, readAnyDate, startOf } from './date-values.ts'
import { type Instance, instancesOf } from './expand.ts'
import type { Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { textOf } from './text-of.ts'
import { endOf, type Length, readLength, zoneOfValue } from './timing.ts'
import { dayMs, utc, wallOf, type Zone } from './zone.ts'
import { zoneOfName } from './zones.ts'

/** What an alarm asks for: something to be seen, or to be written. */
export type AlarmKind = 'shown' | 'mailed'

interface Alarm {
  kind: AlarmKind
  /** From the start or the end of each instance. */
  of: 'start' | 'end'
  away: Length
  /** Up to when somebody has seen it already, in another program (RFC 9074, 6.1). */
  seenTo: number
}

/** An alarm of one instance, at its moment. */
export interface DueAlarm {
  at: Date
  kind: AlarmKind
  instance: Instance
}

/** Whether there may be an alarm in a text, before it is read. */
export const mayRemind = /^BEGIN:VALARM/im

/** Of one component: whoever sets more will hear enough. */
const mostAlarms = 20
/** Of one object, in the time it is looked at. */
const mostInstances = 2000

const kinds: Record<string, AlarmKind> = { DISPLAY: 'shown', AUDIO: 'shown', EMAIL: 'mailed' }

/** What ical.js does not know it leaves as it is written. */
const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/v

const seenTo = (alarm: Component) => {
  const said = textOf(alarm, 'acknowledged').replace(compact, '$1-$2-$3T$4:$5:$6Z')
  const seen = said === '' ? undefined : orNone(() => readAnyDate(said, undefined, () => utc))
  return seen?.wall ?? -Infinity
}

const orNone = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch (error) {
    if (error instanceof IcsError) return undefined
    throw error
  }
}

/** Those that go with each instance; one at a moment of its own is no reminder of what comes again. */
const alarmsOf = (component: Component): Alarm[] =>
  component
    .getAllSubcomponents('valarm')
    .flatMap((alarm): Alarm[] => {
      const kind = kinds[String(alarm.getFirstPropertyValue('action')).toUpperCase()]
      const trigger = alarm.getFirstProperty('trigger')
      const away = trigger?.type === 'duration' ? orNone(() => readLength(String(rawValues(trigger)[0]))) : undefined
      if (!kind || !away) return []
      const related = String(trigger?.getFirstParameter('related')).toUpperCase()
      return [{ kind, of: related === 'END' ? 'end' : 'start', away, seenTo: seenTo(alarm) }]
    })
    .slice(0, mostAlarms)

const roughly = ({ days, milliseconds }: Length) => days * dayMs + milliseconds

/** Days are those of the calendar, whatever becomes of the hour meanwhile. */
const momentOf = ({ of, away }: Alarm, { startsAt, endsAt }: Instance, clock: Zone | undefined) => {
  const from = (of === 'end' ? endsAt : startsAt).getTime()
  return endOf(from, clock ? wallOf(from, clock) : from, away, clock)
}

/** A change of hour, and more. */
const slack = 2 * 3_600_000

interface Looked {
  object: CalendarObject
  /** Of whole days and floating times. */
  zone: string
}

const alarmsWithin = ({ object, zone }: Looked, from: number, to: number): DueAlarm[] => {
  const parts = [...(object.main ? [object.main] : []), ...object.overrides.values()]
  const alarms = new Map(parts.filter((it) => !isCancelled(it)).map((it) => [it, alarmsOf(it)]))
  const ways = [...alarms.values()].flat().map(({ away }) => roughly(away))
  if (ways.length === 0) return []
  const here = zoneOfName(zone)
  const range = {
    from: new Date(from - Math.max(...ways) - slack),
    to: new Date(to - Math.min(...ways) + slack),
    zone,
    most: mostInstances,
  }
  return instancesOf(object, range)
    .flatMap((instance) => {
      const value = startOf(instance.component, object.zoneOf)
      const clock = value && zoneOfValue(value, here)
      return (alarms.get(instance.component) ?? []).flatMap((alarm) => {
        const at = momentOf(alarm, instance, clock)
        const isDue = at >= from && at < to && at > alarm.seenTo
        return isDue ? [{ at: new Date(at), kind: alarm.kind, instance }] : []
      })
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** The alarms of an event that are due from one moment to before another, in order. */
export const alarmsDue = (object: CalendarObject, { from, to, zone }: { from: Date; to: Date; zone: string }) =>
  object.component === 'VEVENT' ? alarmsWithin({ object, zone }, from.getTime(), to.getTime()) : []

/** So far ahead the next is looked for, ever further. */
const looks = [2, 70, 800, 8000].map((days) => days * dayMs)

/** When the next alarm of an event is due, from a moment on; undefined where there is none in twenty years. */
export const nextAlarm = (object: CalendarObject, { from, zone }: { from: Date; zone: string }): Date | undefined => {
  for (const look of looks) {
    const to = new Date(from.getTime() + look)
    const [first] = alarmsDue(object, { from, to, zone })
    if (first) return first.at
  }
  return undefined
}
