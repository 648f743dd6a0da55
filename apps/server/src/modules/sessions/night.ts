const clocks = new Map<string, Intl.DateTimeFormat>()

const clockOf = (timeZone: string) => {
  const made =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' })
  clocks.set(timeZone, made)
  return made
}

/** No place’s clock differs from another’s by less, in milliseconds. */
const quarter = 15 * 60_000

/** The first moment after one, and not after another, at which a place’s clock strikes an hour; the change of summer time included. */
export const hourAfter = (hour: number, timeZone: string, { after, until }: { after: Date; until: Date }) => {
  const wanted = `${String(hour).padStart(2, '0')}:00`
  const clock = clockOf(timeZone)
  for (let at = (Math.floor(after.getTime() / quarter) + 1) * quarter; at <= until.getTime(); at += quarter)
    if (clock.format(at) === wanted) return new Date(at)
  return undefined
}
