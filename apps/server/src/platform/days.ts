const calendars = new Map<string, Intl.DateTimeFormat>()

/** Which day it is in a place: `2026-11-24`. */
export const dayOf = (moment: Date, timeZone: string) => {
  const made =
    calendars.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  calendars.set(timeZone, made)
  return made.format(moment)
}
