import { rawValues, readDate, type Wall } from './date-values.ts'
import type { Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { wallsOf } from './recurrence.ts'
import { readRule } from './rule.ts'
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

/** When an observance begins, up to that time (RFC 5545 §3.6.5: DTSTART, RRULE and RDATE in the time it replaces). */
const changesOf = (observance: Component, to: Wall): Change[] => {
  const start = observance.getFirstProperty('dtstart')
  if (!start) throw new IcsError('unknown_zone', 'An observance of the zone has no DTSTART.')
  const [before, after] = [offsetOf(observance, 'tzoffsetfrom'), offsetOf(observance, 'tzoffsetto')]
  const first = readDate(rawValues(start)[0], undefined, floating).wall
  const onsets = new Set([first])
  for (const property of observance.getAllProperties('rrule')) {
    const rule = readRule(rawValues(property)[0], floating)
    if (rule.frequency !== 'YEARLY') throw new IcsError('bad_rule', 'Clocks change once a year at most by one rule.')
    const last = rule.until ? rule.until.wall + (rule.until.form === 'utc' ? before : 0) : to
    for (const wall of wallsOf(rule, first, { to: Math.min(last, to) })) onsets.add(wall)
  }
  for (const property of observance.getAllProperties('rdate'))
    for (const value of rawValues(property)) {
      const date = readDate(value, undefined, floating)
      onsets.add(date.form === 'utc' ? date.wall + before : date.wall)
    }
  return [...onsets].map((wall) => ({ at: wall - before, before, after }))
}

const stretchesOf = (component: Component, to: number): Stretch[] => {
  const observances = component.getAllSubcomponents().filter(({ name }) => name === 'standard' || name === 'daylight')
  const changes = observances.flatMap((it) => changesOf(it, to)).toSorted((a, b) => a.at - b.at)
  const [first] = changes
  if (!first) throw new IcsError('unknown_zone', 'The zone has no observance.')
  const edges = [...changes.map(({ at }) => at), to]
  return [
    { from: -Infinity, to: first.at, offset: first.before },
    ...changes.map(({ at, after }, i) => ({ from: at, to: edges[i + 1] ?? to, offset: after })),
  ].filter(({ from, to: end }) => from < end)
}

const yearMs = 366 * dayMs

/** A zone that the object itself describes (RFC 5545 §3.6.5), for names that nobody knows. */
export const sentZone = (component: Component, name: string): Zone => {
  let known = new Date(0).setUTCFullYear(2050)
  let stretches = stretchesOf(component, known)
  let last: Stretch = { from: 0, to: 0, offset: 0 }
  return {
    name,
    stretchAt(instant) {
      if (instant >= last.from && instant < last.to) return last
      if (instant >= known) stretches = stretchesOf(component, (known = instant + 50 * yearMs))
      last = stretches.find(({ to }) => instant < to) ?? last
      return last
    },
  }
}
