import type { CalendarObject } from './calendar-object.ts'
import { dateValues, momentOf, rawValues, type DateValue } from './date-values.ts'
import type { Component } from './ical.ts'
import { valueOfKey } from './keys.ts'
import { timingOf, type Length } from './timing.ts'
import { utc } from './zone.ts'
import { organizerOf } from './attendees.ts'
import { rawJson } from './jcal.ts'

/** What of a component others are told about: when it is, and what it says. */
export interface Essence {
  times: string
  texts: string
}

/** What people read; marks that programs leave for themselves are no news to anybody. */
const told =
  'summary description location url conference class geo attach comment contact priority resources image styled-description x-alt-desc x-conference'.split(
    ' ',
  )

const textsOf = (component: Component) =>
  JSON.stringify([organizerOf(component), ...told.map((name) => component.getAllProperties(name).map(rawJson))])

const momentText = (value: DateValue, length: Length) => {
  const moment = value.form === 'zoned' ? momentOf(value, utc) : value.wall
  return `${value.form === 'zoned' ? 'utc' : value.form} ${moment} ${length.days} ${length.milliseconds}`
}

/** When it is, and whether it takes place; the date of a key where a series gives it, undefined for what it says itself. */
export const timesAt = (component: Component, { zoneOf }: CalendarObject, key: string | undefined): string => {
  const timing = timingOf(component, zoneOf, utc)
  const start = key === undefined ? timing?.start : valueOfKey(key)
  const status = String(component.getFirstPropertyValue('status') ?? 'CONFIRMED').toUpperCase()
  return `${start && timing ? momentText(start, timing.length) : ''} ${status}`
}

/** Of an override. */
export const essenceAt = (object: CalendarObject, component: Component): Essence => ({
  times: timesAt(component, object, undefined),
  texts: textsOf(component),
})

/** Of a series, without the dates taken out: each of those is news of its own. */
export const essenceOf = (object: CalendarObject, main: Component): Essence => {
  const { zoneOf } = object
  const rules = main.getAllProperties('rrule').map((it) => it.toICALString())
  const added = main
    .getAllProperties('rdate')
    .flatMap((it) =>
      it.type === 'period'
        ? [JSON.stringify(rawValues(it))]
        : dateValues(it, zoneOf).map((value) => String(momentOf(value, utc))),
    )
  const zone = timingOf(main, zoneOf, utc)?.start
  const clock = zone?.form === 'zoned' && rules.length > 0 ? zone.zone.name : ''
  return {
    times: [timesAt(main, object, undefined), clock, ...rules.toSorted(), ...added.toSorted()].join('\n'),
    texts: textsOf(main),
  }
}
