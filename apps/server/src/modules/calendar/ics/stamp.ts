import { rawValues } from './date-values.ts'
import { ICAL, type Component } from './ical.ts'
import { writtenDate } from './jcal.ts'
import { addressOf } from './addresses.ts'
import { organizerOf } from './attendees.ts'

/** What a change is to those invited. */
export interface Weight {
  /** It is at another time, or at other times: SEQUENCE tells them apart (RFC 5546 §2.1.4). */
  material: boolean
  /** Whoever had answered has to answer again (RFC 6638 §3.2.8). */
  askAgain: boolean
}

const setMoment = (component: Component, name: string, now: Date) => {
  const value = writtenDate(Math.floor(now.getTime() / 1000) * 1000, 'utc')
  const property = component.getFirstProperty(name)
  if (property) property.setValue(value)
  else component.addProperty(new ICAL.Property([name, {}, 'date-time', value]))
}

export const sequenceOf = (component: Component): number => {
  const property = component.getFirstProperty('sequence')
  return property ? Math.max(0, Number(rawValues(property)[0]) || 0) : 0
}

const askAgain = (component: Component) => {
  const own = organizerOf(component)
  for (const attendee of component.getAllProperties('attendee')) {
    if (addressOf(attendee) === own || attendee.getFirstParameter('partstat') === undefined) continue
    attendee.setParameter('partstat', 'NEEDS-ACTION')
  }
}

/** Says of a component that it was changed: DTSTAMP and LAST-MODIFIED always, SEQUENCE where times are others. */
export const stamp = (component: Component, now: Date, { material, askAgain: again }: Weight): void => {
  setMoment(component, 'dtstamp', now)
  setMoment(component, 'last-modified', now)
  if (material) component.updatePropertyWithValue('sequence', sequenceOf(component) + 1)
  if (again) askAgain(component)
}
