import { lobbyAtOnce, lobbyChanged } from '@amphi/contract/lobby'
import type { Bus } from '#platform/bus'
import type { Tx } from '#platform/db'
import type { LobbyIds } from './lobby.repository.ts'

/** One fact tells of many requests of a session, as far as a fact can carry their ids. */
export const announceLobby = async (bus: Bus, tx: Tx, changed: readonly LobbyIds[]) => {
  const bySession = Map.groupBy(changed, ({ sessionId }) => sessionId)
  for (const [sessionId, of] of bySession) {
    const [first] = of
    if (!first) continue
    const { tenantId, roomId } = first
    for (let from = 0; from < of.length; from += lobbyAtOnce) {
      const requestIds = of.slice(from, from + lobbyAtOnce).map(({ id }) => id)
      await bus.announce(tx, lobbyChanged, { tenantId, roomId, sessionId, requestIds })
    }
  }
}
