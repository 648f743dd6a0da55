import * as when from '#ground/local-time.ts'
import type { View } from './search.ts'

/** Days that a list shows. */
const listed = 28

const monthStart = (day: string) => `${day.slice(0, 7)}-01`

/** The days that are shown, from the first to the one after the last. */
export const daysOf = (view: View, day: string): { from: string; to: string } => {
  if (view === 'day') return { from: day, to: when.plusDays(day, 1) }
  if (view === 'week') return { from: when.mondayOf(day), to: when.plusDays(when.mondayOf(day), 7) }
  if (view === 'list') return { from: day, to: when.plusDays(day, listed) }
  const from = when.mondayOf(monthStart(day))
  return { from, to: when.plusDays(from, 42) }
}

const nextMonth = (day: string, by: number) => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}

/** A screen further, or back. */
export const stepped = (view: View, day: string, by: 1 | -1): string =>
  view === 'month' ? nextMonth(day, by) : when.plusDays(day, view === 'day' ? by : 7 * by)

/** ISO 8601: the week of the year that has its Thursday. */
export const weekNumber = (day: string): number => {
  const thursday = when.plusDays(when.mondayOf(day), 3)
  const start = Date.parse(`${thursday.slice(0, 4)}-01-01`)
  return Math.floor((Date.parse(thursday) - start) / (7 * 86_400_000)) + 1
}
