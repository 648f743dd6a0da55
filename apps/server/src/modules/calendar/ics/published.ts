import { addZones } from './added-zones.ts'
import { type CalendarObject, objectOf, writeObject } from './calendar-object.ts'
import { componentOf, jcalOf, type JComponent, type JProperty } from './jcal.ts'

/** What is between those invited and whoever invites, and of no use to others. */
const between = new Set(['attendee', 'request-status'])

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

const forAnyone = ([name, properties, components]: JComponent): JComponent => {
  if (name === 'vtimezone') return [name, properties, components]
  const said = properties.find(([it]) => it === 'summary')?.[3]
  const title = typeof said === 'string' ? said : ''
  return [name, properties.filter(([it]) => !between.has(it)), [reminder(title)]]
}

/** An event to be put into any calendar by whoever likes (RFC 5546 §3.2.1): with its rule, and nobody's answers or alarms. */
export const publishedText = (object: CalendarObject): string => {
  const [name, properties, components] = jcalOf(object.root)
  const method: JProperty = ['method', {}, 'text', 'PUBLISH']
  const head = properties.filter(([it]) => it !== 'method')
  const root = componentOf([name, [...head, method], components.map(forAnyone)])
  return writeObject(objectOf(addZones(root)).root)
}
