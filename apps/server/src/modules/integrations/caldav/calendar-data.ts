import { expandedText, limitedText, readCalendarText } from '#modules/calendar'
import { DavError } from './dav-error.ts'
import { childOf } from './names.ts'
import type { Reading } from './properties.ts'
import { rangeOf } from './time-range.ts'

/**
 * The text of an object as a report wants it (RFC 4791, 9.6): whole; with each of its instances for itself; or with
 * those exceptions only that matter to a time. Of a range both ends are needed.
 */
export const dataAs =
  (zone: string): NonNullable<Reading['data']> =>
  ({ ics }, asked) => {
    const [expand, limit] = [childOf(asked, 'C:expand'), childOf(asked, 'C:limit-recurrence-set')]
    const by = expand ?? limit
    if (!by) return ics
    const { from, to } = rangeOf(by, 'C:valid-calendar-data')
    if (!from || !to) throw new DavError(403, 'C:valid-calendar-data')
    const object = readCalendarText(ics)
    try {
      return expand ? expandedText(object, { from, to, zone }) : limitedText(object, { from, to, zone })
    } catch {
      // The object itself was read: there is more of it in that time than one answer holds.
      throw new DavError(403, 'C:max-instances')
    }
  }
