import { attendeesOf } from './attendees.ts'
import { recurrenceKey, type CalendarObject } from './calendar-object.ts'
import { dateValue, rawValues } from './date-values.ts'
import type { Component, Property } from './ical.ts'
import type { InstanceKey } from './itip-diff.ts'
import { gives, overrideFor } from './overrides.ts'
import { edited } from './series-parts.ts'
import { sequenceOf } from './stamp.ts'
import { textOf } from './text-of.ts'

/** What became of one answer. */
export interface Applied {
  key: InstanceKey
  address: string
  partstat: string
  outcome: 'changed' | 'same' | 'stale' | 'not_invited' | 'no_instance'
}

/** When the last answer that was taken was given: told apart by this, because mail comes in any order. */
const answeredAt = 'x-amphi-answered'

/** What was said with it: ours, and told to nobody who is invited. */
export const commentParameter = 'x-amphi-comment'

/** On one line, and not without end: it is a parameter. */
export const setComment = (attendee: Property | undefined, text: string): void => {
  const comment = text.replaceAll(/\s+/gv, ' ').trim().slice(0, 500)
  if (comment === '') attendee?.removeParameter(commentParameter)
  else attendee?.setParameter(commentParameter, comment)
}

const momentText = (component: Component) => {
  const property = component.getFirstProperty('dtstamp')
  return property ? String(rawValues(property)[0]) : ''
}

interface Said {
  partstat: string
  at: string
  comment: string
}

const known = new Set(['NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED'])

const answer = (attendee: Property, { partstat, at, comment }: Said): Applied['outcome'] => {
  const [before, last] = [attendee.getFirstParameter('partstat'), attendee.getFirstParameter(answeredAt)] as (
    | string
    | undefined
  )[]
  if (last !== undefined && at !== '' && at < last) return 'stale'
  attendee.setParameter('partstat', partstat)
  attendee.removeParameter('rsvp')
  attendee.setParameter('schedule-status', '2.0')
  if (at !== '') attendee.setParameter(answeredAt, at)
  setComment(attendee, comment)
  return (before ?? 'NEEDS-ACTION').toUpperCase() === partstat ? 'same' : 'changed'
}

const applyTo = (component: Component, { reply, address, partstat }: Answer): Applied['outcome'] => {
  const attendee = attendeesOf(component).get(address)
  if (!attendee) return 'not_invited'
  if (sequenceOf(reply) < sequenceOf(component)) return 'stale'
  return answer(attendee, { partstat, at: momentText(reply), comment: textOf(reply, 'comment') })
}

interface Answer {
  reply: Component
  key: InstanceKey
  address: string
  partstat: string
}

const answersIn = (object: CalendarObject, { main, overrides, zoneOf }: CalendarObject): Answer[] =>
  [main, ...overrides.values()].flatMap((reply) => {
    if (!reply) return []
    const id = reply.getFirstProperty('recurrence-id')
    const [[address, attendee] = []] = attendeesOf(reply)
    const partstat = String(attendee?.getFirstParameter('partstat') ?? '').toUpperCase()
    if (address === undefined || !known.has(partstat)) return []
    return [{ reply, address, partstat, key: id ? recurrenceKey(dateValue(id, zoneOf), object) : null }]
  })

/** An override of its own where one answers otherwise than to the series: no news to anybody but the organizer. */
const applyAt = (copy: CalendarObject, { key, ...given }: Answer): Applied['outcome'] => {
  const { main, overrides, root } = copy
  if (key === null) return main ? applyTo(main, { key, ...given }) : 'no_instance'
  const override = overrides.get(key)
  if (override) return applyTo(override, { key, ...given })
  if (!main || !gives(copy, key)) return 'no_instance'
  const made = overrideFor(copy, key)
  const outcome = applyTo(made, { key, ...given })
  if (outcome === 'changed') overrides.set(key, made)
  else root.removeSubcomponent(made)
  return outcome
}

/** Who has not answered for a date, and answers for all, answers for it. */
const applyToOpen = ({ overrides }: CalendarObject, given: Answer) => {
  for (const override of overrides.values()) {
    const attendee = attendeesOf(override).get(given.address)
    const isOpen = (attendee?.getFirstParameter('partstat') ?? 'NEEDS-ACTION') === 'NEEDS-ACTION'
    if (attendee && isOpen) applyTo(override, given)
  }
}

/**
 * What an attendee's REPLY makes of the organizer's object (RFC 5546 §3.2.3, §2.1.5): their PARTSTAT, of the series or of
 * single dates, and nothing else. An answer to what has changed since, or older than one that was taken, changes
 * nothing; nor does one of somebody who is not invited. It need not say who the organizer is: Outlook does not.
 */
export const applyReply = (
  object: CalendarObject,
  reply: CalendarObject,
): { object: CalendarObject; applied: Applied[] } => {
  if (reply.uid !== object.uid) return { object, applied: [] }
  const answers = answersIn(object, reply)
  let applied: Applied[] = []
  const changed = edited(object, (copy) => {
    applied = answers.map((given) => {
      const outcome = applyAt(copy, given)
      if (given.key === null && (outcome === 'changed' || outcome === 'same')) applyToOpen(copy, given)
      return { key: given.key, address: given.address, partstat: given.partstat, outcome }
    })
  })
  const isTaken = applied.some(({ outcome }) => outcome === 'changed' || outcome === 'same')
  return { object: isTaken ? changed : object, applied }
}
