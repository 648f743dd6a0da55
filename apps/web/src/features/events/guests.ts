import type { Answer, EventGuest, EventPerson } from '@amphi/contract/event-guests'
import type { EventRead } from '@amphi/contract/events'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'

/** Someone or something that can be invited; of an address, the id is the address. */
export type Invitable =
  | { kind: 'person'; id: UserId; name: string; pictureUrl?: string | null }
  | { kind: 'group'; id: GroupId; name: string; count: number }
  | { kind: 'address'; id: string; name: string }

/** The same, as a form holds it. */
export type DraftGuest = Invitable & {
  isOptional: boolean
  /** Of a group: whoever is in it now is to be invited, and not who was. */
  isRenewed?: true
}

export type Guests = Pick<EventRead, 'people' | 'groups'>

const invitedTo = ({ people }: Guests) => people.filter(({ isOrganizer }) => !isOrganizer)

/** Those of a group, or the one person. */
export const peopleOf = (event: Guests, guest: Pick<Invitable, 'kind' | 'id'>): EventPerson[] =>
  invitedTo(event).filter((it) => {
    if (guest.kind === 'group') return it.groupId === guest.id
    return it.groupId === null && (guest.kind === 'person' ? it.userId === guest.id : it.email === guest.id)
  })

const asDraft = ({ userId, name, email, pictureUrl, isOptional }: EventPerson): DraftGuest =>
  userId
    ? { kind: 'person', id: userId, name, pictureUrl, isOptional }
    : { kind: 'address', id: email, name: name || email, isOptional }

/** Groups first: each stands for many. */
export const guestsOf = (event: Guests): DraftGuest[] => {
  const groups = event.groups.map(({ id, name }): DraftGuest => {
    const members = peopleOf(event, { kind: 'group', id })
    const isOptional = members.length > 0 && members.every((it) => it.isOptional)
    return { kind: 'group', id, name, count: members.length, isOptional }
  })
  return [
    ...groups,
    ...invitedTo(event)
      .filter(({ groupId }) => groupId === null)
      .map(asDraft),
  ]
}

export const givenGuests = (guests: readonly DraftGuest[]): EventGuest[] =>
  guests.map(({ kind, id, name, isOptional }): EventGuest => {
    if (kind === 'person') return { kind, id: id as UserId, isOptional }
    if (kind === 'group') return { kind, id: id as GroupId, isOptional }
    return { kind, address: id, name: name === id ? '' : name, isOptional }
  })

/** Each once. */
export const withGuests = (guests: readonly DraftGuest[], more: readonly Invitable[]): DraftGuest[] => {
  const there = new Set<string>(guests.map(({ id }) => id))
  const news = more.filter(({ id }) => !there.has(id) && there.add(id))
  return [...guests, ...news.map((it) => ({ ...it, isOptional: false }))]
}

/** How many there are, as far as one can count: whoever is in two groups is counted twice. */
export const countOf = (guests: readonly DraftGuest[]): number =>
  guests.reduce((sum, it) => sum + (it.kind === 'group' ? it.count : 1), 0)

/** In the order in which they are told. */
export const answerOrder = ['accepted', 'tentative', 'declined', 'needs-action'] as const satisfies readonly Answer[]

export const sumsOf = (people: readonly Pick<EventPerson, 'answer'>[]): { answer: Answer; count: number }[] =>
  answerOrder
    .map((answer) => ({ answer, count: people.filter((it) => it.answer === answer).length }))
    .filter(({ count }) => count > 0)
