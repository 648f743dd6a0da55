import { wallAt, type Wall } from './date-values.ts'
import { weekdayOf, type Rule } from './rule.ts'
import { dayMs } from './zone.ts'

/** Whether a day is one of the rule’s, as far as its days go. */
export type DayTest = (day: Wall) => boolean

interface Parts {
  byDay: Rule['byDay']
  byMonthDay: number[]
  byMonth: number[]
}

/** What the rule leaves to DTSTART (RFC 5545 §3.3.10: “derived from the Start Time”). */
const completed = ({ frequency, byDay, byMonthDay, byMonth, byYearDay, byWeek }: Rule, start: Wall): Parts => {
  const date = new Date(start)
  const ownDay = [date.getUTCDate()]
  const ownWeekday = [{ nth: 0, weekday: weekdayOf(start) }]
  const saysDays = byDay.length > 0 || byMonthDay.length > 0 || byYearDay.length > 0
  if (saysDays) return { byDay, byMonthDay, byMonth }
  if (frequency === 'WEEKLY' || byWeek.length > 0) return { byDay: ownWeekday, byMonthDay, byMonth }
  if (frequency === 'MONTHLY') return { byDay, byMonthDay: ownDay, byMonth }
  if (frequency !== 'YEARLY') return { byDay, byMonthDay, byMonth }
  return { byDay, byMonthDay: ownDay, byMonth: byMonth.length > 0 ? byMonth : [date.getUTCMonth() + 1] }
}

/** The months that the days of a rule are in; none said, any. */
export const monthsOf = (rule: Rule, start: Wall) => completed(rule, start).byMonth

/** Whether the `at`th of `length`, from the front or from the back, is among those said. */
const isSaid = (said: readonly number[], at: number, length: number) =>
  said.includes(at) || said.includes(at - length - 1)

/** Of the week with that day in it: its number in its year, and how many weeks that year has (§3.3.10, BYWEEKNO). */
const weekOf = (day: Wall, weekStart: number): [week: number, weeks: number] => {
  const first = day - ((weekdayOf(day) - weekStart + 7) % 7) * dayMs
  // A week is of the year that most of it is in.
  const year = new Date(first + 3 * dayMs).getUTCFullYear()
  const firstOf = (it: number) => {
    const fourth = wallAt(it, 1, 4)
    return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7) * dayMs
  }
  const weeks = (firstOf(year + 1) - firstOf(year)) / (7 * dayMs)
  return [(first - firstOf(year)) / (7 * dayMs) + 1, weeks]
}

/** The days of a rule. Whatever it says of them must be so of a day: a Friday, and the 13th. */
export const createDayTest = (rule: Rule, start: Wall): DayTest => {
  const { byDay, byMonthDay, byMonth } = completed(rule, start)
  const { byYearDay, byWeek, weekStart, frequency } = rule
  const isCounted = frequency === 'MONTHLY' || (frequency === 'YEARLY' && byWeek.length === 0)
  const every = new Set(byDay.filter(({ nth }) => nth === 0 || !isCounted).map(({ weekday }) => weekday))
  const some = isCounted ? byDay.filter(({ nth }) => nth !== 0) : []
  const months = new Set(byMonth)
  const inMonths = frequency === 'MONTHLY' || byMonth.length > 0
  const mayBe = Array.from({ length: 7 }, (_, it) => byDay.length === 0 || byDay.some(({ weekday }) => weekday === it))
  const isPlain = some.length === 0 && byMonthDay.length + byMonth.length + byYearDay.length + byWeek.length === 0

  const isNth = (day: Wall, weekday: number, date: Date) => {
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    const first = inMonths ? wallAt(year, month + 1, 1) : wallAt(year, 1, 1)
    const next = inMonths ? wallAt(year, month + 2, 1) : wallAt(year + 1, 1, 1)
    const fromFront = Math.floor((day - first) / (7 * dayMs)) + 1
    const fromBack = -Math.floor((next - dayMs - day) / (7 * dayMs)) - 1
    return some.some((it) => it.weekday === weekday && (it.nth === fromFront || it.nth === fromBack))
  }

  return (day) => {
    const weekday = weekdayOf(day)
    if (!mayBe[weekday]) return false
    if (isPlain) return true
    const date = new Date(day)
    const [year, month, at] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    if (months.size > 0 && !months.has(month)) return false
    if (byMonthDay.length > 0 && !isSaid(byMonthDay, at, new Date(wallAt(year, month + 1, 0)).getUTCDate()))
      return false
    if (byYearDay.length > 0) {
      const first = wallAt(year, 1, 1)
      if (!isSaid(byYearDay, (day - first) / dayMs + 1, (wallAt(year + 1, 1, 1) - first) / dayMs)) return false
    }
    if (byWeek.length > 0 && !isSaid(byWeek, ...weekOf(day, weekStart))) return false
    return byDay.length === 0 || every.has(weekday) || isNth(day, weekday, date)
  }
}
