import { attendeesOf, organizerOf } from '../ics/attendees.ts'
import { type CalendarObject, keyOf } from '../ics/calendar-object.ts'
import { dateValues } from '../ics/date-values.ts'
import { type Component, ICAL } from '../ics/ical.ts'
import { commentParameter } from '../ics/itip-reply.ts'
import { componentOf, dateProperty, jcalOf } from '../ics/jcal.ts'
import { gives, overrideFor } from '../ics/overrides.ts'
import { edited } from '../ics/series-parts.ts'

/** What of an event is its owner’s alone, whoever invites (RFC 6638, 3.2.2.1): besides their answer and their alarms. */
const theirs = ['categories', 'transp', 'x-moz-lastack', 'x-moz-snooze-time', 'x-apple-travel-advisory-behavior']

const takeOwn = (to: Component, from: Component, email: string) => {
  const answered = attendeesOf(from).get(email)?.getFirstParameter('partstat')
  if (typeof answered === 'string') attendeesOf(to).get(email)?.setParameter('partstat', answered)
  const comment: unknown = attendeesOf(from).get(email)?.getFirstParameter(commentParameter)
  if (typeof comment === 'string') attendeesOf(to).get(email)?.setParameter(commentParameter, comment)
  for (const alarm of to.getAllSubcomponents('valarm')) to.removeSubcomponent(alarm)
  for (const alarm of from.getAllSubcomponents('valarm')) to.addSubcomponent(componentOf(jcalOf(alarm)))
  for (const name of theirs) {
    to.removeAllProperties(name)
    for (const it of from.getAllProperties(name)) to.addProperty(new ICAL.Property(structuredClone(it.toJSON())))
  }
}

const excludedIn = ({ main, zoneOf }: CalendarObject) =>
  (main?.getAllProperties('exdate') ?? []).flatMap((it) => dateValues(it, zoneOf))

/** Whether somebody else invites to it, and this one is invited. */
export const isGuestOf = ({ main, overrides }: CalendarObject, email: string) =>
  [main, ...overrides.values()].some(
    (it) =>
      it !== undefined && organizerOf(it) !== undefined && organizerOf(it) !== email && attendeesOf(it).has(email),
  )

/**
 * An event as a guest may make it of their copy: with their answer, their alarms and what else is theirs, of the series and
 * of single dates, and without the dates they took out. Everything else is whose who invites.
 */
export const asGuest = (before: CalendarObject, after: CalendarObject, email: string): CalendarObject =>
  edited(before, (copy) => {
    const { main } = copy
    if (main && after.main) takeOwn(main, after.main, email)
    for (const [key, override] of after.overrides) {
      const here = copy.overrides.get(key) ?? (main && gives(copy, key) ? overrideFor(copy, key) : undefined)
      if (here) takeOwn(here, override, email)
    }
    const known = new Set(excludedIn(copy).map(keyOf))
    for (const value of main ? excludedIn(after) : []) {
      const key = keyOf(value)
      if (known.has(key)) continue
      const override = copy.overrides.get(key)
      if (override) copy.root.removeSubcomponent(override)
      main?.addProperty(new ICAL.Property(dateProperty('exdate', [value])))
    }
  })
