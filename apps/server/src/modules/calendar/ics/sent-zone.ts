import { rawValues, readAnyDate, type Wall } from './date-values.ts'
import type { Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { type Budget, createBudget, isSpent, wallsOf } from './recurrence.ts'
import { readRule, type Rule } from './rule.ts'
import { dayMs, utc, type Stretch, type Zone } from './zone.ts'

const written = /^(?<sign>[+\-])(?<hours>\d\d):?(?<minutes>\d\d)(?::?(?<seconds>\d\d))?$/v

const offsetOf = (observance: Component, name: string) => {
  const property = observance.getFirstProperty(name)
  const groups = property && written.exec(String(rawValues(property)[0]))?.groups
  if (!groups) throw new IcsError('unknown_zone', `The zone says no ${name.toUpperCase()}.`)
  const { sign, hours = 0, minutes = 0, seconds = 0 } = groups
  const away = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  if (Number(hours) > 23) throw new IcsError('unknown_zone', 'A zone is not a day away from UTC.')
  return sign === '-' ? -away : away
}

interface Change {
  at: number
  before: number
  after: number
}

const floating = () => utc

/** A rule of an observance, and when it gives its first. */
interface Repeated {
  rule: Rule
  first: Wall
  before: number
  after: number
}

/** What a VTIMEZONE says: the changes it names, and those that come again. */
interface Told {
  named: Change[]
  rules: Repeated[]
}

const most = { rules: 8, changes: 500, steps: 200_000 }

const tooMany = () => new IcsError('too_many', 'A zone with more changes than any place has.')

/** Clocks change on a day of the year, at the hour of DTSTART. */
const checkRule = ({ frequency, byHour, byMinute, bySecond, bySetPosition, count }: Rule) => {
  if (frequency !== 'YEARLY') throw new IcsError('bad_rule', 'Clocks change once a year at most by one rule.')
  if ([byHour, byMinute, bySecond, bySetPosition].some((it) => it.length > 0) || (count ?? 0) > most.changes)
    throw tooMany()
}

/** RFC 5545 §3.6.5: DTSTART, RRULE and RDATE in the time it replaces. */
const observed = (observance: Component): Told => {
  const start = observance.getFirstProperty('dtstart')
  if (!start) throw new IcsError('unknown_zone', 'An observance of the zone has no DTSTART.')
  const [before, after] = [offsetOf(observance, 'tzoffsetfrom'), offsetOf(observance, 'tzoffsetto')]
  const first = readAnyDate(rawValues(start)[0], undefined, floating).wall
  const dates = observance.getAllProperties('rdate').flatMap(rawValues)
  if (dates.length > most.changes) throw tooMany()
  const walls = dates
    .map((it) => readAnyDate(it, undefined, floating))
    .map((it) => (it.form === 'utc' ? it.wall + before : it.wall))
  const rules = observance.getAllProperties('rrule').map((it) => readRule(rawValues(it)[0], floating))
  for (const rule of rules) checkRule(rule)
  return {
    named: [first, ...walls].map((wall) => ({ at: wall - before, before, after })),
    rules: rules.map((rule) => ({ rule, first, before, after })),
  }
}

const yearMs = 366 * dayMs
const centuryMs = 100 * yearMs

interface Window {
  from: number
  to: number
}

/** Of a rule that has ended by then, its last change; what it gave longer ago is of no use. */
const changesIn = ({ rule, first, before, after }: Repeated, { from, to }: Window, budget: Budget): Change[] => {
  const last = rule.until ? rule.until.wall + (rule.until.form === 'utc' ? before : 0) : Infinity
  const since = Math.min(from, last) - (rule.interval + 8) * yearMs
  const walls = wallsOf(rule, first, { from: since, to: Math.min(last, to + dayMs), budget })
  return [...walls].map((wall) => ({ at: wall - before, before, after }))
}

const stretchesOf = ({ named, rules }: Told, window: Window, budget: Budget): Stretch[] => {
  const again = rules.flatMap((it) => changesIn(it, window, budget))
  const changes = [...named, ...again].toSorted((a, b) => a.at - b.at)
  const edges = [...changes.map(({ at }) => at), Infinity]
  return [
    { from: -Infinity, to: edges[0] ?? Infinity, offset: changes[0]?.before ?? 0 },
    ...changes.map(({ at, after }, i) => ({ from: at, to: edges[i + 1] ?? Infinity, offset: after })),
  ]
    .map(({ from, to, offset }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to), offset }))
    .filter(({ from, to }) => from < to)
}

/** Refuses what no place has before anything is asked of it: a rule gives as much in one century as in another. */
const check = ({ named, rules }: Told) => {
  if (named.length === 0) throw new IcsError('unknown_zone', 'The zone has no observance.')
  if (rules.length > most.rules || named.length > most.changes) throw tooMany()
  const budget = createBudget(most.steps)
  const again = rules.map((it) => changesIn(it, { from: it.first, to: it.first + centuryMs }, budget).length)
  if (isSpent(budget) || again.some((it) => it > 2 * 100)) throw tooMany()
}

/** A zone that the object itself describes (RFC 5545 §3.6.5), for names that nobody knows. */
export const sentZone = (component: Component, name: string): Zone => {
  const observances = component.getAllSubcomponents().filter((it) => it.name === 'standard' || it.name === 'daylight')
  const all = observances.map(observed)
  const told = { named: all.flatMap((it) => it.named), rules: all.flatMap((it) => it.rules) }
  check(told)
  const budget = createBudget()
  const centuries = new Map<number, Stretch[]>()
  let last: Stretch = { from: 0, to: 0, offset: 0 }
  return {
    name,
    stretchAt(instant) {
      if (instant >= last.from && instant < last.to) return last
      const century = Math.floor(instant / centuryMs)
      let stretches = centuries.get(century)
      if (!stretches) {
        const window = { from: century * centuryMs, to: (century + 1) * centuryMs }
        centuries.set(century, (stretches = stretchesOf(told, window, budget)))
      }
      last = stretches.find(({ to }) => instant < to) ?? last
      return last
    },
  }
}
