import { type CalendarObject, objectOf, recurrenceKey } from '../ics/calendar-object.ts'
import { dateValue } from '../ics/date-values.ts'
import { type Component, ICAL } from '../ics/ical.ts'
import { componentOf, jcalOf } from '../ics/jcal.ts'
import { gives, overrideFor } from '../ics/overrides.ts'
import { edited } from '../ics/series-parts.ts'
import { sequenceOf } from '../ics/stamp.ts'
import { textOf } from '../ics/text-of.ts'

/** What of an event is its owner’s alone, whoever invites (RFC 6638, 3.2.2.1; RFC 9074). */
const own = ['categories', 'transp', 'x-moz-lastack', 'x-apple-travel-advisory-behavior']

/** When what was last heard from the organizer was said: DTSTAMP is of whatever program writes here. */
const heard = 'x-amphi-heard'

/**
 * Whether a message says less than what is here already: it was overtaken on its way (RFC 5546, 2.1.5). Of two with the
 * same SEQUENCE by when they were said, where that is known.
 */
const isOlder = (message: Component, here: Component | undefined) => {
  if (!here) return false
  const [sent, kept] = [sequenceOf(message), sequenceOf(here)]
  return sent < kept || (sent === kept && textOf(message, 'dtstamp') < textOf(here, heard))
}

const keepHeard = (message: Component, here: Component) => {
  const said = textOf(message, 'dtstamp')
  if (said === '') here.removeAllProperties(heard)
  else here.updatePropertyWithValue(heard, said)
}

const keepOwn = (from: Component | undefined, to: Component) => {
  if (!from) return
  for (const alarm of from.getAllSubcomponents('valarm')) to.addSubcomponent(componentOf(jcalOf(alarm)))
  for (const name of own) {
    const kept = from.getAllProperties(name)
    if (kept.length === 0) continue
    to.removeAllProperties(name)
    for (const it of kept) to.addProperty(new ICAL.Property(structuredClone(it.toJSON())))
  }
}

const withoutMethod = (message: CalendarObject): CalendarObject => {
  const [name, properties, components] = jcalOf(message.root)
  return objectOf(componentOf([name, properties.filter(([it]) => it !== 'method'), components]))
}

const keyIn = (component: Component, object: CalendarObject): string | null => {
  const id = component.getFirstProperty('recurrence-id')
  return id ? recurrenceKey(dateValue(id, object.zoneOf), object) : null
}

/**
 * An invitation, and what of it is here: the event as its organizer has it now, with what is one’s own. Undefined where
 * there is nothing new in it. What is told of single dates leaves the others as they are (RFC 5546, 3.2.2).
 */
export const withRequest = (here: CalendarObject | undefined, message: CalendarObject): CalendarObject | undefined => {
  const asked = withoutMethod(message)
  for (const it of [asked.main, ...asked.overrides.values()]) if (it) keepHeard(it, it)
  if (!here) return asked
  if (asked.main) {
    if (isOlder(asked.main, here.main)) return undefined
    return edited(asked, (copy) => {
      if (copy.main) keepOwn(here.main, copy.main)
      for (const [key, override] of copy.overrides) keepOwn(here.overrides.get(key) ?? here.main, override)
    })
  }
  const news = [...asked.overrides.values()].filter((it) => !isOlder(it, here.overrides.get(keyIn(it, here) ?? '')))
  if (news.length === 0) return undefined
  return edited(here, (copy) => {
    for (const it of news) {
      const key = keyIn(it, copy) ?? ''
      const before = copy.overrides.get(key)
      const made = componentOf(jcalOf(it))
      keepOwn(before ?? copy.main, made)
      if (before) copy.root.removeSubcomponent(before)
      copy.root.addSubcomponent(made)
    }
  })
}

const cancel = (component: Component, message: Component) => {
  component.updatePropertyWithValue('status', 'CANCELLED')
  component.updatePropertyWithValue('sequence', Math.max(sequenceOf(message), sequenceOf(component)))
  keepHeard(message, component)
}

/** The same of what is off: it stays, and says so, until its owner takes it away. Undefined where there is nothing of it. */
export const withCancel = (here: CalendarObject | undefined, message: CalendarObject): CalendarObject | undefined => {
  if (!here) return undefined
  const told = [message.main, ...message.overrides.values()].filter((it) => it !== undefined)
  const news = told.filter((it) => {
    const key = keyIn(it, here)
    const kept = key === null ? here.main : here.overrides.get(key)
    return !isOlder(it, kept)
  })
  if (news.length === 0) return undefined
  return edited(here, (copy) => {
    for (const it of news) {
      const key = keyIn(it, copy)
      if (key === null) {
        for (const component of [copy.main, ...copy.overrides.values()]) if (component) cancel(component, it)
        continue
      }
      const override = copy.overrides.get(key)
      if (override) cancel(override, it)
      else if (gives(copy, key)) cancel(overrideFor(copy, key), it)
    }
  })
}
