import type { ReplyOf } from '#ground/request.ts'

export type Day = ReplyOf<'readUsage'>['days'][number]

export const kinds = ['visits', 'entries', 'sessions', 'rooms'] as const
type Kind = (typeof kinds)[number]

/** A day (`2026-11-24`) or a month (`2026-11`), and what there was of each kind. */
export type Line = { when: string } & Record<Kind, number>

export const periods = ['days', 'months'] as const
export type Period = (typeof periods)[number]

export const sumOf = (days: readonly Day[], kind: Kind) => days.reduce((sum, day) => sum + day[kind], 0)

/** The days of the last month, or the months of the last year; the newest first. */
export const linesOf = (days: readonly Day[], period: Period): Line[] => {
  const byLine = Map.groupBy(days, ({ day }) => (period === 'days' ? day : day.slice(0, 7)))
  return [...byLine]
    .map(([when, of]) => ({
      when,
      visits: sumOf(of, 'visits'),
      entries: sumOf(of, 'entries'),
      sessions: sumOf(of, 'sessions'),
      rooms: sumOf(of, 'rooms'),
    }))
    .toSorted((a, b) => b.when.localeCompare(a.when))
}

/** The first day of it, counted from today: thirty days, or twelve months from the first of one. */
export const firstOf = (today: string, period: Period) => {
  const date = new Date(`${today}T00:00:00Z`)
  if (period === 'days') date.setUTCDate(date.getUTCDate() - 29)
  else date.setUTCMonth(date.getUTCMonth() - 11, 1)
  return date.toISOString().slice(0, 10)
}
