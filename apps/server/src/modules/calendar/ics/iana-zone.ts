import { dayMs, type Stretch, type Zone } from './zone.ts'

const said = /GMT(?:(?<sign>[+\-])(?<hours>\d\d):(?<minutes>\d\d)(?::(?<seconds>\d\d))?)?$/v

/** What the zone's clocks show less UTC, as Node's own time zone data says. */
const offsets = (name: string) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' })
  return (instant: number) => {
    const groups = said.exec(format.format(instant))?.groups
    if (!groups) throw new Error(`No offset in “${format.format(instant)}” of ${name}.`)
    const { sign, hours = 0, minutes = 0, seconds = 0 } = groups
    const away = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
    return (sign === '-' ? -away : away) * 1000
  }
}

/** The first second of a change between the two, and the change is there. */
const changeBetween = (from: number, to: number, offsetAt: (instant: number) => number) => {
  const before = offsetAt(from)
  let [early, late] = [from, to]
  while (late - early > 1000) {
    const middle = early + Math.floor((late - early) / 2000) * 1000
    if (offsetAt(middle) === before) early = middle
    else late = middle
  }
  return late
}

/** No zone changes its clocks there and back within less. */
const probe = 10 * dayMs

const stretchesOf = (year: number, offsetAt: (instant: number) => number): Stretch[] => {
  const start = new Date(0).setUTCFullYear(year, 0, 1)
  const end = new Date(0).setUTCFullYear(year + 1, 0, 1)
  const stretches: Stretch[] = []
  let from = start
  let offset = offsetAt(start)
  for (let at = start; at < end;) {
    const next = Math.min(at + probe, end)
    const later = offsetAt(next)
    if (later !== offset) {
      const change = changeBetween(at, next, offsetAt)
      stretches.push({ from, to: change, offset })
      from = change
      offset = later
    }
    at = next
  }
  if (from < end) stretches.push({ from, to: end, offset })
  return stretches
}

/** Beyond what anybody looks at; a rule that runs to the year 9999 must not fill the memory. */
const mostYears = 300

/**
 * A zone of the IANA database. Its rules are Node's own, which know its whole history and are renewed with Node; each
 * year is asked for once.
 */
export const ianaZone = (name: string): Zone => {
  const offsetAt = offsets(name)
  const years = new Map<number, Stretch[]>()
  let last: Stretch = { from: 0, to: 0, offset: 0 }
  return {
    name,
    stretchAt(instant) {
      if (instant >= last.from && instant < last.to) return last
      const year = new Date(instant).getUTCFullYear()
      let stretches = years.get(year)
      if (!stretches) {
        if (years.size >= mostYears) years.clear()
        years.set(year, (stretches = stretchesOf(year, offsetAt)))
      }
      last = stretches.find(({ to }) => instant < to) ?? last
      return last
    },
  }
}
