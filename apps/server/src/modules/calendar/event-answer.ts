import type { GivenAnswer } from '@amphi/contract/event-guests'
import { attendeesOf, organizerOf } from './ics/attendees.ts'
import type { CalendarObject } from './ics/calendar-object.ts'
import type { Component } from './ics/ical.ts'
import { IcsError } from './ics/ics-error.ts'
import { setComment } from './ics/itip-reply.ts'
import { gives, overrideFor } from './ics/overrides.ts'
import { edited } from './ics/series-parts.ts'
import { stamp } from './ics/stamp.ts'

interface Answered {
  email: string
  /** One of a series; null for all of it. */
  occurrence: string | null
  answer: GivenAnswer
  /** What is said with it. */
  comment?: string
  now: Date
}

const isInvited = (component: Component, email: string) =>
  organizerOf(component) !== email && attendeesOf(component).has(email)

const say = (component: Component, { email, answer, comment, now }: Answered) => {
  const attendee = attendeesOf(component).get(email)
  attendee?.setParameter('partstat', answer.toUpperCase())
  attendee?.removeParameter('rsvp')
  if (comment !== undefined) setComment(attendee, comment)
  stamp(component, now, { material: false, askAgain: false })
}

/** An event as one who is invited has answered it; undefined where they are not. */
export const withAnswer = (object: CalendarObject, answered: Answered): CalendarObject | undefined => {
  const { email, occurrence } = answered
  const all = [object.main, ...object.overrides.values()].filter((it) => it !== undefined)
  if (!all.some((it) => isInvited(it, email))) return undefined
  const isOne =
    occurrence !== null && (object.main === undefined || object.overrides.has(occurrence) || gives(object, occurrence))
  if (occurrence !== null && !isOne) throw new IcsError('bad_date', `The series has no instance ${occurrence}.`)
  return edited(object, (copy) => {
    if (occurrence !== null) {
      const one = copy.overrides.get(occurrence) ?? overrideFor(copy, occurrence)
      say(one, answered)
      return
    }
    for (const it of [copy.main, ...copy.overrides.values()]) if (it && isInvited(it, email)) say(it, answered)
  })
}
