import { type Answer, answers } from '@amphi/contract/event-guests'
import { GroupId } from '@amphi/contract/groups'
import { addressOf } from './ics/addresses.ts'
import { organizerOf } from './ics/attendees.ts'
import type { Component, Property } from './ics/ical.ts'
import { commentParameter } from './ics/itip-reply.ts'

/** The group somebody was invited with: ours alone, and told to nobody (`withoutOurs`). */
export const groupParameter = 'x-amphi-group'

const said = (property: Property, parameter: string) => {
  const value: unknown = property.getFirstParameter(parameter)
  return typeof value === 'string' ? value : ''
}

const answerOf = (attendee: Property): Answer => {
  const partstat = said(attendee, 'partstat').toLowerCase()
  return answers.find((it) => it === partstat) ?? 'needs-action'
}

/** People and what they are to the event; resources are none. */
export const peopleOf = (component: Component) => {
  const organizer = organizerOf(component)
  const attendees = component
    .getAllProperties('attendee')
    .filter((it) => !['RESOURCE', 'ROOM'].includes(said(it, 'cutype').toUpperCase()))
    .map((it) => ({
      email: addressOf(it),
      name: said(it, 'cn'),
      answer: answerOf(it),
      isOrganizer: addressOf(it) === organizer,
      isOptional: said(it, 'role').toUpperCase() === 'OPT-PARTICIPANT',
      groupId: GroupId.safeParse(said(it, groupParameter)).data ?? null,
      comment: said(it, commentParameter) || null,
      /** What became of the invitation (RFC 6638, 3.2.9); empty where nobody said. */
      status: said(it, 'schedule-status'),
    }))
  const property = component.getFirstProperty('organizer')
  if (!property || organizer === undefined || attendees.some(({ isOrganizer }) => isOrganizer)) return attendees
  const self = {
    email: organizer,
    name: said(property, 'cn'),
    answer: 'accepted' as const,
    isOrganizer: true,
    isOptional: false,
    groupId: null,
    comment: null,
    status: '',
  }
  return [self, ...attendees]
}
