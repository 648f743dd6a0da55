import type { RoomSeen } from '@amphi/contract/rooms'
import { isPast } from './past.ts'
import { matches } from './search.ts'

export const showings = ['all', 'open', 'mine', 'shared', 'past', 'archived'] as const
export type Showing = (typeof showings)[number]

export const orders = ['open', 'name', 'newest', 'used'] as const
export type Order = (typeof orders)[number]

export interface Arrangement {
  search: string
  showing: Showing
  order: Order
}

const shown: Record<Showing, (room: RoomSeen) => boolean> = {
  all: (room) => !isPast(room),
  open: ({ session }) => session !== null,
  mine: (room) => room.standing === 'owner' && !isPast(room),
  shared: (room) => !isPast(room) && (room.standing !== 'owner' || room.shared.people + room.shared.groups > 0),
  past: isPast,
  archived: () => true,
}

const usedAt = ({ session, last }: RoomSeen) => session?.startedAt ?? last?.startedAt ?? ''

/** Before or after; names are in order already, as they came from the server. */
const compare: Record<Order, (a: RoomSeen, b: RoomSeen) => number> = {
  open: (a, b) => Number(b.session !== null) - Number(a.session !== null),
  name: () => 0,
  newest: (a, b) => b.createdAt.localeCompare(a.createdAt),
  used: (a, b) => usedAt(b).localeCompare(usedAt(a)),
}

/** One's own personal room first, whatever is asked for after it. */
const personalFirst = (a: RoomSeen, b: RoomSeen) => {
  const isPersonal = ({ kind, standing }: RoomSeen) => kind === 'personal' && standing === 'owner'
  return Number(isPersonal(b)) - Number(isPersonal(a))
}

/** What of one's rooms, which come by name, is shown, and in which order. */
export const arrange = (rooms: readonly RoomSeen[], { search, showing, order }: Arrangement) =>
  rooms
    // What is put away is seen where one looks for it.
    .filter(({ archivedAt }) => (archivedAt !== null) === (showing === 'archived'))
    .filter((room) => shown[showing](room))
    .filter(({ name, code, ownerName }) => matches(`${name} ${ownerName ?? ''}`, search, code))
    .toSorted((a, b) => personalFirst(a, b) || compare[order](a, b))
