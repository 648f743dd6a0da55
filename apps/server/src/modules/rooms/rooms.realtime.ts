import { roomShared } from '@amphi/contract/grants'
import type { UserId } from '@amphi/contract/people'
import { roomChanged, roomCreated, type RoomId, roomRemoved } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { Bus } from '#platform/bus'
import type { Sockets } from '#platform/sockets'
import type { RoomsService } from './rooms.service.ts'

/** Where the list of a person's rooms hears that it is old. */
export const roomsTopic = (tenantId: TenantId, userId: UserId) => `rooms ${tenantId} ${userId}`

/** Where those who hold a link to a room hear what becomes of it. */
export const doorTopic = (tenantId: TenantId, roomId: RoomId) => `door ${tenantId} ${roomId}`

interface Needs {
  bus: Bus
  sockets: Sockets
  rooms: RoomsService
  people: Pick<PeopleService, 'groups'>
}

export const relayRooms = ({ bus, sockets, rooms, people }: Needs, report: (error: unknown) => void) => {
  bus.overhear(roomCreated, (ids) => sockets.send(roomsTopic(ids.tenantId, ids.ownerId), roomCreated, ids))
  bus.overhear(roomRemoved, (ids) => {
    sockets.send(doorTopic(ids.tenantId, ids.roomId), roomRemoved, ids)
    if (ids.ownerId) sockets.send(roomsTopic(ids.tenantId, ids.ownerId), roomRemoved, ids)
  })
  bus.overhear(roomChanged, (ids) => {
    sockets.send(doorTopic(ids.tenantId, ids.roomId), roomChanged, ids)
    rooms
      .audience(ids.tenantId, ids.roomId)
      .then((people) => people.forEach((userId) => sockets.send(roomsTopic(ids.tenantId, userId), roomChanged, ids)))
      .catch(report)
  })

  // Also those with whom it is shared no longer, and whom its audience has lost.
  bus.overhear(roomShared, (ids) => {
    const { tenantId, userId, groupId } = ids
    const concerned = groupId ? people.groups.memberIds(tenantId, groupId) : Promise.resolve(userId ? [userId] : [])
    concerned
      .then((them) => them.forEach((it) => sockets.send(roomsTopic(tenantId, it), roomShared, ids)))
      .catch(report)
  })

  sockets.guard('rooms', async (actor) =>
    actor.kind === 'person' ? { topic: roomsTopic(actor.tenantId, actor.userId) } : undefined,
  )
}
