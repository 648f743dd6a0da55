import type { Capability, Role } from '@amphi/contract/people'
import type { RoomAbilities, RoomKind } from '@amphi/contract/rooms'
import type { Standing } from './room.ts'

const none = {
  open: false,
  close: false,
  configure: false,
  invite: false,
  share: false,
  handOver: false,
  remove: false,
}
const moderator = { ...none, open: true, close: true }
const manager = { ...moderator, configure: true, invite: true, share: true }
const owner = { ...manager, handOver: true, remove: true }

const usual: Record<Standing, RoomAbilities> = {
  owner,
  manager,
  moderator,
  participant: none,
  administrator: owner,
  none,
}

/** The service asks this before the deed and the reply shows it: what a page offers and what is allowed never differ. */
export const abilities = (standing: Standing, kind: RoomKind): RoomAbilities => {
  if (kind !== 'personal') return usual[standing]
  // Someone's own room stays theirs, and as they made it.
  return { ...usual[standing], configure: standing === 'owner', handOver: false, remove: false }
}

export const mayCreate = ({ role, capabilities }: { role: Role; capabilities: readonly Capability[] }) =>
  role === 'administrator' || capabilities.includes('createRooms')

/** To anyone else the room does not exist: they know of its door, if they have the link. */
export const sees = (standing: Standing) => standing !== 'none' && standing !== 'participant'
