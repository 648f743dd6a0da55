import type { Repeat } from '@amphi/contract/repeat'
import { rawValues, type DateValue, type ZoneOf } from './date-values.ts'
import type { Component } from './ical.ts'
import { writtenDate } from './jcal.ts'
import { monthlyChoices, repeatOf, ruleOf } from './repeat.ts'
import { readRule, weekdayNames, type Rule } from './rule.ts'
import { momentAt } from './timing.ts'
import { dayMs, downToDay, wallOf } from './zone.ts'

const movedRepeat = (repeat: Repeat, days: number, start: DateValue): Repeat => {
  const { weekdays, monthly, until } = repeat
  const choices = monthlyChoices(start)
  const another = monthly === undefined || choices.includes(monthly) ? monthly : monthly === 'nth' ? 'last' : 'nth'
  return {
    ...repeat,
    ...(weekdays && { weekdays: weekdays.map((it) => (((it + days) % 7) + 7) % 7) }),
    ...(another && { monthly: another }),
    ...(until !== undefined && { until: writtenDate(Date.parse(`${until}T00:00:00Z`) + days * dayMs, 'date') }),
  }
}

/** UNTIL as far from the new start as from the old, in the form that goes with it. */
const movedUntil = ({ until }: Rule, from: DateValue, to: DateValue): string | undefined => {
  if (!until) return undefined
  const wall = until.form === 'utc' && from.form === 'zoned' ? wallOf(until.wall, from.zone) : until.wall
  const later = wall + to.wall - from.wall
  const digits = (text: string) => text.replaceAll(/[\-:]/gv, '')
  if (to.form === 'date') return digits(writtenDate(downToDay(later), 'date'))
  const isZoned = to.form === 'zoned'
  return digits(writtenDate(isZoned ? momentAt(later, to.zone) : later, to.form === 'floating' ? 'floating' : 'utc'))
}

/**
 * The rule of a series that begins elsewhere: the days of the week and of the month go along, as far as people have
 * words for them; of another rule its end does, and the days of its weeks.
 */
export const movedRule = (main: Component, from: DateValue, to: DateValue, zoneOf: ZoneOf): string | undefined => {
  const [property, another] = main.getAllProperties('rrule')
  if (!property || another) return undefined
  const rule = readRule(rawValues(property)[0], zoneOf)
  const days = (downToDay(to.wall) - downToDay(from.wall)) / dayMs
  const repeat = repeatOf(rule, from)
  const isOtherKind = (from.form === 'date') !== (to.form === 'date')
  if (repeat !== 'custom' && (days !== 0 || isOtherKind || repeat.until !== undefined)) {
    const settled = ruleOf(movedRepeat(repeat, days, to), to)
    if (typeof settled !== 'string') return settled.rule
  }
  const until = movedUntil(rule, from, to)
  const text = property.toICALString().slice('RRULE:'.length)
  const parts = text.split(';').map((part) => {
    const [name = '', value = ''] = part.split('=')
    if (name.toUpperCase() === 'UNTIL' && until !== undefined) return `UNTIL=${until}`
    if (name.toUpperCase() !== 'BYDAY' || rule.frequency !== 'WEEKLY') return part
    const moved = value.split(',').map((it) => {
      const at = weekdayNames.findIndex((day) => day === it)
      return weekdayNames[(((at + days) % 7) + 7) % 7] ?? it
    })
    return `BYDAY=${moved.join(',')}`
  })
  return parts.join(';')
}
