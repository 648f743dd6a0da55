import { ICAL } from './ical.ts'
import { ianaName, vtimezoneOf } from './zones.ts'

/** The zone that a calendar of nothing but a VTIMEZONE speaks of, by its IANA name; undefined where it is none of these. */
export const zoneIn = (text: string): string | undefined => {
  try {
    const timezone = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vtimezone')
    const tzid: unknown = timezone?.getFirstPropertyValue('tzid')
    return typeof tzid === 'string' ? ianaName(tzid) : undefined
  } catch {
    // Whoever sent it is told that it cannot be, and why is of no use to them.
    return undefined
  }
}

/** The other way round (RFC 4791, 5.2.2). */
export const timezoneText = (zone: string): string => {
  const root = new ICAL.Component('vcalendar')
  root.updatePropertyWithValue('version', '2.0')
  root.updatePropertyWithValue('prodid', productId)
  const timezone = vtimezoneOf(zone)
  if (timezone) root.addSubcomponent(timezone)
  return `${root.toString()}\r\n`
}

/** Who made a calendar (RFC 5545, 3.7.3). */
export const productId = '-//Amphi//Amphi//FR'
