import { lobbyChanged, LobbyRequestId, lobbyTold } from '@amphi/contract/lobby'
import { roleGiven } from '@amphi/contract/moderation'
import { participantLeft, SessionId } from '@amphi/contract/sessions'
import type { Ids } from '@amphi/contract/grammar'
import type { TenantId } from '@amphi/contract/tenants'
import { type Rooms, roomsTopic } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { Bus } from '#platform/bus'
import { Failure } from '#platform/failure'
import { createGathering } from '#platform/gathering'
import type { Sockets } from '#platform/sockets'
import type { LobbyDesk } from './lobby-desk.service.ts'
import type { LobbyService } from './lobby.service.ts'

interface Needs {
  bus: Bus
  sockets: Sockets
  rooms: Rooms
  seats: Sessions['seats']
  lobby: LobbyService
  desk: LobbyDesk
  report: (error: unknown) => void
}

/** Where the moderators of a session hear who comes. */
const deskTopic = (tenantId: TenantId, sessionId: SessionId) => `lobby ${tenantId} ${sessionId}`

/** Where one person hears what becomes of their request. */
const requestTopic = (tenantId: TenantId, id: LobbyRequestId) => `lobby request ${tenantId} ${id}`

/** Between two tellings of one session, in milliseconds: to its moderators, and to those whose lists show it. */
const pause = { moderators: 200, lists: 1_000 }

/** Who waits hears of their own request, moderators that the queue is another, and nobody else anything. */
export const relayLobby = ({ bus, sockets, rooms, seats, lobby, desk, report }: Needs) => {
  const toModerators = createGathering(pause.moderators)
  const toLists = createGathering(pause.lists)
  /** Whose page has a line to this process, as far as we were told. */
  const onLine = new Map<LobbyRequestId, TenantId>()

  const tellLists = (ids: Ids<typeof lobbyChanged>) => {
    rooms
      .audience(ids.tenantId, ids.roomId)
      .then((people) => people.forEach((userId) => sockets.send(roomsTopic(ids.tenantId, userId), lobbyChanged, ids)))
      .catch(report)
  }

  bus.overhear(lobbyChanged, ({ requestIds, ...ids }) => {
    const { tenantId, sessionId } = ids
    for (const id of requestIds) sockets.send(requestTopic(tenantId, id), lobbyChanged, { ...ids, requestIds: [id] })
    const anyone = { ...ids, requestIds: [] }
    toModerators.tell(sessionId, () => sockets.send(deskTopic(tenantId, sessionId), lobbyChanged, anyone))
    toLists.tell(sessionId, () => tellLists(anyone))
  })

  bus.overhear(lobbyTold, (ids) => {
    const { tenantId, sessionId } = ids
    sockets.send(deskTopic(tenantId, sessionId), lobbyTold, ids)
    desk
      .waitingIn(tenantId, sessionId)
      .then((all) => all.forEach((id) => sockets.send(requestTopic(tenantId, id), lobbyTold, ids)))
      .catch(report)
  })

  /** Whoever left, or leads no more, hears no longer who comes. */
  const review = ({ tenantId, sessionId, participantId }: Ids<typeof participantLeft>) => {
    const topic = deskTopic(tenantId, sessionId)
    if (!sockets.isHeard(topic)) return
    seats
      .holderOf(tenantId, sessionId, participantId)
      .then((isTheirs) => sockets.review(topic, isTheirs))
      .catch(report)
  }
  bus.overhear(participantLeft, review)
  bus.overhear(roleGiven, review)

  sockets.guard('lobby', async (actor, id) => {
    const { data: sessionId } = SessionId.safeParse(id)
    if (!sessionId || actor.kind === 'nobody') return undefined
    try {
      return { topic: deskTopic(actor.tenantId, sessionId), ...(await desk.listening(actor, sessionId)) }
    } catch (error) {
      if (error instanceof Failure) return undefined
      throw error
    }
  })

  sockets.guard('lobby-request', async (actor, id) => {
    const { data: requestId } = LobbyRequestId.safeParse(id)
    if (!requestId || !(await lobby.isTheirs(actor, requestId))) return undefined
    onLine.set(requestId, actor.tenantId)
    return { topic: requestTopic(actor.tenantId, requestId) }
  })

  return {
    close() {
      toModerators.close()
      toLists.close()
    },

    /** A browser lets a page that is not looked at ask but seldom: that its line stands says as well that it waits. */
    async keepSeen() {
      for (const [id, tenantId] of onLine) if (!sockets.isHeard(requestTopic(tenantId, id))) onLine.delete(id)
      const byTenant = Map.groupBy(onLine, ([, tenantId]) => tenantId)
      for (const [tenantId, some] of byTenant)
        await lobby.seen(
          tenantId,
          some.map(([id]) => id),
        )
    },
  }
}
