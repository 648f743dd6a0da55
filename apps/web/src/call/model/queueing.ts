import type { LobbyRequest } from '@amphi/contract/lobby'
import { Refusal } from '#ground/request.ts'
import type { Scope } from '../scope.ts'
import type { Wire } from './wire.ts'

export interface Queueing {
  follow: (request: LobbyRequest) => void
  /** Asks anew, which also says that one is still there. */
  look: () => Promise<void>
  stop: () => void
  /** Says so to the server as well. */
  leave: () => void
}

/** One's own request to be let in: told over the line when something becomes of it, and asked for besides. */
export const createQueueing = (around: Scope, wire: Wire, moved: (request: LobbyRequest) => void): Queueing => {
  let scope = around.inner()
  let current: LobbyRequest | undefined

  const stop = () => {
    current = undefined
    scope.end()
  }

  const look = async () => {
    const asked = current
    if (!asked) return
    const params = { requestId: asked.id }
    try {
      const found = await wire.call('readLobbyRequest', { params })
      // Another is followed by now, or none.
      if (current?.id === asked.id) moved(found)
    } catch (error) {
      // The browser has forgotten who one was.
      if (current?.id === asked.id && error instanceof Refusal && error.status < 429) moved({ ...asked, state: 'left' })
    }
  }

  return {
    look,
    stop,
    follow: (request) => {
      if (current?.id === request.id) return
      stop()
      current = request
      scope = around.inner()
      scope.onEnd(
        wire.join(`lobby-request:${request.id}`, (heard) => {
          if (heard.say !== 'refused') void look()
        }),
      )
    },
    leave: () => {
      if (current) {
        const params = { requestId: current.id }
        void wire.call('leaveLobby', { params }, { keepalive: true }).catch(() => undefined)
      }
      stop()
    },
  }
}
