import { addressOf } from './addresses.ts'
import type { CalendarObject } from './calendar-object.ts'
import type { Component, Property } from './ical.ts'

/** Each once, by address; the first of two that are one holds. */
export const attendeesOf = (component: Component): Map<string, Property> => {
  const found = new Map<string, Property>()
  for (const property of component.getAllProperties('attendee')) {
    const address = addressOf(property)
    if (address !== '' && !found.has(address)) found.set(address, property)
  }
  return found
}

/** Who invites, where anybody does. */
export const organizerOf = (component: Component | undefined): string | undefined => {
  const property = component?.getFirstProperty('organizer')
  return property ? addressOf(property) : undefined
}

/** Whom a series, or one of its overrides, is for besides whoever invites; a cancelled one is for nobody. */
export const guestsOf = (component: Component | undefined): Map<string, Property> => {
  if (!component || isCancelled(component)) return new Map()
  const guests = attendeesOf(component)
  guests.delete(organizerOf(component) ?? '')
  return guests
}

export const isCancelled = (component: Component): boolean =>
  String(component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED'

/** Whether none of it takes place: a series that is off, or each of the dates that are here without one. */
export const isCancelledWhole = ({ main, overrides }: Pick<CalendarObject, 'main' | 'overrides'>): boolean =>
  main ? isCancelled(main) : [...overrides.values()].every(isCancelled)
