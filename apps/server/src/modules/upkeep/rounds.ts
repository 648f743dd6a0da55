const clocks = new Map<string, Intl.DateTimeFormat>()

const clockOf = (timeZone: string) => {
  const made =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  clocks.set(timeZone, made)
  return made
}

/** No place’s clock differs from another’s by less, in milliseconds; it strikes every hour. */
const quarter = 15 * 60_000
const hour = 4 * quarter
const week = 7 * 24 * hour

/**
 * The last Monday at eight, by a place’s clock. What has become true by then is told in one letter for the week, and what
 * does later waits for the next: whoever has ten rooms is not written to ten times.
 */
export const lastRound = (now: Date, timeZone: string): Date => {
  const clock = clockOf(timeZone)
  let struck = Math.floor(now.getTime() / quarter) * quarter
  while (!clock.format(struck).endsWith(':00')) struck -= quarter
  for (let at = struck; at > struck - week - 2 * hour; at -= hour)
    if (clock.format(at).replace(',', '') === 'Mon 08:00') return new Date(at)
  throw new Error(`In ${timeZone} no Monday strikes eight.`)
}
