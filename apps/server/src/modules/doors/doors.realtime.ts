import { Code } from '@amphi/contract/rooms'
import { doorTopic, type Rooms } from '#modules/rooms'
import type { Sockets } from '#platform/sockets'

/** Who holds a link to a room hears what becomes of it. */
export const guardDoors = (sockets: Sockets, rooms: Rooms) =>
  sockets.guard('door', async (actor, id) => {
    const { data: code } = Code.safeParse(id)
    const found = code === undefined ? undefined : await rooms.byLink(actor.tenantId, code)
    return found && { topic: doorTopic(actor.tenantId, found.room.id) }
  })
