import { letterCarried } from '@amphi/contract/letters'
import { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Bus } from '#platform/bus'
import type { Sockets } from '#platform/sockets'
import type { InvitationsService } from './invitations.service.ts'

/** Where those who invite to a room hear how it goes. */
const topicOf = (tenantId: TenantId, roomId: RoomId) => `invitations ${tenantId} ${roomId}`

export const relayInvitations = (
  bus: Bus,
  sockets: Sockets,
  invitations: InvitationsService,
  report: (error: unknown) => void,
) => {
  bus.overhear(letterCarried, (ids) => {
    invitations
      .roomOfLetter(ids.tenantId, ids.letterId)
      .then((roomId) => roomId && sockets.send(topicOf(ids.tenantId, roomId), letterCarried, ids))
      .catch(report)
  })

  sockets.guard('invitations', async (actor, id) => {
    const { data: roomId } = RoomId.safeParse(id)
    if (actor.kind !== 'person' || !roomId || !(await invitations.mayHear(actor, roomId))) return undefined
    return { topic: topicOf(actor.tenantId, roomId) }
  })
}
