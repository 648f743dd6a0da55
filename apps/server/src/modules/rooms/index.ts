import { personRemoved } from '@amphi/contract/people'
import { changeRoomAccess, createRoom, readRoomAccess } from '@amphi/contract/rooms'
import type { Ground } from '#platform/ground'
import { relayRooms } from './rooms.realtime.ts'
import { createRoomsService } from './rooms.service.ts'

export { shownCode } from './room.ts'
export { abilities as roomAbilities } from './rooms.policy.ts'
export { doorTopic, roomsTopic } from './rooms.realtime.ts'
export { roomOf, type RoomsService, standingOf, type Via } from './rooms.service.ts'
export type { RoomRow } from './rooms.repository.ts'
export { ofRoom, rooms as roomsTable } from './rooms.table.ts'

/**
 * Rooms as places. What a page sees of them, their session included, `sessions` answers: it alone knows what runs.
 */
export const openRooms = async ({ db, bus, clock, keys, http, sockets, log }: Ground) => {
  const rooms = createRoomsService({ db, bus, clock, keys })
  http.mount(createRoom, (actor, { body }) => rooms.create(actor, body))
  http.mount(readRoomAccess, (actor, { params }) => rooms.access(actor, params.roomId))
  http.mount(changeRoomAccess, (actor, { params, body }) => rooms.changeAccess(actor, params.roomId, body))
  relayRooms(bus, sockets, rooms, (error) => log.error({ err: error }, 'rooms not relayed'))
  await bus.on(personRemoved, 'rooms', ({ tenantId, userId, heirId }) => rooms.handOver(tenantId, userId, heirId))
  return rooms
}
