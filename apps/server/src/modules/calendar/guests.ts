import type { GroupId } from '@amphi/contract/groups'
import { groupParameter, peopleOf } from './event-people.ts'
import { attendeesOf, organizerOf } from './ics/attendees.ts'
import type { CalendarObject } from './ics/calendar-object.ts'
import { ICAL, type Component, type Property } from './ics/ical.ts'
import { edited } from './ics/series-parts.ts'

/** Someone who is to be invited. */
export interface Guest {
  address: string
  name: string
  isOptional: boolean
  /** The group they are invited with. */
  groupId: GroupId | null
}

/** Who is invited now, where those of `before` were. */
export interface GuestList {
  guests: readonly Guest[]
  before: ReadonlySet<string>
  organizer: { address: string; name: string }
}

/** Whom a component invites, besides whoever does; resources are nobody. */
export const guestAddressesOf = (component: Component): string[] =>
  peopleOf(component)
    .filter(({ isOrganizer }) => !isOrganizer)
    .map(({ email }) => email)

const named = (property: Property, name: string) => {
  if (name !== '') property.setParameter('cn', name)
}

const toAddress = (kind: 'attendee' | 'organizer', address: string) =>
  new ICAL.Property([kind, {}, 'cal-address', `mailto:${address}`])

const invitationOf = ({ address, name }: Guest): Property => {
  const property = toAddress('attendee', address)
  named(property, name)
  for (const [parameter, value] of [
    ['cutype', 'INDIVIDUAL'],
    ['partstat', 'NEEDS-ACTION'],
    ['rsvp', 'TRUE'],
  ] as const)
    property.setParameter(parameter, value)
  return property
}

/** A part that another program gave them stays, unless it says otherwise whether they must come. */
const placed = (property: Property, { isOptional, groupId }: Guest) => {
  const isSo = String(property.getFirstParameter('role') ?? '').toUpperCase() === 'OPT-PARTICIPANT'
  if (isSo !== isOptional || property.getFirstParameter('role') === undefined)
    property.setParameter('role', isOptional ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT')
  if (groupId) property.setParameter(groupParameter, groupId)
  else property.removeParameter(groupParameter)
}

/** Of one date of a series: what was otherwise there stays so. */
export const setGuests = (component: Component, { guests, before, organizer }: GuestList): void => {
  const wanted = new Set(guests.map(({ address }) => address))
  for (const [address, property] of attendeesOf(component))
    if (before.has(address) && !wanted.has(address)) component.removeProperty(property)
  const there = attendeesOf(component)
  for (const guest of guests) {
    const known = there.get(guest.address)
    if (!known && before.has(guest.address)) continue
    const property = known ?? invitationOf(guest)
    placed(property, guest)
    if (!known) component.addProperty(property)
  }
  if (guests.length > 0 && organizerOf(component) === undefined) {
    const property = toAddress('organizer', organizer.address)
    named(property, organizer.name)
    component.addProperty(property)
  }
}

const invitesNobody = (component: Component) => {
  const guests = attendeesOf(component)
  guests.delete(organizerOf(component) ?? '')
  return guests.size === 0
}

/** What nobody is invited to any more is its owner’s own, as it was before anybody was. */
export const withoutLoneOrganizer = (object: CalendarObject): CalendarObject => {
  const componentsOf = ({ main, overrides }: CalendarObject) => [...(main ? [main] : []), ...overrides.values()]
  const all = componentsOf(object)
  if (!all.every(invitesNobody) || all.every((it) => organizerOf(it) === undefined)) return object
  return edited(object, (copy) => {
    for (const component of componentsOf(copy)) {
      component.removeAllProperties('attendee')
      component.removeAllProperties('organizer')
    }
  })
}
