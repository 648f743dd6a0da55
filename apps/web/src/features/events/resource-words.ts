import type { Resource } from '@amphi/contract/resources'
import type { Language } from '@amphi/contract/requests'
import type { Say } from '#ground/words.ts'

const weekdays = [1, 2, 3, 4, 5]

/** 1 January 2024 was a Monday. */
const dayName = (day: number, language: Language) =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))

/** When a resource is meant to be used, and who is said to decide; empty where nothing is said of that. */
export const resourceWords = (
  say: Say<'events'>,
  { hours, shortest, policy }: Pick<Resource, 'hours' | 'shortest' | 'policy'>,
  language: Language,
): string => {
  const days = hours?.days ?? []
  const isWeek = days.length === weekdays.length && weekdays.every((day) => days.includes(day))
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(days.map((it) => dayName(it, language)))
  const on = days.length === 0 || days.length === 7 ? '' : isWeek ? say('on.weekdays') : names
  return [
    hours && [on, say('resource.hours', { from: hours.from, to: hours.to })].filter(Boolean).join(', '),
    shortest !== null && say('resource.shortest', { count: shortest }),
    policy !== 'accepts' && say(`resource.${policy}`),
  ]
    .filter(Boolean)
    .join(' · ')
}
