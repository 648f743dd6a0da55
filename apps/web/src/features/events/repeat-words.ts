import type { MonthlyKind, Repeat } from '@amphi/contract/repeat'
import type { Language } from '@amphi/contract/requests'
import type { Say } from '#ground/words.ts'
import type {} from './index.ts'
import { asDate, nthOfMonth, weekdayOf } from '#ground/local-time.ts'

type Events = Say<'events'>

const localeOf = (language: Language) => (language === 'en' ? 'en-GB' : 'fr-FR')

/** 0 for Monday: `lundi`. */
export const weekdayName = (language: Language, weekday: number, style: 'long' | 'short' = 'long') =>
  new Intl.DateTimeFormat(localeOf(language), { weekday: style }).format(new Date(2024, 0, 1 + weekday, 12))

const suffixes: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' }
const englishOrder = new Intl.PluralRules('en', { type: 'ordinal' })
const ordinal = (language: Language, value: number) => {
  if (language === 'en') return `${value}${suffixes[englishOrder.select(value)] ?? 'th'}`
  return value === 1 ? '1er' : `${value}ᵉ`
}
/** In a date French counts the first alone. */
const dayOfMonth = (language: Language, value: number) =>
  language === 'fr' && value > 1 ? String(value) : ordinal(language, value)

/** `le 2ᵉ mardi`, of the month of that day. */
export const monthlyWords = (say: Events, monthly: MonthlyKind, day: string, language: Language) => {
  const weekday = weekdayName(language, weekdayOf(day))
  if (monthly === 'last') return say('on.last', { weekday })
  if (monthly === 'nth') return say('on.nth', { nth: ordinal(language, nthOfMonth(day)), weekday })
  return say('on.date', { day: dayOfMonth(language, Number(day.slice(8, 10))) })
}

const weekdaysWords = (say: Events, weekdays: readonly number[], language: Language) => {
  if (weekdays.join('') === '01234') return say('on.weekdays')
  const names = weekdays.map((it) => say('on.weekday', { weekday: weekdayName(language, it) }))
  return new Intl.ListFormat(localeOf(language)).format(names)
}

const dateWords = (language: Language, day: string, options: Intl.DateTimeFormatOptions) => {
  const said = new Intl.DateTimeFormat(localeOf(language), options).format(asDate(day))
  return language === 'fr' ? said.replace(/^1 /, '1er ') : said
}

const everyWords = (say: Events, { every, interval: count, ...more }: Repeat, day: string, language: Language) => {
  if (every === 'day') return say('every.day', { count })
  if (every === 'week')
    return say('every.week', { count, days: weekdaysWords(say, more.weekdays ?? [weekdayOf(day)], language) })
  if (every === 'month')
    return say('every.month', { count, day: monthlyWords(say, more.monthly ?? 'date', day, language) })
  return say('every.year', { count, date: dateWords(language, day, { day: 'numeric', month: 'long' }) })
}

/** How it comes again, as one says it: `Le 2ᵉ mardi de chaque mois, 10 fois`. `day`: the first. */
export const repeatWords = (say: Events, repeat: Repeat, day: string, language: Language) => {
  const said = everyWords(say, repeat, day, language)
  const start = said.slice(0, 1).toLocaleUpperCase() + said.slice(1)
  const { until, count } = repeat
  if (until !== undefined) {
    const date = dateWords(language, until, { day: 'numeric', month: 'long', year: 'numeric' })
    return say('ends.until', { start, date })
  }
  return count === undefined ? start : say('ends.count', { start, count })
}
