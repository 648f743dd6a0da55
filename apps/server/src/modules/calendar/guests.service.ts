import type { EventGuest } from '@amphi/contract/event-guests'
import type { GroupId } from '@amphi/contract/groups'
import { mostGuests } from '@amphi/contract/limits'
import { Email, type UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Correspondent, PeopleService } from '#modules/people'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { CalendarRow } from './calendars.repository.ts'
import type { Guest, GuestList } from './guests.ts'

interface Needs {
  db: Db
  people: Pick<PeopleService, 'correspondents' | 'groups'>
}

type Of<Kind extends EventGuest['kind']> = Extract<EventGuest, { kind: Kind }>

const ofKind = <Kind extends EventGuest['kind']>(given: readonly EventGuest[], kind: Kind) =>
  given.filter((it): it is Of<Kind> => it.kind === kind)

const asGuest = ({ email, name }: Correspondent, isOptional: boolean, groupId: GroupId | null): Guest => ({
  address: email.toLowerCase(),
  name,
  isOptional,
  groupId,
})

/** Whom an event invites, by the words of whoever plans it. */
export const createGuestsService = ({ db, people }: Needs) => {
  const persons = async (
    tenantId: TenantId,
    given: readonly EventGuest[],
    before: ReadonlySet<string>,
    within: Db,
  ): Promise<Guest[]> => {
    const asked = ofKind(given, 'person')
    const found = await people.correspondents.among(
      tenantId,
      asked.map(({ id }) => id),
      within,
    )
    return asked.map(({ id, isOptional }) => {
      const person = found.find((it) => it.id === id)
      // Who is invited already may stay, also where their account was shut meanwhile.
      if (!person || (person.isDisabled && !before.has(person.email.toLowerCase())))
        throw new Failure('person.not_found', { userId: id })
      return asGuest(person, isOptional, null)
    })
  }

  const addresses = async (
    tenantId: TenantId,
    given: readonly EventGuest[],
    before: ReadonlySet<string>,
    within: Db,
  ): Promise<Guest[]> => {
    const asked = ofKind(given, 'address')
    const wrong = asked.find(({ address }) => !before.has(address) && !Email.safeParse(address).success)
    if (wrong) throw new Failure('event.guest_without_address', { address: wrong.address })
    const owners = await people.correspondents.byEmail(
      tenantId,
      asked.map(({ address }) => address),
      within,
    )
    return asked.map(({ address, name, isOptional }) => {
      const owner = owners.find(({ email }) => email.toLowerCase() === address)
      return owner ? asGuest(owner, isOptional, null) : { address, name, isOptional, groupId: null }
    })
  }

  const members = async (tenantId: TenantId, given: readonly EventGuest[], within: Db): Promise<Guest[]> => {
    const guests: Guest[] = []
    for (const { id, isOptional } of ofKind(given, 'group')) {
      const all = await people.correspondents.ofGroups(tenantId, [id], within)
      guests.push(...all.filter(({ isDisabled }) => !isDisabled).map((it) => asGuest(it, isOptional, id)))
    }
    return guests
  }

  return {
    /** Each once: by name before by group; whoever plans it comes anyway. */
    async listed(
      { tenantId, ownerId }: Pick<CalendarRow, 'tenantId' | 'ownerId'>,
      given: readonly EventGuest[],
      before: ReadonlySet<string> = new Set(),
      within: Db = db,
    ): Promise<GuestList> {
      const [owner] = ownerId ? await people.correspondents.among(tenantId, [ownerId], within) : []
      if (!owner) throw new Failure('person.not_found', { userId: ownerId })
      const all = [
        ...(await persons(tenantId, given, before, within)),
        ...(await addresses(tenantId, given, before, within)),
        ...(await members(tenantId, given, within)),
      ]
      const organizer = { address: owner.email.toLowerCase(), name: owner.name }
      const guests = new Map<string, Guest>()
      for (const guest of all)
        if (guest.address !== organizer.address && !guests.has(guest.address)) guests.set(guest.address, guest)
      if (guests.size > mostGuests) throw new Failure('calendar.guests_over_limit', { most: mostGuests })
      return { guests: [...guests.values()], before, organizer }
    },

    /** Groups that some were invited with, and who came to them or left them since; not those that are no more. */
    async groupsOf(
      { tenantId, ownerId }: Pick<CalendarRow, 'tenantId' | 'ownerId'>,
      invited: readonly { groupId: GroupId | null; userId: UserId | null }[],
    ) {
      const ids = [...new Set(invited.flatMap(({ groupId }) => groupId ?? []))]
      const there = new Set(invited.flatMap(({ userId }) => userId ?? []))
      const groups = await people.groups.names(tenantId, ids)
      return Promise.all(
        groups.map(async ({ id, name }) => {
          const now = (await people.correspondents.ofGroups(tenantId, [id])).filter(({ isDisabled }) => !isDisabled)
          const are = new Set(now.map((it) => it.id))
          const joined = now.filter((it) => it.id !== ownerId && !there.has(it.id)).length
          const left = invited.filter((it) => it.groupId === id && !(it.userId && are.has(it.userId))).length
          return { id, name, joined, left }
        }),
      )
    },
  }
}

export type GuestsService = ReturnType<typeof createGuestsService>
