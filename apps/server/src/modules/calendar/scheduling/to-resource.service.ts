import type { Answer } from '@amphi/contract/event-guests'
import type { Language } from '@amphi/contract/requests'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { PeopleService } from '#modules/people'
import type { ResourceRow } from '#modules/resources'
import type { TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Limits } from '#platform/limits'
import type { ByLetterService, LetterBooking } from '../conference/by-letter.service.ts'
import { attendeesOf } from '../ics/attendees.ts'
import { type CalendarObject, writeObject } from '../ics/calendar-object.ts'
import { replyOf, requestFor } from '../ics/itip-messages.ts'
import { edited } from '../ics/series-parts.ts'
import { objectsIn } from '../objects.repository.ts'
import { kept } from '../objects.service.ts'
import { besideAnswer } from './booking-letters.ts'
import type { Heard, Outside } from './outside.ts'
import { withRequest } from './received.ts'
import { schedulingLetter } from './scheduling-letters.ts'
import { maySpeak, organizersOf } from './speaking-for.ts'
import { componentsOf, toldEvent } from './told-event.ts'

interface Needs {
  clock: Clock
  limits: Limits
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  letters: LettersService
  byLetter: ByLetterService
}

/** Who asks for a resource, and how they are written to. */
interface Asking {
  said: Outside
  resource: ResourceRow
  organizer: { email: string; language: Language }
}

type Accepted = LetterBooking & { outcome: 'accepted' }

/** One letter of a resource. */
interface Said {
  to: string
  method: 'REPLY' | 'REQUEST'
  answer: Answer
  content: CalendarObject
  /** What is said beside an answer. */
  comment: string
}

/** To one sender: a refusal is said, and not said over and over. */
const refusalsADay = { count: 5, seconds: 24 * 3600 }

/** What of an event says where one joins: programs read the one or the other. */
const whereOne = ['location', 'url', 'description', 'conference', 'x-conference']

/** What letters ask of resources, and what these answer: to whoever invites, and to nobody else. */
export const createToResourceService = ({ clock, limits, tenants, people, letters, byLetter }: Needs) => {
  const organizerOf = async (tx: Tx, { tenantId, message }: Outside): Promise<Asking['organizer'] | undefined> => {
    const [email] = organizersOf(message)
    if (email === undefined) return undefined
    const [person] = await people.correspondents.byEmail(tenantId, [email], tx)
    const [part] = componentsOf(message)
    const usual = (await tenants.get(tenantId)).language
    // Of somebody elsewhere, what their program says of its words.
    const said = String(part?.getFirstProperty('summary')?.getFirstParameter('language') ?? '').toLowerCase()
    const foreign: Language = said.startsWith('en') ? 'en' : said.startsWith('fr') ? 'fr' : usual
    return { email, language: person ? (person.language ?? usual) : foreign }
  }

  const write = async (tx: Tx, { said: { tenantId }, resource, organizer }: Asking, said: Said) => {
    const { to, method, answer, content, comment } = said
    const { timeZone } = await tenants.get(tenantId)
    const { language } = organizer
    const event = toldEvent(content, timeZone, language)
    const who = { from: resource.name, by: undefined, before: undefined, answerUrl: undefined, isUpdate: true }
    const letter = schedulingLetter({ method, event, answer, comment, ...who }, language)
    const calendar = { method, text: writeObject(content.root) }
    await letters.write(tx, tenantId, { to, replyTo: resource.email, ...letter, calendar })
  }

  const accept = async (tx: Tx, asking: Asking, { event, url, moderatorUrl, isNews, isOurs }: Accepted) => {
    const { resource, organizer } = asking
    const now = clock.now()
    const to = organizer.email
    const comment = besideAnswer({ url, moderatorUrl }, organizer.language)
    const content = replyOf(event, resource.email, { now, comment: url, also: isOurs ? [] : whereOne })
    if (content) await write(tx, asking, { to, method: 'REPLY', answer: 'accepted', content, comment })
    // With its link, for the calendar in which it stands elsewhere.
    const asked = isNews ? requestFor(event, resource.email, { now }) : undefined
    if (asked) await write(tx, asking, { to, method: 'REQUEST', answer: 'accepted', content: asked, comment: '' })
  }

  const refuse = async (tx: Tx, asking: Asking): Promise<Heard> => {
    const { said, resource, organizer } = asking
    const { tenantId, from, message } = said
    if (message.method !== 'REQUEST') return 'not_bookable'
    if (limits.count(`resource refusals ${tenantId} ${from}`, refusalsADay) !== undefined) return 'too_many'
    const declined = edited(withRequest(undefined, message) ?? message, (copy) => {
      for (const part of componentsOf(copy)) attendeesOf(part).get(resource.email)?.setParameter('partstat', 'DECLINED')
    })
    const comment = besideAnswer(undefined, organizer.language)
    const content = replyOf(declined, resource.email, { now: clock.now(), comment })
    if (content) await write(tx, asking, { to: from, method: 'REPLY', answer: 'declined', content, comment })
    return 'not_bookable'
  }

  /** The event as it stands with whoever of us it is of, or with the resource. */
  const hereOf = async (tx: Tx, tenantId: TenantId, { uid }: CalendarObject, organizer: string) =>
    (await objectsIn(tx).ofUid(tenantId, uid))
      .flatMap(({ object }) => kept(object) ?? [])
      .find((it) => organizersOf(it).has(organizer))

  return {
    /** Done within the transaction; or why not. */
    async hear(tx: Tx, said: Outside, resource: ResourceRow): Promise<Heard> {
      const { tenantId, from, message, hasWaited } = said
      if (message.method !== 'REQUEST' && message.method !== 'CANCEL') return 'method_unknown'
      if (message.method === 'REQUEST' && !componentsOf(message).some((it) => attendeesOf(it).has(resource.email)))
        return 'not_for_them'
      const organizer = await organizerOf(tx, said)
      if (!organizer) return 'not_the_organizer'
      const here = await hereOf(tx, tenantId, message, organizer.email)
      if (!maySpeak(from, message, here, { trustsDeputies: false })) return 'not_the_organizer'
      const asking = { said, resource, organizer }
      const booking = await byLetter.hear(tx, { tenantId, resource, message, isLast: hasWaited })
      switch (booking.outcome) {
        case 'early':
          return 'later'
        case 'nothing':
          return 'older'
        case 'cancelled':
          return undefined
        case 'declined':
          return refuse(tx, asking)
        case 'accepted':
          await accept(tx, asking, booking)
          return undefined
      }
    },
  }
}

export type ToResourceService = ReturnType<typeof createToResourceService>
