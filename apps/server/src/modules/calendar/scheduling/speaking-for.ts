import { normalAddress } from '../ics/addresses.ts'
import { organizerOf } from '../ics/attendees.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import { componentsOf } from './told-event.ts'

/** Who invites to it: one, but for letters that nobody should believe. */
export const organizersOf = (object: CalendarObject): ReadonlySet<string> =>
  new Set(componentsOf(object).flatMap((it) => organizerOf(it) ?? []))

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

/** Who speaks for whoever invites (RFC 5545, 3.2.18), as an event says it. */
const deputiesIn = (object: CalendarObject) =>
  componentsOf(object).flatMap((it) => {
    const said = it.getFirstProperty('organizer')?.getFirstParameter('sent-by')
    return typeof said === 'string' ? [normalAddress(said)] : []
  })

/**
 * Whether this one may say so of an event: who invites; or who speaks for them within their own domain, and of what is here
 * already the same as before, for others of that domain are no more than others. `trustsDeputies`: whether a letter alone
 * may say who speaks for somebody, of what is not here yet; never where it acts in the name of one of ours, or by a right.
 */
export const maySpeak = (
  from: string,
  message: CalendarObject,
  here: CalendarObject | undefined,
  { trustsDeputies }: { trustsDeputies: boolean },
): boolean => {
  const [organizer, ...others] = organizersOf(message)
  if (organizer === undefined || others.length > 0) return false
  if (from === organizer) return true
  const isDeputy = deputiesIn(message).includes(from) && domainOf(from) === domainOf(organizer)
  return isDeputy && (here ? deputiesIn(here).includes(from) : trustsDeputies)
}
