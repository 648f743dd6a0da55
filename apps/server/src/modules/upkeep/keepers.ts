import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'

/** Someone who manages a room, by name or in a group. */
export interface Manager {
  roomId: RoomId
  userId: UserId
  named: boolean
}

interface Known {
  ownerId: UserId | null
  managers: readonly Pick<Manager, 'userId' | 'named'>[]
  /** Who can sign in, of all these. */
  active: ReadonlySet<UserId>
  administrators: readonly UserId[]
}

/**
 * Who is told what will become of a room: its owner and those named to manage it; if none of them can sign in any more,
 * those who manage it in a group, who may be many; and if there are none, whoever administers the institution.
 */
export const keepersOf = ({ ownerId, managers, active, administrators }: Known): UserId[] => {
  const able = (ids: readonly UserId[]) => [...new Set(ids)].filter((id) => active.has(id))
  const named = able([...(ownerId ? [ownerId] : []), ...managers.filter((it) => it.named).map((it) => it.userId)])
  if (named.length > 0) return named
  const inGroups = able(managers.map(({ userId }) => userId))
  return inGroups.length > 0 ? inGroups : [...administrators]
}
