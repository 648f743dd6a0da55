import type { Language } from '@amphi/contract/requests'
import { dayMs, type Zone } from '../ics/zone.ts'

interface Times {
  startsAt: Date
  endsAt: Date
  allDay: boolean
}

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

/** When something takes place, in words, by the clocks of where it does: `mardi 24 novembre 2026, 10:00 – 12:00`. */
export const whenInWords = ({ startsAt, endsAt, allDay }: Times, zone: Zone, language: Language): string => {
  const locale = locales[language]
  const timeZone = zone.name
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
  return `${day.format(startsAt)}, ${hour.format(startsAt)} – ${end} (${timeZone})`
}
