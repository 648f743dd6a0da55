import type { RoomSeen } from '@amphi/contract/rooms'

/** A meeting of one time that runs no more: it is kept for who was there, beside the rooms that last. */
export const isPast = ({ kind, session }: Pick<RoomSeen, 'kind' | 'session'>) => kind === 'instant' && session === null

/** Its links lead there no more, either. */
export const isOver = (room: Pick<RoomSeen, 'kind' | 'session' | 'can'>) => isPast(room) && !room.can.open
