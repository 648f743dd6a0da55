import type { JournalEntry } from '@amphi/contract/journal'
import { GroupId } from '@amphi/contract/groups'
import { LetterId } from '@amphi/contract/letters'
import { UserId } from '@amphi/contract/people'
import { RoomId } from '@amphi/contract/rooms'
import type { LettersService } from '#modules/letters'
import type { PeopleService } from '#modules/people'
import type { Rooms } from '#modules/rooms'
import type { PersonActor } from '#platform/actor'

export interface Below {
  people: PeopleService
  rooms: Rooms
  letters: LettersService
}

type Things = JournalEntry['things']

/** The names under which facts have the id of a person. */
const ofPeople = ['userId', 'by', 'heirId', 'ownerId', 'formerId']

/** Of what facts speak of, that which is still there, by its id; to whom a letter went stands for the letter. */
export const thingsOf = async (
  { people, rooms, letters }: Below,
  actor: PersonActor,
  facts: readonly Record<string, unknown>[],
): Promise<Things> => {
  const { tenantId } = actor
  const idsUnder = (...names: string[]) => [
    ...new Set(facts.flatMap((ids) => names.map((name) => ids[name])).filter((id) => typeof id === 'string')),
  ]
  const cards = await people.cards(
    tenantId,
    idsUnder(...ofPeople).map((id) => UserId.parse(id)),
  )
  const rows = await rooms.among(
    tenantId,
    idsUnder('roomId').map((id) => RoomId.parse(id)),
  )
  const groups = await people.groups.names(
    tenantId,
    idsUnder('groupId').map((id) => GroupId.parse(id)),
  )
  const written = await letters.among(
    tenantId,
    idsUnder('letterId').map((id) => LetterId.parse(id)),
  )
  return Object.fromEntries([
    ...[...cards].map(([id, { name }]) => [id, { name, page: true }] as const),
    ...rows.map((room) => [room.id, { name: room.name, page: true }] as const),
    ...groups.map(({ id, name }) => [id, { name, page: false }] as const),
    ...written.map(({ id, to }) => [id, { name: to, page: false }] as const),
  ])
}
