import { Failure } from '#platform/failure'
import { element, hrefTo } from './write-xml.ts'
import type { Name } from './names.ts'

/** A refusal in the words of WebDAV: a status, and which condition was not met (RFC 4918, 16), where there is one. */
export class DavError extends Error {
  readonly status: number
  /** XML, within `D:error`. */
  readonly condition: string

  constructor(status: number, condition: Name | '' = '', inner = '') {
    super(condition || String(status))
    this.name = 'DavError'
    this.status = status
    this.condition = condition === '' ? '' : element(condition, inner)
  }
}

/** What is wrong with an object, in the words of RFC 4791, 5.3.2.1. */
const unreadable: Record<string, Name> = {
  too_large: 'C:max-resource-size',
  too_many: 'C:max-instances',
  several_uids: 'C:valid-calendar-object-resource',
  several_kinds: 'C:valid-calendar-object-resource',
  several_mains: 'C:valid-calendar-object-resource',
  no_component: 'C:valid-calendar-object-resource',
  not_an_event: 'C:supported-calendar-component',
  several_organizers: 'C:same-organizer-in-all-components',
}

/** What a person has no right to (RFC 3744, 7.1.1). */
export const lacking = (privilege: Name, address: string) =>
  new DavError(
    403,
    'D:need-privileges',
    element('D:resource', `${hrefTo(address)}${element('D:privilege', element(privilege))}`),
  )

/** A refusal of the calendar’s, said to a client that asked at this address; undefined for what is none. */
export const asDavError = (error: unknown, address: string): DavError | undefined => {
  if (error instanceof DavError) return error
  if (!(error instanceof Failure)) return undefined
  const { code, status, details } = error
  const words: Partial<Record<typeof code, () => DavError>> = {
    'calendar.unreadable': () => new DavError(403, unreadable[String(details['why'])] ?? 'C:valid-calendar-data'),
    'calendar.uid_taken': () =>
      new DavError(403, 'C:no-uid-conflict', hrefTo(beside(address, String(details['name'])))),
    'calendar.changed_meanwhile': () => new DavError(412),
    'calendar.read_only': () => lacking('D:write', address),
    'calendar.not_yours': () => lacking('D:write-properties', address),
    'calendar.default_stays': () => new DavError(403, 'C:default-calendar-needed'),
    'calendar.not_on_behalf': () => lacking('C:schedule-send', address),
    'calendar.guests_over_limit': () => new DavError(403, 'C:max-attendees-per-instance'),
    'calendar.limit_reached': () => new DavError(403, 'D:quota-not-exceeded'),
  }
  return words[code]?.() ?? new DavError(status)
}

/** Of another in the same calendar. */
const beside = (address: string, name: string) => address.replace(/[^/]*$/, encodeURIComponent(name))
