import { attendeesOf } from './attendees.ts'
import { type CalendarObject, objectOf } from './calendar-object.ts'
import { componentOf, jcalOf } from './jcal.ts'

/**
 * Of a REPLY what one attendee says for themselves, and nothing that it says for others; undefined where they are not in
 * it. It is for one alone (RFC 5546, 3.2.3), but some programs repeat everybody.
 */
export const answerOf = ({ root }: CalendarObject, address: string): CalendarObject | undefined => {
  const copy = componentOf(jcalOf(root))
  const parts = copy.getAllSubcomponents().filter(({ name }) => name !== 'vtimezone')
  let isIn = false
  for (const part of parts) {
    const own = attendeesOf(part).get(address)
    if (!own) {
      copy.removeSubcomponent(part)
      continue
    }
    isIn = true
    part.removeAllProperties('attendee')
    part.addProperty(own)
  }
  return isIn ? objectOf(copy) : undefined
}
