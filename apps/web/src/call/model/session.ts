import type { EndReason, SessionId, SessionSeen } from '@amphi/contract/sessions'
import type { Scope } from '../scope.ts'
import { createStore, type Readable } from '../store.ts'
import type { Wire } from './wire.ts'

export interface SessionView {
  id: SessionId
  seen: Readable<SessionSeen | null>
  refresh: () => void
}

const touching = ['participant.joined', 'participant.left', 'hands.changed']

/** What our server knows of the session: read once, and again when something is said to have happened in it. */
export const createSession = (
  scope: Scope,
  wire: Wire,
  id: SessionId,
  ended: (reason: EndReason | null) => void,
): SessionView => {
  const seen = createStore<SessionSeen | null>(null)
  let asking = false
  let again = false

  const refresh = () => {
    // Thirty people who come in together are one question, or two.
    if (asking) {
      again = true
      return
    }
    asking = true
    void read()
  }

  const read = async () => {
    try {
      const found = await wire.call('readSession', { params: { sessionId: id } })
      if (scope.ended) return
      seen.set(found)
      if (found.endedAt) ended(null)
    } catch {
      // The live line need not have been cut for the server to say "not now".
      scope.after(2_000, refresh)
    } finally {
      asking = false
      if (again && !scope.ended) {
        again = false
        scope.after(150, refresh)
      }
    }
  }

  scope.onEnd(
    wire.join(`session:${id}`, (heard) => {
      if (heard.say === 'resync') refresh()
      if (heard.say !== 'fact') return
      if (heard.fact === 'session.ended') ended((heard.ids['reason'] as EndReason | undefined) ?? null)
      else if (touching.includes(heard.fact)) refresh()
    }),
  )
  refresh()
  return { id, seen, refresh }
}
