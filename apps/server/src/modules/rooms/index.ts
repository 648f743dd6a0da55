import { personRemoved } from '@amphi/contract/people'
import { changeRoomSettings, readRoomSettings } from '@amphi/contract/room-settings'
import { createRoom } from '@amphi/contract/rooms'
import type { Ground } from '#platform/ground'
import { relayRooms } from './rooms.realtime.ts'
import { createRoomsService } from './rooms.service.ts'
import { createSettingsService } from './settings.service.ts'

export { shownCode } from './room.ts'
export { abilities as roomAbilities } from './rooms.policy.ts'
export { doorTopic, roomsTopic } from './rooms.realtime.ts'
export { roomOf, standingOf, type Via } from './rooms.service.ts'
export type { RoomRow } from './rooms.repository.ts'
export { settingsOf } from './settings.ts'
export { ofRoom, rooms as roomsTable } from './rooms.table.ts'

/**
 * Rooms as places. What a page sees of them, their session included, `sessions` answers: it alone knows what runs.
 */
export const openRooms = async ({ db, bus, clock, keys, http, sockets, log }: Ground) => {
  const rooms = createRoomsService({ db, bus, clock })
  const settings = createSettingsService({ db, bus, keys, rooms })
  http.mount(createRoom, (actor, { body }) => rooms.create(actor, body))
  http.mount(readRoomSettings, (actor, { params }) => settings.read(actor, params.roomId))
  http.mount(changeRoomSettings, (actor, { params, body }) => settings.change(actor, params.roomId, body))
  relayRooms(bus, sockets, rooms, (error) => log.error({ err: error }, 'rooms not relayed'))
  await bus.on(personRemoved, 'rooms', ({ tenantId, userId, heirId }) => rooms.handOver(tenantId, userId, heirId))
  return { ...rooms, settings }
}

export type Rooms = Awaited<ReturnType<typeof openRooms>>
