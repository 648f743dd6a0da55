import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { Correspondent, PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Jobs } from '#platform/jobs'
import type { Limits } from '#platform/limits'
import type { CalendarRow } from '../calendars.repository.ts'
import { answerOf } from '../ics/answer-of.ts'
import { attendeesOf } from '../ics/attendees.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import { instancesOf } from '../ics/expand.ts'
import { holdsPrivate } from '../ics/private.ts'
import { textOf } from '../ics/text-of.ts'
import { zoneOfName } from '../ics/zones.ts'
import { objectsIn, type ObjectRow } from '../objects.repository.ts'
import { kept } from '../objects.service.ts'
import { bring } from './bring.ts'
import { counterLetter } from './counter-letters.ts'
import type { Heard, Outside } from './outside.ts'
import type { SendingService } from './sending.service.ts'
import { maySpeak, organizersOf } from './speaking-for.ts'
import { componentsOf } from './told-event.ts'
import type { ToResourceService } from './to-resource.service.ts'
import { whenInWords } from './when.ts'

interface Needs {
  jobs: Jobs
  clock: Clock
  limits: Limits
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  letters: LettersService
  sending: SendingService
  resources: ResourcesService
  toResource: ToResourceService
}

/** An event of somebody’s own, to which they invite. */
interface Held {
  calendar: CalendarRow
  row: ObjectRow
  object: CalendarObject
  owner: Correspondent
}

/** Proposals and questions of one guest, which a person reads or a letter answers. */
const often = { count: 20, seconds: 24 * 3600 }

/** What programs of other houses say to the calendars of this one (RFC 5546). Of nobody else than who says it. */
export const createOutsideService = ({
  jobs,
  clock,
  limits,
  tenants,
  people,
  letters,
  sending,
  resources,
  toResource,
}: Needs) => {
  /** The event of that UID which one of ours holds, and to which that address is invited. */
  const heldWith = async (tx: Tx, { tenantId, from, to, message }: Outside): Promise<Held | undefined> => {
    const all = await objectsIn(tx).ofUid(tenantId, message.uid)
    const owners = await people.correspondents.among(
      tenantId,
      all.flatMap(({ calendar }) => calendar.ownerId ?? []),
      tx,
    )
    const held = all.flatMap(({ calendar, object: row }): Held[] => {
      const owner = owners.find(({ id }) => id === calendar.ownerId)
      const object = kept(row)
      const email = owner?.email.toLowerCase() ?? ''
      const isTheirs = owner && object && !owner.isDisabled && email !== '' && organizersOf(object).has(email)
      const isInvited = object && componentsOf(object).some((it) => attendeesOf(it).has(from))
      return isTheirs && isInvited ? [{ calendar, row, object, owner }] : []
    })
    return held.find(({ owner }) => owner.email.toLowerCase() === to) ?? held[0]
  }

  const answered = async (tx: Tx, said: Outside): Promise<Heard> => {
    const { tenantId, from, message } = said
    const content = answerOf(message, from)
    if (!content) return 'not_the_attendee'
    const held = await heldWith(tx, said)
    if (!held) return 'event_unknown'
    await bring(tx, { jobs, clock }, { tenantId, userId: held.owner.id, resourceId: null, method: 'REPLY', content })
    return undefined
  }

  const hereOf = async (tx: Tx, tenantId: TenantId, userId: UserId, uid: string) => {
    const all = await objectsIn(tx).ofUid(tenantId, uid)
    const own = all.find(({ calendar }) => calendar.ownerId === userId)
    return own && kept(own.object)
  }

  const invitedOne = async (
    tx: Tx,
    { tenantId, from, message }: Outside,
    method: 'REQUEST' | 'CANCEL',
    person: Correspondent,
  ): Promise<Heard> => {
    const to = person.email.toLowerCase()
    const here = await hereOf(tx, tenantId, person.id, message.uid)
    const [organizer = ''] = organizersOf(message)
    const isOurs = (await people.correspondents.byEmail(tenantId, [organizer], tx)).length > 0
    if (!maySpeak(from, message, here, { trustsDeputies: !isOurs })) return 'not_the_organizer'
    if (organizersOf(message).has(to)) return 'not_for_them'
    if (method === 'CANCEL' && !here) return 'event_unknown'
    if (method === 'REQUEST' && !componentsOf(message).some((it) => attendeesOf(it).has(to))) return 'not_for_them'
    await bring(tx, { jobs, clock }, { tenantId, userId: person.id, resourceId: null, method, content: message })
    return undefined
  }

  /** To the house itself: then it is for those of us who are invited, and each is another’s affair. */
  const invited = async (tx: Tx, said: Outside, method: 'REQUEST' | 'CANCEL'): Promise<Heard> => {
    const { tenantId, to, message } = said
    const named = await people.correspondents.byEmail(tenantId, [to], tx)
    const guests = componentsOf(message).flatMap((it) => [...attendeesOf(it).keys()])
    const all = named.length > 0 ? named : await people.correspondents.byEmail(tenantId, guests, tx)
    const why: Heard[] = []
    for (const person of all.filter(({ isDisabled }) => !isDisabled))
      why.push(await invitedOne(tx, said, method, person))
    if (why.length === 0) return 'nobody_there'
    return why.includes(undefined) ? undefined : why[0]
  }

  const mayBother = ({ tenantId, from }: Outside) =>
    limits.count(`calendar proposals ${tenantId} ${from}`, often) === undefined

  const proposed = async (tx: Tx, said: Outside): Promise<Heard> => {
    const { tenantId, from, message } = said
    const [part] = componentsOf(message)
    const guest = part && attendeesOf(part).get(from)
    if (!part || !guest) return 'not_the_attendee'
    const held = await heldWith(tx, said)
    if (!held) return 'event_unknown'
    if (!mayBother(said)) return 'too_many'
    const { calendar, object, owner } = held
    const language = owner.language ?? (await tenants.get(tenantId)).language
    const zone = zoneOfName(calendar.timeZone)
    const wide = { from: new Date(-8.64e15), to: new Date(8.64e15), zone: calendar.timeZone, most: 1 }
    const [first] = instancesOf(message, wide)
    const name = guest.getFirstParameter('cn')
    const letter = counterLetter(
      {
        from: typeof name === 'string' && name !== '' ? `${name} (${from})` : from,
        title: componentsOf(object).map((it) => textOf(it, 'summary'))[0] ?? '',
        when: first ? whenInWords(first, zone, language) : '',
        comment: textOf(part, 'comment'),
        isPrivate: holdsPrivate(object),
      },
      language,
    )
    await letters.write(tx, tenantId, { to: owner.email, replyTo: from, ...letter })
    return undefined
  }

  const askedAgain = async (tx: Tx, said: Outside): Promise<Heard> => {
    const held = await heldWith(tx, said)
    if (!held) return 'event_unknown'
    if (!mayBother(said)) return 'too_many'
    await sending.again(tx, held.calendar, held.object, said.from)
    return undefined
  }

  const deeds: Record<string, (tx: Tx, said: Outside) => Promise<Heard>> = {
    REPLY: answered,
    REQUEST: (tx, said) => invited(tx, said, 'REQUEST'),
    CANCEL: (tx, said) => invited(tx, said, 'CANCEL'),
    COUNTER: proposed,
    REFRESH: askedAgain,
  }

  return {
    /** Done within the transaction; or why not, where there is nothing to do. */
    async hear(tx: Tx, said: Outside): Promise<Heard> {
      const resource = (await resources.addressed(said.tenantId, [said.to], tx)).get(said.to)
      if (resource && resource.removedAt === null) return toResource.hear(tx, said, resource)
      const deed = deeds[said.message.method ?? '']
      return deed ? deed(tx, said) : 'method_unknown'
    },
  }
}
