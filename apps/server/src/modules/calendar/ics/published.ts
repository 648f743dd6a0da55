import { isCancelledWhole } from './attendees.ts'
import { addZones } from './added-zones.ts'
import { type CalendarObject, objectOf, writeObject } from './calendar-object.ts'
import { withoutOurs } from './itip-messages.ts'
import { componentOf, jcalOf, type JComponent, type JProperty } from './jcal.ts'

/** What anyone may read of it: not who comes, nor what programs noted beside it. */
const told = new Set(
  'uid dtstamp dtstart dtend duration rrule rdate exdate recurrence-id sequence status summary location url conference x-conference description class organizer'.split(
    ' ',
  ),
)

const head = new Set(['version', 'prodid', 'calscale'])

/** Minutes before the start at which whoever takes it over is reminded (POD-27). */
const remindedBefore = 5

const reminder = (title: string): JComponent => [
  'valarm',
  [
    ['action', {}, 'text', 'DISPLAY'],
    ['description', {}, 'text', title],
    ['trigger', {}, 'duration', `-PT${remindedBefore}M`],
  ],
  [],
]

const forAnyone = ([name, properties, components]: JComponent, isReminded: boolean): JComponent => {
  if (name === 'vtimezone') return [name, properties, components]
  const said = properties.find(([it]) => it === 'summary')?.[3]
  const title = typeof said === 'string' ? said : ''
  return [name, properties.filter(([it]) => told.has(it)).map(withoutOurs), isReminded ? [reminder(title)] : []]
}

/** What anyone may read of an object, and the time zones it goes by. */
export const publishedParts = (object: CalendarObject, isReminded: boolean): JComponent[] =>
  jcalOf(object.root)[2]
    .filter(([it]) => it === 'vtimezone' || it === object.component.toLowerCase())
    .map((it) => forAnyone(it, isReminded))

/**
 * An event to be put into any calendar by whoever likes (RFC 5546 §3.2.1): with its rule, and nobody's answers or alarms.
 * None where it is off.
 */
export const publishedText = (object: CalendarObject): string | undefined => {
  if (isCancelledWhole(object)) return undefined
  const [name, properties] = jcalOf(object.root)
  const method: JProperty = ['method', {}, 'text', 'PUBLISH']
  const parts = publishedParts(object, true)
  const root = componentOf([name, [...properties.filter(([it]) => head.has(it)), method], parts])
  return writeObject(objectOf(addZones(root)).root)
}
