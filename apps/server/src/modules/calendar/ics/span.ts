import type { CalendarObject } from './calendar-object.ts'
import { keyAt, timesOfOverride } from './expand.ts'
import { datesBetween, seriesDatesOf, type SeriesDate, type SeriesDates } from './series-dates.ts'
import { endOf, momentAt } from './timing.ts'
import { dayMs } from './zone.ts'
import { zoneOfName } from './zones.ts'

/** How far back from the end of a rule its last date is looked for, before all of it is. */
const looks = [400 * dayMs, 4000 * dayMs]

type Has = (date: SeriesDate) => boolean

const firstOf = (dates: SeriesDates, has: Has): SeriesDate | undefined => {
  for (const it of datesBetween(dates, undefined, Infinity)) if (has(it)) return it
  return undefined
}

const lastFrom = (dates: SeriesDates, has: Has, from: number | undefined): SeriesDate | undefined => {
  let found: SeriesDate | undefined
  for (const it of datesBetween(dates, from, Infinity)) if (has(it)) found = it
  return found
}

const lastOf = (dates: SeriesDates, has: Has): SeriesDate | undefined => {
  const ends = dates.rules.flatMap(({ until }) => (until ? [until.wall] : []))
  if (ends.length === dates.rules.length && ends.length > 0 && dates.added.length === 0)
    for (const look of looks) {
      const found = lastFrom(dates, has, Math.max(...ends) - look)
      if (found) return found
    }
  return lastFrom(dates, has, undefined)
}

const isEndless = ({ rules }: SeriesDates) =>
  rules.some(({ count, until }) => count === undefined && until === undefined)

const endingAt = (dates: SeriesDates, { startsAt, wall, length }: SeriesDate) =>
  endOf(startsAt, wall, length, dates.clock)

/**
 * From the first to the last of everything in an object; no end where it has none. What has no date at all is at all
 * times (RFC 4791 §9.9); a series of which every date is taken out is where it would begin.
 */
export const spanOf = (object: CalendarObject, zone: string): { startsAt: Date; endsAt: Date | null } => {
  const here = zoneOfName(zone)
  const dates = seriesDatesOf(object, here)
  const overrides = [...object.overrides.values()].flatMap((it) => timesOfOverride(it, object, here) ?? [])
  const starts = overrides.map(({ startsAt }) => startsAt)
  const ends = overrides.map(({ endsAt }) => endsAt)
  let isOpen = false
  if (dates) {
    const has: Has = ({ wall, startsAt }) =>
      object.overrides.size === 0 || !object.overrides.has(keyAt(dates, wall, startsAt))
    const first = firstOf(dates, has)
    if (first) starts.push(first.startsAt)
    isOpen = isEndless(dates)
    const last = isOpen ? undefined : lastOf(dates, has)
    if (last) ends.push(endingAt(dates, last))
    if (starts.length === 0) starts.push(momentAt(dates.start.wall, dates.clock))
  }
  if (starts.length === 0) return { startsAt: new Date(0), endsAt: null }
  return {
    startsAt: new Date(Math.min(...starts)),
    endsAt: isOpen ? null : new Date(Math.max(...ends, Math.min(...starts))),
  }
}
