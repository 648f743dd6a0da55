import type { Language } from '@amphi/contract/requests'
import { useLanguage } from './words.ts'

type When = string | Date
const asDate = (when: When) => (typeof when === 'string' ? new Date(when) : when)
const dayOf = (when: Date) => new Date(when.getFullYear(), when.getMonth(), when.getDate()).getTime()
const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase() + text.slice(1)

const cache = new Map<string, Intl.DateTimeFormat>()
const dates = (language: Language, options: Intl.DateTimeFormatOptions) => {
  const key = language + JSON.stringify(options)
  const made = cache.get(key) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', options)
  cache.set(key, made)
  return made
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** As it is printed, in a sentence and in a column, never like a length: `14:00`, `09:05`; in English `9:05`. */
export const timeOfDay = (language: Language, when: When) => {
  const date = asDate(when)
  const hours = date.getHours()
  return `${language === 'fr' ? twoDigits(hours) : hours}:${twoDigits(date.getMinutes())}`
}

/** The same, with its day where that is another than the one spoken of: `à 00:10 (25 nov.)`. */
export const timeOn = (language: Language, when: When, spokenOf: When) => {
  const date = asDate(when)
  const time = timeOfDay(language, date)
  if (dayOf(date) === dayOf(asDate(spokenOf))) return time
  const said = dates(language, { day: 'numeric', month: 'short' }).format(date).replaceAll(' ', '\u00a0')
  return `${time}\u00a0(${language === 'fr' ? said.replace(/^1\u00a0/, '1er\u00a0') : said})`
}

/** `42 s`, `42 min`, `1 h 28`, `2 h`. */
export const duration = (milliseconds: number) => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 60) return `${seconds}\u00a0s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}\u00a0min`
  const rest = minutes % 60
  const hours = Math.floor(minutes / 60)
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${twoDigits(rest)}`
}

/** `aujourd’hui`, `hier`, `mardi 17 novembre`, and the year when it is another. */
export const day = (language: Language, when: When, now = new Date()) => {
  const date = asDate(when)
  const away = Math.round((dayOf(date) - dayOf(now)) / 86_400_000)
  if (away === 0 || away === -1 || away === 1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(away, 'day')
    return words.replaceAll("'", '’')
  }
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  const said = dates(language, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(date)
  return language === 'fr' ? said.replace(/ 1 /, ' 1er ') : said
}

/** `17 nov. 2026`. */
export const shortDate = (language: Language, when: When) =>
  dates(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(asDate(when))

const figures = new Map<Language, Intl.NumberFormat>()
export const number = (language: Language, value: number) => {
  const made = figures.get(language) ?? new Intl.NumberFormat(language)
  figures.set(language, made)
  return made.format(value)
}

/** All of it in the language of the page. */
export const useFormat = () => {
  const language = useLanguage()
  return {
    timeOfDay: (when: When) => timeOfDay(language, when),
    timeOn: (when: When, spokenOf: When) => timeOn(language, when, spokenOf),
    duration,
    capital,
    day: (when: When, now?: Date) => day(language, when, now),
    shortDate: (when: When) => shortDate(language, when),
    number: (value: number) => number(language, value),
  }
}
