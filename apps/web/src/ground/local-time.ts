/** A day and an hour on the clock of some zone, `2026-11-24T09:30`; a day alone is its first ten letters. */
export type Local = string

const minute = 60_000
const asWall = (local: Local) => Date.parse(`${local.length === 10 ? `${local}T00:00` : local}:00Z`)
const ofWall = (wall: number): Local => new Date(wall).toISOString().slice(0, 16)

export const dayOf = (local: Local) => local.slice(0, 10)
export const hourOf = (local: Local) => local.slice(11)

/** Of the browser. */
export const zoneHere = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** What the clocks of a zone show at a moment. */
export const localIn = (moment: Date, timeZone: string): Local => {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const
  // Swedish dates are written as ISO 8601 writes them.
  return new Intl.DateTimeFormat('sv-SE', options).format(moment).replace(' ', 'T')
}

export const plusMinutes = (local: Local, minutes: number): Local => ofWall(asWall(local) + minutes * minute)
export const plusDays = (day: string, days: number): string => dayOf(plusMinutes(day, days * 24 * 60))
export const minutesBetween = (from: Local, to: Local) => (asWall(to) - asWall(from)) / minute

/** 0 for Monday. */
export const weekdayOf = (day: string) => (new Date(`${dayOf(day)}T00:00:00Z`).getUTCDay() + 6) % 7
export const mondayOf = (day: string) => plusDays(dayOf(day), -weekdayOf(day))
/** Which of its month: 2 for the second Tuesday. */
export const nthOfMonth = (day: string) => Math.ceil(Number(day.slice(8, 10)) / 7)
export const isLastOfMonth = (day: string) => plusDays(dayOf(day), 7).slice(0, 7) !== day.slice(0, 7)

/** Noon, so that no change of hour makes another day of it. */
export const asDate = (day: string) => new Date(`${dayOf(day)}T12:00:00`)

export const nextHalfHour = (now: Local): Local => {
  const past = Number(now.slice(14, 16)) % 30
  return plusMinutes(now, past === 0 ? 0 : 30 - past)
}
