import { wallAt, type Wall } from './date-values.ts'
import { createDayTest, monthsOf, type DayTest } from './rule-days.ts'
import type { Rule } from './rule.ts'
import { dayMs } from './zone.ts'

/** How far a rule is followed: a rule may be made to never give anything. */
export interface Budget {
  /** In a row, that gave nothing. */
  misses: number
  steps: number
  most: number
}

const mostMissesInARow = 50_000

export const createBudget = (most = 1_000_000): Budget => ({ misses: 0, steps: 0, most })

export const isSpent = ({ misses, steps, most }: Budget): boolean => misses > mostMissesInARow || steps > most

const hourMs = 3_600_000
const unitMs: Record<string, number> = { SECONDLY: 1000, MINUTELY: 60_000, HOURLY: hourMs }

/** 31 December 9999: what a date can say last (RFC 3339). */
const lastWall = wallAt(9999, 12, 31)

interface Span {
  /** Nothing before it is given, which is quick where nothing has to be counted. */
  from?: Wall
  /** Nothing after it is looked for. */
  to: Wall
  /** Spent on the way; whoever gives it sees whether it was enough. */
  budget?: Budget
}

type Walk = Span & { budget: Budget }

/** The times of a day, in milliseconds, that each day of a rule has (§3.3.10: what is not said is of DTSTART). */
const timesOf = (rule: Rule, start: Wall) => {
  const date = new Date(start)
  const or = (said: number[], own: number) => (said.length > 0 ? said : [own])
  return or(rule.byHour, date.getUTCHours()).flatMap((hour) =>
    or(rule.byMinute, date.getUTCMinutes()).flatMap((minute) =>
      or(rule.bySecond, date.getUTCSeconds()).map(
        (second) => ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000,
      ),
    ),
  )
}

const positions = (set: Wall[], at: number[]) =>
  at.length === 0
    ? set
    : [...new Set(at.map((it) => set[it > 0 ? it - 1 : set.length + it]))]
        .filter((it) => it !== undefined)
        .toSorted((a, b) => a - b)

const downTo = (wall: Wall, unit: number) => Math.floor(wall / unit) * unit

/** The days of a period that can be meant: from its first to before another, by how many periods after that of DTSTART. */
type Period = (steps: number) => (readonly [first: Wall, next: Wall])[]

const periodsOf = (rule: Rule, start: Wall): { period: Period; stepsTo: (wall: Wall) => number } => {
  const day = downTo(start, dayMs)
  const date = new Date(start)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1]
  if (rule.frequency === 'YEARLY') {
    const months = monthsOf(rule, start)
    return {
      period: (steps) =>
        months.length > 0
          ? months.map((it) => [wallAt(year + steps, it, 1), wallAt(year + steps, it + 1, 1)] as const)
          : [[wallAt(year + steps, 1, 1), wallAt(year + steps + 1, 1, 1)]],
      stepsTo: (wall) => new Date(wall).getUTCFullYear() - year,
    }
  }
  if (rule.frequency === 'MONTHLY')
    return {
      period: (steps) => [[wallAt(year, month + steps, 1), wallAt(year, month + steps + 1, 1)]],
      stepsTo: (wall) => (new Date(wall).getUTCFullYear() - year) * 12 + new Date(wall).getUTCMonth() + 1 - month,
    }
  const length = rule.frequency === 'WEEKLY' ? 7 * dayMs : dayMs
  const weekday = (((day / dayMs + 3 - rule.weekStart) % 7) + 7) % 7
  const first = rule.frequency === 'WEEKLY' ? day - weekday * dayMs : day
  return {
    period: (steps) => [[first + steps * length, first + (steps + 1) * length]],
    stepsTo: (wall) => Math.floor((wall - first) / length),
  }
}

const spend = (budget: Budget) => {
  budget.misses += 1
  budget.steps += 1
  return isSpent(budget)
}

/** Days, weeks, months and years: each has its days, and each day its times. */
const daily = function* (rule: Rule, start: Wall, { from = start, to, budget }: Walk, test: DayTest): Generator<Wall> {
  const times = timesOf(rule, start)
  const { period, stepsTo } = periodsOf(rule, start)
  const skipped = Math.max(0, Math.floor((stepsTo(Math.max(from, start)) - 1) / rule.interval))
  const alone = times.length === 1 && rule.bySetPosition.length === 0
  for (let steps = skipped * rule.interval; ; steps += rule.interval) {
    const set: Wall[] = []
    for (const [first, next] of period(steps)) {
      if (first > to || first > lastWall) return
      for (let day = first; day < next; day += dayMs) {
        const isOne = test(day)
        if (!isOne && spend(budget)) return
        if (!isOne) continue
        budget.misses = 0
        for (const time of times) {
          budget.steps += 1
          if (alone) yield day + time
          else set.push(day + time)
        }
      }
    }
    if (!alone) yield* positions(set, rule.bySetPosition)
    if (isSpent(budget)) return
  }
}

/** What an hour or a minute of the rule holds, or the second itself. */
const within = (rule: Rule, at: Wall): Wall[] => {
  const date = new Date(at)
  const fits = (said: number[], own: number) => said.length === 0 || said.includes(own)
  if (!fits(rule.byHour, date.getUTCHours())) return []
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [date.getUTCSeconds()]
  if (rule.frequency === 'HOURLY') {
    const minutes = rule.byMinute.length > 0 ? rule.byMinute : [date.getUTCMinutes()]
    const hour = downTo(at, hourMs)
    return minutes.flatMap((minute) => seconds.map((second) => hour + (minute * 60 + Math.min(second, 59)) * 1000))
  }
  if (!fits(rule.byMinute, date.getUTCMinutes())) return []
  if (rule.frequency === 'MINUTELY') return seconds.map((second) => downTo(at, 60_000) + Math.min(second, 59) * 1000)
  return fits(rule.bySecond, date.getUTCSeconds()) ? [at] : []
}

/** Hours, minutes and seconds are counted by the clock, and whole days are passed over where no hour of them is one. */
const hourly = function* (rule: Rule, start: Wall, { from = start, to, budget }: Walk, test: DayTest): Generator<Wall> {
  const step = (unitMs[rule.frequency] ?? hourMs) * rule.interval
  let at = start + Math.max(0, Math.floor((from - start) / step) - 1) * step
  while (at <= to && at <= lastWall + dayMs) {
    const day = downTo(at, dayMs)
    const set = test(day) ? positions(within(rule, at), rule.bySetPosition) : undefined
    if (set?.length) {
      budget.misses = 0
      yield* set
    }
    if (spend(budget)) return
    at += set ? step : Math.max(1, Math.ceil((day + dayMs - at) / step)) * step
  }
}

/**
 * What a rule gives from DTSTART on, in order, each as the clock shows it. DTSTART is the first of them and counts as
 * one, whether the rule says it or not (RFC 5545 §3.8.5.3; its example of Fridays the 13th takes it out again).
 *
 * Written here because the iterator of ical.js has no bound for a rule that never gives anything, steps from DTSTART to
 * wherever one looks, and takes 2 s for what may take 300 ms (1,000 weekly series, one year).
 */
export const wallsOf = function* (
  rule: Rule,
  start: Wall,
  { from, to, budget = createBudget() }: Span,
): Generator<Wall> {
  let left = rule.count ?? Infinity
  const isBefore = from !== undefined && rule.count === undefined && from > start
  if (start <= to && !isBefore) yield start
  left -= 1
  const span = isBefore ? { from, to, budget } : { to, budget }
  const walk = rule.frequency in unitMs ? hourly : daily
  for (const wall of walk(rule, start, span, createDayTest(rule, start))) {
    if (wall <= start) continue
    if (wall > to || left <= 0) return
    left -= 1
    if (!isBefore || wall >= from) yield wall
  }
}
