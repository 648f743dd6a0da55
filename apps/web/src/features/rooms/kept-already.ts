import type { RoomSeen } from '@amphi/contract/rooms'

/**
 * What is true of a room that its reader may not keep although the link of a letter says so: the letter was opened twice,
 * too late, or by somebody it was passed on to.
 */
export const keptAlready = ({ archivedAt, dueAt }: Pick<RoomSeen, 'archivedAt' | 'dueAt'>) => {
  if (dueAt !== null) return 'not_yours'
  return archivedAt === null ? 'kept' : 'is_archived'
}
