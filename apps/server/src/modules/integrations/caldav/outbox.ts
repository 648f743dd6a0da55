import { type CalendarService, readCalendarText } from '#modules/calendar'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import { DavError } from './dav-error.ts'
import { addressOfRequest, type DavAnswer, type DavRequest, xmlType } from './exchange.ts'
import type { Things } from './things.ts'
import { document, element, hrefTo, said } from './write-xml.ts'

interface Needs {
  things: Things
  calendar: CalendarService
  people: PeopleService
  resources: ResourcesService
}

/** More people at once than any form shows. */
const mostAsked = 200
/** As long as anybody looks for a time, in milliseconds. */
const longestAsked = 100 * 24 * 3600 * 1000

const plain = (address: string) =>
  address
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase()

/** When others are free (RFC 6638, 5): each is answered for, as an institution's people may know of one another. */
export const post = async (request: DavRequest, { things, calendar, people, resources }: Needs): Promise<DavAnswer> => {
  const thing = await things.locate(request.actor, addressOfRequest(request))
  if (thing.kind !== 'outbox') throw new DavError(405)
  const asked = readCalendarText(request.body)
  if (asked.component !== 'VFREEBUSY' || !asked.main) throw new DavError(403, 'C:supported-calendar-component')
  const { actor } = request
  const { tenantId } = actor
  const { organizer, attendees, span } = calendar.busy.askedIn(asked)
  const [self] = await people.correspondents.among(tenantId, [actor.userId])
  if (plain(organizer) !== self?.email.toLowerCase()) throw new DavError(403, 'C:organizer-allowed')
  if (!span || span.to.getTime() - span.from.getTime() > longestAsked) throw new DavError(403, 'C:valid-calendar-data')
  if (attendees.length > mostAsked) throw new DavError(403, 'D:number-of-matches-within-limits')

  const ours = await people.correspondents.byEmail(tenantId, attendees.map(plain))
  const known = await resources.addressed(tenantId, attendees.map(plain))
  const answers = attendees.map(async (attendee) => {
    const recipient = element('C:recipient', hrefTo(attendee))
    const person = ours.find(({ email }) => email.toLowerCase() === plain(attendee))
    const resource = known.get(plain(attendee))
    const isThere = person ? !person.isDisabled : resource !== undefined && resource.removedAt === null
    if (!isThere) return element('C:response', `${recipient}${said('C:request-status', '3.7;Invalid calendar user')}`)
    // A conference is always free: each booking is another.
    const userId = person?.id
    const text = await calendar.busy.answer(tenantId, userId, span, {
      method: 'REPLY',
      uid: asked.uid,
      organizer,
      attendee,
    })
    return element(
      'C:response',
      `${recipient}${said('C:request-status', '2.0;Success')}${said('C:calendar-data', text)}`,
    )
  })
  return { status: 200, headers: xmlType, body: document('C:schedule-response', (await Promise.all(answers)).join('')) }
}
