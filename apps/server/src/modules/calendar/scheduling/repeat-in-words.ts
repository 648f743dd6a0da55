import type { Repeat } from '@amphi/contract/repeat'
import type { Language } from '@amphi/contract/requests'

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

const inLocale = (language: Language, day: string, options: Intl.DateTimeFormatOptions) => {
  const said = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' }).format(new Date(day))
  return language === 'fr' ? said.replace(/^1 /, '1er ') : said
}
/** 0 for Monday. */
const weekdayOf = (day: string) => (new Date(day).getUTCDay() + 6) % 7
const weekdayName = (language: Language, weekday: number) =>
  inLocale(language, `2024-01-0${weekday + 1}`, { weekday: 'long' })

const englishOrder = new Intl.PluralRules('en', { type: 'ordinal' })
const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const englishNth = (value: number) => `${value}${suffixes[englishOrder.select(value)] ?? 'th'}`

const listed = (language: Language, all: readonly string[]) => new Intl.ListFormat(locales[language]).format(all)

const french = {
  day: (count: number) => (count === 1 ? 'chaque jour' : `tous les ${count} jours`),
  week: (count: number, days: readonly string[]) =>
    `${count === 1 ? 'chaque semaine' : `toutes les ${count} semaines`}, ${listed(
      'fr',
      days.map((it) => `le ${it}`),
    )}`,
  month: (count: number, which: string) => `${which} ${count === 1 ? 'de chaque mois' : `tous les ${count} mois`}`,
  year: (count: number, date: string) => `${count === 1 ? 'chaque année' : `tous les ${count} ans`}, le ${date}`,
  date: (value: number) => `le ${value === 1 ? '1er' : value}`,
  nth: (value: number, weekday: string) => `le ${value === 1 ? '1er' : `${value}ᵉ`} ${weekday}`,
  last: (weekday: string) => `le dernier ${weekday}`,
  until: (said: string, date: string) => `${said}, jusqu’au ${date}`,
  times: (said: string, count: number) => `${said}, ${count} fois`,
  custom: 'plusieurs dates',
}

const english: typeof french = {
  day: (count) => (count === 1 ? 'every day' : `every ${count} days`),
  week: (count, days) => `${count === 1 ? 'every week' : `every ${count} weeks`} on ${listed('en', days)}`,
  month: (count, which) => `${which} ${count === 1 ? 'of every month' : `every ${count} months`}`,
  year: (count, date) => `${count === 1 ? 'every year' : `every ${count} years`} on ${date}`,
  date: (value) => `the ${englishNth(value)}`,
  nth: (value, weekday) => `the ${englishNth(value)} ${weekday}`,
  last: (weekday) => `the last ${weekday}`,
  until: (said, date) => `${said}, until ${date}`,
  times: (said, count) => `${said}, ${count} ${count === 1 ? 'time' : 'times'}`,
  custom: 'several dates',
}

const words: Record<Language, typeof french> = { fr: french, en: english }

const monthly = (kind: Repeat['monthly'], day: string, language: Language) => {
  const weekday = weekdayName(language, weekdayOf(day))
  const number = Number(day.slice(8, 10))
  if (kind === 'last') return words[language].last(weekday)
  return kind === 'nth' ? words[language].nth(Math.ceil(number / 7), weekday) : words[language].date(number)
}

const every = ({ every: unit, interval, weekdays, monthly: kind }: Repeat, day: string, language: Language) => {
  const say = words[language]
  if (unit === 'day') return say.day(interval)
  if (unit === 'week')
    return say.week(
      interval,
      (weekdays ?? [weekdayOf(day)]).map((it) => weekdayName(language, it)),
    )
  if (unit === 'month') return say.month(interval, monthly(kind, day, language))
  return say.year(interval, inLocale(language, day, { day: 'numeric', month: 'long' }))
}

/** How something comes again: `chaque semaine, le mardi, 10 fois`. `day`: its first. */
export const repeatInWords = (repeat: Repeat | 'custom', day: string, language: Language): string => {
  const say = words[language]
  if (repeat === 'custom') return say.custom
  const said = every(repeat, day, language)
  const { until, count } = repeat
  if (until !== undefined)
    return say.until(said, inLocale(language, until, { day: 'numeric', month: 'long', year: 'numeric' }))
  return count === undefined ? said : say.times(said, count)
}
