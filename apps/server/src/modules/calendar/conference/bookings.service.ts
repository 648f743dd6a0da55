import type { ResourceId } from '@amphi/contract/resources'
import type { PeopleService } from '#modules/people'
import type { ResourceRow, ResourcesService } from '#modules/resources'
import type { Tx } from '#platform/db'
import { accountIn } from '../account-in.ts'
import type { CalendarRow } from '../calendars.repository.ts'
import { attendeesOf, isCancelled, organizerOf } from '../ics/attendees.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import { type Component, ICAL } from '../ics/ical.ts'

interface Needs {
  people: Pick<PeopleService, 'correspondents'>
  resources: ResourcesService
}

/** What a resource answers: it comes, or whoever invites may not have it, or it is no more. */
export type Answer = 'accepted' | 'forbidden' | 'gone'

/** What is asked of resources in an event, and what they answer. */
export interface Booked {
  /** By address. */
  answers: ReadonlyMap<string, { answer: Answer; row: ResourceRow }>
  /** The one that holds each part of it: the first that comes of those it invites. */
  of: (component: Component | undefined) => ResourceRow | undefined
}

/** A server’s words beside somebody invited (RFC 6638, 3.2.9): told; no authority; no such calendar user. */
const statuses = { accepted: '1.2', forbidden: '3.8', gone: '3.7' } as const

const partsOf = ({ main, overrides }: CalendarObject) => [...(main ? [main] : []), ...overrides.values()]

/** Resources among those who are invited: known by their address alone, whatever a program says they are. */
export const createBookingsService = ({ people, resources }: Needs) => ({
  /**
   * Of an event that is organized by whose calendar it is; undefined of any other, and where no resource is asked for.
   * `held`: what is booked for it already stays so, whoever may book by now. `mayBook`: whether whoever writes may speak in
   * the name of whose calendar it is.
   */
  async of(
    tx: Tx,
    { tenantId, ownerId, resourceId }: CalendarRow,
    object: CalendarObject,
    { held, isByLetter, mayBook }: { held: ReadonlySet<ResourceId>; isByLetter: boolean; mayBook: boolean },
  ): Promise<Booked | undefined> {
    if (resourceId && isByLetter) return letIn(await resources.known(tenantId, resourceId, tx))
    if (ownerId === null) return undefined
    const addresses = partsOf(object).flatMap((it) => [...attendeesOf(it).keys()])
    const known = await resources.addressed(tenantId, addresses, tx, held)
    if (known.size === 0) return undefined
    const organizer = partsOf(object)
      .map(organizerOf)
      .find((it) => it !== undefined)
    const [owner] = await people.correspondents.among(tenantId, [ownerId], tx)
    // What is booked for it already was booked by whose calendar it is, under whatever address they had.
    const isOwn =
      held.size > 0 ||
      organizer === undefined ||
      organizer === owner?.email.toLowerCase() ||
      accountIn(organizer) === ownerId
    if (!isOwn) return undefined
    const answers = new Map<string, { answer: Answer; row: ResourceRow }>()
    for (const [address, row] of known) {
      const may = held.has(row.id) || (mayBook && (await resources.mayBook({ tenantId, userId: ownerId }, row, tx)))
      answers.set(address, { row, answer: may ? 'accepted' : row.removedAt ? 'gone' : 'forbidden' })
    }
    return {
      answers,
      of: (component) => {
        if (!component || isCancelled(component)) return undefined
        for (const address of attendeesOf(component).keys()) {
          const found = answers.get(address)
          if (found?.answer === 'accepted') return found.row
        }
        return undefined
      },
    }
  },
})

/** In a resource’s own calendar stands what it is booked for from outside: whether it may be was asked before. */
const letIn = (row: ResourceRow | undefined): Booked | undefined =>
  row && {
    answers: new Map([[row.email, { answer: 'accepted', row }]]),
    of: (component) =>
      component && !isCancelled(component) && attendeesOf(component).has(row.email) ? row : undefined,
  }

export type BookingsService = ReturnType<typeof createBookingsService>

/** Writes what resources answer beside each of them. One that was asked for second does not come. */
export const writeAnswers = (component: Component, { answers, of }: Booked): void => {
  const chosen = of(component)
  for (const [address, property] of attendeesOf(component)) {
    const found = answers.get(address)
    if (!found) continue
    const comes = found.answer === 'accepted' && found.row.id === chosen?.id
    property.setParameter('cutype', 'RESOURCE')
    property.setParameter('partstat', comes ? 'ACCEPTED' : 'DECLINED')
    if (!property.getFirstParameter('cn')) property.setParameter('cn', found.row.name)
    if (!comes) property.setParameter('schedule-status', found.answer === 'gone' ? statuses.gone : statuses.forbidden)
    property.removeParameter('rsvp')
  }
}

/** Invites a resource to all of an event, or none of the resources that were; whoever invites is said to. */
export const inviteResource = (
  component: Component,
  wanted: Pick<ResourceRow, 'name' | 'email'> | undefined,
  { organizer, all }: { organizer: { name: string; email: string }; all: ReadonlySet<string> },
): void => {
  for (const [address, property] of attendeesOf(component))
    if (all.has(address) && address !== wanted?.email) component.removeProperty(property)
  const isAlone = attendeesOf(component).size === 0 || [...attendeesOf(component).keys()].every((it) => all.has(it))
  if (!wanted) {
    // Nobody is invited any more: then nobody invites.
    if (isAlone) component.removeAllProperties('organizer')
    return
  }
  if (!component.hasProperty('organizer'))
    component.addProperty(
      new ICAL.Property(['organizer', { cn: organizer.name }, 'cal-address', `mailto:${organizer.email}`]),
    )
  if (attendeesOf(component).has(wanted.email)) return
  const said = { cutype: 'RESOURCE', partstat: 'ACCEPTED', cn: wanted.name }
  component.addProperty(new ICAL.Property(['attendee', said, 'cal-address', `mailto:${wanted.email}`]))
}
