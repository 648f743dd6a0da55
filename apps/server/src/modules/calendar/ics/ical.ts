import ICAL from 'ical.js'

// One `FEATURE=AUDIO,VIDEO` holds two values (RFC 7986 §6.3); unsaid, ical.js writes it back as one, in quotes.
Object.assign(ICAL.design.icalendar.param, { feature: { multiValue: ',' } })

// ical.js does not count the blank that a continued line begins with, and RFC 5545 §3.1 wants no line beyond 75 octets.
ICAL.foldLength = 74

export { ICAL }
export type Component = ICAL.Component
export type Property = ICAL.Property
export type Time = ICAL.Time
