import type { Language } from '@amphi/contract/requests'
import { dayMs, wallOf, type Zone } from '../ics/zone.ts'
import { zoneNamed } from '../ics/zones.ts'

interface Times {
  startsAt: Date
  endsAt: Date
  allDay: boolean
}

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

/** By its name in the world, or else by how far it is from UTC then. */
const nameOf = (zone: Zone, at: number) => {
  if (zoneNamed(zone.name)) return zone.name
  const minutes = Math.round((wallOf(at, zone) - at) / 60_000)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

/** When something takes place, in words, by the clocks of where it does: `mardi 24 novembre 2026, 10:00 – 12:00`. */
export const whenInWords = (times: Times, zone: Zone, language: Language): string => {
  const locale = locales[language]
  const { allDay } = times
  // What its clocks show, as if they stood in Greenwich: a zone that an event describes has no name to ask by.
  const shown = (at: Date) => new Date(wallOf(at.getTime(), zone))
  const [startsAt, endsAt] = [shown(times.startsAt), shown(times.endsAt)]
  const timeZone = 'UTC'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone })
  const hour = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  const both = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  if (allDay) {
    const last = new Date(Math.max(startsAt.getTime(), endsAt.getTime() - dayMs / 2))
    return day.format(startsAt) === day.format(last)
      ? day.format(startsAt)
      : `${day.format(startsAt)} – ${day.format(last)}`
  }
  const end = day.format(startsAt) === day.format(endsAt) ? hour.format(endsAt) : both.format(endsAt)
  return `${day.format(startsAt)}, ${hour.format(startsAt)} – ${end} (${nameOf(zone, times.startsAt.getTime())})`
}
