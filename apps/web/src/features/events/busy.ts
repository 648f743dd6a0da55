import type { BusyTime } from '@amphi/contract/event-times'
import type { ReplyOf } from '#ground/request.ts'

export type Times = ReplyOf<'readTimes'>
type Person = Times['people'][number]

interface Span {
  from: number
  to: number
}

const hour = 3_600_000

export const spanOf = ({ from, to }: Pick<BusyTime, 'from' | 'to'>): Span => ({
  from: Date.parse(from),
  to: Date.parse(to),
})

const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to

/** What of somebody’s time an event would take. */
export const clashesOf = (busy: readonly BusyTime[] | null, event: Span): BusyTime[] =>
  (busy ?? []).filter((it) => overlap(spanOf(it), event))

/** Those who are busy while the event is, whoever plans it first, then those who must come. */
export const inTheWay = ({ people }: Times, event: Span): { person: Person; clashes: BusyTime[] }[] =>
  people
    .map((person) => ({ person, clashes: clashesOf(person.busy, event) }))
    .filter(({ clashes }) => clashes.length > 0)
    .toSorted((a, b) => Number(a.person.isOptional) - Number(b.person.isOptional))

/** The hours that are drawn: from eight to seven, and as much more as the event needs. `midnight` is that of its day. */
export const shownHours = (event: Span, midnight: number): Span => ({
  from: Math.min(midnight + 8 * hour, Math.floor((event.from - midnight) / hour) * hour + midnight),
  to: Math.max(midnight + 19 * hour, Math.ceil((event.to - midnight) / hour) * hour + midnight),
})

/** Where on the strip a time stands, in hundredths; undefined where it is not on it. */
export const placeOn = ({ from, to }: Span, shown: Span): { left: number; width: number } | undefined => {
  const [start, end] = [Math.max(from, shown.from), Math.min(to, shown.to)]
  const whole = shown.to - shown.from
  if (start >= end) return undefined
  return { left: ((start - shown.from) / whole) * 100, width: ((end - start) / whole) * 100 }
}
