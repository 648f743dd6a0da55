import { DoorCode } from '@amphi/contract/chosen-links'
import { doorTopic, type Rooms } from '#modules/rooms'
import { Failure } from '#platform/failure'
import type { Sockets } from '#platform/sockets'

/** Who holds a link to a room hears what becomes of it. */
export const guardDoors = (sockets: Sockets, rooms: Rooms) =>
  sockets.guard('door', async (actor, id) => {
    const { data: code } = DoorCode.safeParse(id)
    if (code === undefined) return undefined
    try {
      const found = await rooms.byLink(actor.tenantId, code)
      return found && { topic: doorTopic(actor.tenantId, found.room.id) }
    } catch (error) {
      // Over, as one reads when one asks for the door.
      if (error instanceof Failure) return undefined
      throw error
    }
  })
