import { attendeesOf, guestsOf } from '../ics/attendees.ts'
import { type CalendarObject, recurrenceKey } from '../ics/calendar-object.ts'
import { dateValue } from '../ics/date-values.ts'
import type { Component } from '../ics/ical.ts'
import { edited } from '../ics/series-parts.ts'
import { sequenceOf } from '../ics/stamp.ts'
import { componentsOf } from './told-event.ts'

/** Of the part that a message is about, which is here under the same date. */
const counterpart = ({ main, overrides, zoneOf }: CalendarObject, part: Component): Component | undefined => {
  const id = part.getFirstProperty('recurrence-id')
  return id ? (overrides.get(recurrenceKey(dateValue(id, zoneOf), { main, zoneOf })) ?? main) : main
}

/** Whether all of it is about the event as it was before. */
export const isOvertaken = (message: CalendarObject, here: CalendarObject): boolean =>
  componentsOf(message).every((it) => sequenceOf(it) < sequenceOf(counterpart(here, it) ?? it))

/** Whether it says nothing that is not here, and invites nobody new at this address: another program brought the same. */
export const isKnownHere = (message: CalendarObject, here: CalendarObject, address: string): boolean =>
  componentsOf(message).every((it) => {
    const same = counterpart(here, it)
    return same !== undefined && sequenceOf(it) <= sequenceOf(same) && attendeesOf(same).has(address)
  })

/** What somebody writes of others they wrote before these answered: what they answered is known here. */
export const withAnswersOf = (asked: CalendarObject, here: CalendarObject | undefined): CalendarObject =>
  here
    ? edited(asked, (copy) => {
        for (const part of componentsOf(copy)) {
          const known = attendeesOf(counterpart(here, part) ?? part)
          for (const [address, property] of attendeesOf(part)) {
            const answer = known.get(address)?.getFirstParameter('partstat')
            if (typeof answer === 'string') property.setParameter('partstat', answer)
          }
        }
      })
    : asked

/**
 * An event without one who alone is told that they are not invited any more: programs say that with the same word as that
 * all of it is off (RFC 5546, 3.2.5). Undefined where it is.
 */
export const withoutOne = (
  here: CalendarObject,
  message: CalendarObject,
  address: string,
): CalendarObject | undefined => {
  const isAlone = componentsOf(message).every((it) => [...attendeesOf(it).keys()].every((one) => one === address))
  const others = componentsOf(here).some((it) => [...guestsOf(it).keys()].some((one) => one !== address))
  if (!isAlone || !others || !message.main) return undefined
  return edited(here, (copy) => {
    for (const part of componentsOf(copy)) {
      const own = attendeesOf(part).get(address)
      if (own) part.removeProperty(own)
    }
  })
}
