import { dayMs, downToDay, instantOf, wallOf, type Zone } from './ics/zone.ts'

interface Asked {
  /** When some of those who must come are busy. */
  busy: readonly { from: Date; to: Date }[]
  minutes: number
  /** Not before that moment. */
  from: Date
  /** How many days are looked at, that one among them. */
  days: number
  zone: Zone
  weekends: boolean
  most: number
}

const minuteMs = 60_000
const step = 15 * minuteMs
/** Within which all of it must lie, by the clocks of the place. */
const working = { from: 8 * 60 * minuteMs, to: 19 * 60 * minuteMs }
/** Of one day: whoever cannot then would rather see another. */
const mostOfDay = 3

const isWeekend = (day: number) => [0, 6].includes(new Date(day).getUTCDay())

/** The next times when all are free, one after the other, as the clocks of the place show them. */
export const freeTimes = ({ busy, minutes, from, days, zone, weekends, most }: Asked): number[] => {
  const long = minutes * minuteMs
  const sorted = busy.toSorted((a, b) => a.from.getTime() - b.from.getTime())
  const clash = (wall: number) => {
    const [start, end] = [instantOf(wall, zone), instantOf(wall + long, zone)]
    return sorted.find((it) => it.from.getTime() < end && it.to.getTime() > start)
  }
  const earliest = Math.ceil(wallOf(from.getTime(), zone) / step) * step
  const today = downToDay(earliest)
  const found: number[] = []
  for (let day = today; day < today + days * dayMs && found.length < most; day += dayMs) {
    if (isWeekend(day) && !weekends) continue
    let ofDay = 0
    for (let at = Math.max(earliest, day + working.from); at + long <= day + working.to;) {
      const other = clash(at)
      if (other) {
        at = Math.max(at + step, Math.ceil(wallOf(other.to.getTime(), zone) / step) * step)
        continue
      }
      found.push(at)
      ofDay += 1
      if (ofDay === mostOfDay || found.length === most) break
      at += Math.max(step, Math.ceil(long / step) * step)
    }
  }
  return found
}
