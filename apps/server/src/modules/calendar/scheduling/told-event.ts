import type { Answer } from '@amphi/contract/event-guests'
import type { Language } from '@amphi/contract/requests'
import { conferenceOf, repeatOfObject, startOf } from '../event-told.ts'
import { peopleOf } from '../event-people.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import { dateValue } from '../ics/date-values.ts'
import { instancesOf } from '../ics/expand.ts'
import type { Component } from '../ics/ical.ts'
import { commentParameter } from '../ics/itip-reply.ts'
import { attendeesOf } from '../ics/attendees.ts'
import { normalAddress } from '../ics/addresses.ts'
import { holdsPrivate } from '../ics/private.ts'
import { textOf } from '../ics/text-of.ts'
import { zoneOfName } from '../ics/zones.ts'
import { repeatInWords } from './repeat-in-words.ts'
import { whenInWords } from './when.ts'

/** What a letter says of an event. */
export interface ToldEvent {
  title: string
  /** In words: « mardi 24 novembre 2026, 10:00 – 12:00 (Europe/Paris) ». */
  when: string
  /** How it comes again, in words; empty where it does not. */
  repeat: string
  location: string
  /** Where one joins it by video; empty where nowhere. */
  conference: string
  description: string
  isPrivate: boolean
}

export const componentsOf = ({ main, overrides }: CalendarObject): Component[] => [
  ...(main ? [main] : []),
  ...overrides.values(),
]

/** Of a series, its first; of single dates, the first of them. */
export const toldEvent = (content: CalendarObject, calendarZone: string, language: Language): ToldEvent => {
  const [component] = componentsOf(content)
  const said = (property: string) => (component ? textOf(component, property) : '')
  const start = component?.getFirstProperty('dtstart')
  const value = start ? dateValue(start, content.zoneOf) : undefined
  const zone = value?.form === 'zoned' ? value.zone : zoneOfName(calendarZone)
  const wide = { from: new Date(-8.64e15), to: new Date(8.64e15), zone: calendarZone, most: 1 }
  const [first] = instancesOf(content, wide)
  const conference = (component && conferenceOf(component)) ?? ''
  const location = said('location')
  return {
    title: said('summary'),
    when: first ? whenInWords(first, zone, language) : '',
    repeat: repeatIn(content, language),
    // Where nobody wrote a place, the conference stands in its stead.
    location: location === conference ? '' : location,
    conference,
    description: said('description'),
    isPrivate: holdsPrivate(content),
  }
}

const repeatIn = (content: CalendarObject, language: Language) => {
  const repeat = repeatOfObject(content)
  const start = content.main && startOf(content.main, content)
  return repeat && start ? repeatInWords(repeat, new Date(start.wall).toISOString().slice(0, 10), language) : ''
}

/** Who invites, by name where one is said; and who writes for them (SENT-BY), by address. */
export const organizerIn = (content: CalendarObject) => {
  const [component] = componentsOf(content)
  const self = component && peopleOf(component).find(({ isOrganizer }) => isOrganizer)
  const sentBy: unknown = component?.getFirstProperty('organizer')?.getFirstParameter('sent-by')
  const email = self?.email ?? ''
  return { email, name: self?.name || email, sentBy: typeof sentBy === 'string' ? normalAddress(sentBy) : undefined }
}

/** What somebody answered, and what they said with it. */
export const answerIn = (content: CalendarObject, email: string): { answer: Answer; comment: string } => {
  const [component] = componentsOf(content)
  const own = component && peopleOf(component).find((it) => it.email === email)
  return { answer: own?.answer ?? 'needs-action', comment: (component && textOf(component, 'comment')) ?? '' }
}

/** What somebody says with their answer, as their own copy has it. */
export const commentIn = (content: CalendarObject, email: string): string | undefined => {
  for (const component of componentsOf(content)) {
    const said: unknown = attendeesOf(component).get(email)?.getFirstParameter(commentParameter)
    if (typeof said === 'string' && said !== '') return said
  }
  return undefined
}
