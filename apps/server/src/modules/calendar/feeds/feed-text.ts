import { addZones } from '../ics/added-zones.ts'
import { isCancelledWhole } from '../ics/attendees.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import { productId } from '../ics/calendar-zone.ts'
import { ICAL } from '../ics/ical.ts'
import { componentOf, jcalOf, type JComponent } from '../ics/jcal.ts'
import { publishedParts } from '../ics/published.ts'

/** How often a program is asked to look again (RFC 7986, 5.7; and Microsoft’s older way to say it). */
const lookAgain = 'PT15M'

const text = (component: JComponent) => `${componentOf(component).toString()}\r\n`

const nameOf = ([, properties]: JComponent) => {
  const value = properties.find(([it]) => it === 'tzid')?.[3]
  return typeof value === 'string' ? value : ''
}

/**
 * A calendar as a program reads it that only reads (RFC 5545, 3.4): what takes place, piece by piece, each time zone once.
 */
export async function* feedText(name: string, objects: AsyncIterable<CalendarObject>): AsyncGenerator<string> {
  const head = new ICAL.Component('vcalendar')
  for (const [property, value] of [
    ['version', '2.0'],
    ['prodid', productId],
    ['method', 'PUBLISH'],
    ['x-wr-calname', name],
    ['name', name],
    ['x-published-ttl', lookAgain],
  ] as const)
    head.addPropertyWithValue(property, value)
  head.addProperty(new ICAL.Property(['refresh-interval', {}, 'duration', lookAgain]))
  yield head.toString().replace(/END:VCALENDAR\s*$/, '')
  const zones = new Set<string>()
  for await (const object of objects) {
    if (isCancelledWhole(object)) continue
    const parts = componentOf(['vcalendar', [], publishedParts(object, false)])
    for (const part of jcalOf(addZones(parts))[2]) {
      if (part[0] === 'vtimezone') {
        if (zones.has(nameOf(part))) continue
        zones.add(nameOf(part))
      }
      yield text(part)
    }
  }
  yield 'END:VCALENDAR\r\n'
}
