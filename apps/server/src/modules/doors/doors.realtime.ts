import { DoorCode } from '@amphi/contract/chosen-links'
import { lobbySwitched } from '@amphi/contract/moderation'
import { doorTopic, type Rooms, type Via } from '#modules/rooms'
import { type Actor, nameOf } from '#platform/actor'
import type { Bus } from '#platform/bus'
import { Failure } from '#platform/failure'
import type { Sockets } from '#platform/sockets'

/** A ticket is one person’s, from the moment they read what stands behind it. */
const isAnothers = (actor: Actor, via: Via) => via.kind === 'ticket' && via.holder !== nameOf(actor)

/** Whether one will have to be let in is read at the door. */
export const relayToDoors = (bus: Bus, sockets: Sockets) =>
  bus.overhear(lobbySwitched, (ids) => sockets.send(doorTopic(ids.tenantId, ids.roomId), lobbySwitched, ids))

/** Who holds a link to a room hears what becomes of it. */
export const guardDoors = (sockets: Sockets, rooms: Rooms) =>
  sockets.guard('door', async (actor, id) => {
    const { data: code } = DoorCode.safeParse(id)
    if (code === undefined) return undefined
    try {
      const found = await rooms.byLink(actor.tenantId, code)
      if (!found || isAnothers(actor, found.via)) return undefined
      return { topic: doorTopic(actor.tenantId, found.room.id) }
    } catch (error) {
      // Over, as one reads when one asks for the door.
      if (error instanceof Failure) return undefined
      throw error
    }
  })
