import type { BusyPeriod } from './busy.ts'
import { productId } from './calendar-zone.ts'
import { ICAL } from './ical.ts'

const digits = (moment: Date) => moment.toISOString().replaceAll(/[\-:]|\.\d+/gv, '')

/** Who asks whom, where an answer says so (RFC 5546, 3.3.2). */
export interface Addressed {
  method: 'REPLY'
  uid: string
  organizer: string
  attendee: string
}

interface Told {
  from: Date
  to: Date
  now: Date
  addressed?: Addressed
}

/** A calendar of one VFREEBUSY (RFC 5545, 3.6.4). */
export const busyText = (periods: readonly BusyPeriod[], { from, to, now, addressed }: Told): string => {
  const root = new ICAL.Component('vcalendar')
  root.updatePropertyWithValue('version', '2.0')
  root.updatePropertyWithValue('prodid', productId)
  if (addressed) root.updatePropertyWithValue('method', addressed.method)
  const lines = [
    ...(addressed ? [`UID:${addressed.uid}`] : []),
    `DTSTAMP:${digits(now)}`,
    `DTSTART:${digits(from)}`,
    `DTEND:${digits(to)}`,
    ...(addressed ? [`ORGANIZER:${addressed.organizer}`, `ATTENDEE:${addressed.attendee}`] : []),
    ...periods.map((it) => `FREEBUSY;FBTYPE=${it.kind}:${digits(it.from)}/${digits(it.to)}`),
  ]
  const busy = new ICAL.Component('vfreebusy')
  for (const line of lines) busy.addProperty(ICAL.Property.fromString(line))
  root.addSubcomponent(busy)
  return `${root.toString()}\r\n`
}
