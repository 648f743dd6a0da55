import { roomShared } from '@amphi/contract/grants'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import { roomChanged, roomCreated, roomGone, type RoomId, roomRemoved } from '@amphi/contract/rooms'
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
  bus.overhear(roomCreated, (ids) => {
    if (ids.ownerId) sockets.send(roomsTopic(ids.tenantId, ids.ownerId), roomCreated, ids)
  })
  // Any guest may stand at the door: whose it was, and what it was called, is not for them.
  bus.overhear(roomRemoved, ({ tenantId, roomId }) =>
    sockets.send(doorTopic(tenantId, roomId), roomGone, { tenantId, roomId }),
  )
  bus.overhear(roomChanged, (ids) => {
    sockets.send(doorTopic(ids.tenantId, ids.roomId), roomChanged, ids)
    rooms
      .audience(ids.tenantId, ids.roomId)
      .then((people) => people.forEach((userId) => sockets.send(roomsTopic(ids.tenantId, userId), roomChanged, ids)))
      .catch(report)
  })

  const toEach = (
    { tenantId, userId, groupId }: { tenantId: TenantId; userId?: UserId | undefined; groupId?: GroupId | undefined },
    tell: (topic: string) => void,
  ) => {
    const concerned = groupId ? people.groups.memberIds(tenantId, groupId) : Promise.resolve(userId ? [userId] : [])
    concerned.then((them) => them.forEach((it) => tell(roomsTopic(tenantId, it)))).catch(report)
  }

  // Also those with whom it is shared no longer, and whom its audience has lost.
  bus.overhear(roomShared, (ids) => toEach(ids, (topic) => sockets.send(topic, roomShared, ids)))
  bus.overhear(roomGone, (ids) => toEach(ids, (topic) => sockets.send(topic, roomGone, ids)))

  sockets.guard('rooms', async (actor) =>
    actor.kind === 'person' ? { topic: roomsTopic(actor.tenantId, actor.userId) } : undefined,
  )
}
