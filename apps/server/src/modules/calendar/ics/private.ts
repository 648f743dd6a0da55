import { type CalendarObject, objectOf, writeObject } from './calendar-object.ts'
import { ICAL, type Component } from './ical.ts'
import { jcalOf, type JComponent } from './jcal.ts'

/** Whether others who see the calendar are only told that its owner is busy (RFC 5545 §3.8.1.3). */
export const isPrivate = (component: Component): boolean => {
  const kind = String(component.getFirstPropertyValue('class') ?? 'PUBLIC').toUpperCase()
  return kind !== 'PUBLIC' && kind !== ''
}

/** Whether any of it is. */
export const holdsPrivate = ({ root, component }: CalendarObject): boolean =>
  root.getAllSubcomponents(component.toLowerCase()).some(isPrivate)

/** When it is, and nothing else. */
const telling = new Set(
  'uid dtstamp dtstart dtend duration rrule rdate exdate recurrence-id sequence status transp class'.split(' '),
)

const without = ([name, properties, components]: JComponent, title: string): JComponent => {
  if (name === 'vtimezone') return [name, properties, components]
  return [name, [...properties.filter(([it]) => telling.has(it)), ['summary', {}, 'text', title]], []]
}

/** An object as those are told who may only know that its owner is busy then. */
export const busyOnlyText = (object: CalendarObject, title: string): string => {
  const [name, properties, components] = jcalOf(object.root)
  const told = components.map((it) => without(it, title))
  return writeObject(objectOf(new ICAL.Component([name, properties.filter(([it]) => it !== 'method'), told])).root)
}
