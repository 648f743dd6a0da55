import type { CalendarObject } from './calendar-object.ts'
import { dateValue, dateValues, rawValues, readDate, tzidOf, type DateValue } from './date-values.ts'
import type { Component, Property } from './ical.ts'
import { IcsError } from './ics-error.ts'
import type { IcsLimits } from './limits.ts'
import { createBudget, isSpent, wallsOf } from './recurrence.ts'
import { readRule } from './rule.ts'
import { durationOf } from './timing.ts'
import { dayMs } from './zone.ts'

type Read = Pick<CalendarObject, 'main' | 'overrides' | 'component' | 'method' | 'zoneOf'>

const checkRule = (property: Property, start: DateValue, { instances, steps }: IcsLimits, { zoneOf }: Read) => {
  const rule = readRule(rawValues(property)[0], zoneOf)
  if ((rule.count ?? 0) > instances) throw new IcsError('too_many', `More than ${instances} instances.`)
  const until = rule.until ? rule.until.wall + 2 * dayMs : Infinity
  const budget = createBudget(steps)
  let found = 0
  for (const _ of wallsOf(rule, start.wall, { to: Math.min(start.wall + 366 * dayMs, until), budget })) {
    found += 1
    if (found > instances) throw new IcsError('too_many', `More than ${instances} instances in a year.`)
  }
  if (isSpent(budget)) throw new IcsError('too_many', 'A rule that nobody can follow.')
}

/** A start and a length (RFC 5545 §3.3.9) are jCal's pair; what the second says is read where it is needed. */
const checkDatesOf = (property: Property, { zoneOf }: Read) => {
  if (property.type !== 'period') return dateValues(property, zoneOf).length
  const values = rawValues(property)
  for (const it of values) readDate(Array.isArray(it) ? it[0] : it, tzidOf(property), zoneOf)
  return values.length
}

const checkMain = (main: Component, object: Read, limits: IcsLimits) => {
  const start = main.getFirstProperty('dtstart')
  let dates = 0
  for (const name of ['rdate', 'exdate'])
    for (const property of main.getAllProperties(name)) {
      dates += rawValues(property).length
      if (dates > limits.dates) throw new IcsError('too_many', `More than ${limits.dates} dates.`)
      checkDatesOf(property, object)
    }
  const rules = main.getAllProperties('rrule')
  if (rules.length > limits.rules) throw new IcsError('too_many', `More than ${limits.rules} rules.`)
  if (rules.length > 0 && !start) throw new IcsError('bad_rule', 'A rule without DTSTART.')
  if (start) for (const rule of rules) checkRule(rule, dateValue(start, object.zoneOf), limits, object)
}

/** RFC 5545 §3.6.1: an event begins, unless it is part of a conversation (METHOD), and says in one way when it ends. */
const checkTimes = (it: Component, { component, method, zoneOf }: Read) => {
  const [start, end, due] = ['dtstart', 'dtend', 'due'].map((name) => it.getFirstProperty(name))
  if (component === 'VEVENT' && !start && method === undefined)
    throw new IcsError('bad_date', 'An event without DTSTART.')
  durationOf(it)
  const [from, to] = [start && dateValue(start, zoneOf), (end ?? due) && dateValue((end ?? due) as Property, zoneOf)]
  if (!from || !to) return
  if (component === 'VEVENT' && (from.form === 'date') !== (to.form === 'date'))
    throw new IcsError('bad_date', 'DTSTART and DTEND are of two kinds.')
  const duration = it.getFirstProperty('duration')
  if (duration && end) throw new IcsError('bad_date', 'DTEND and DURATION in one component.')
}

/** Refuses dates that are none, zones of nobody and rules that would never end, so that whoever expands need not. */
export const checkDates = (object: Read, limits: IcsLimits): void => {
  if (object.main) checkMain(object.main, object, limits)
  for (const it of [object.main, ...object.overrides.values()]) if (it) checkTimes(it, object)
}
