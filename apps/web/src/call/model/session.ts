import type { EndReason, SessionId, SessionSeen } from '@amphi/contract/sessions'
import { Refusal } from '#ground/request.ts'
import { moment, type Scope } from '../scope.ts'
import { createStore, type Readable } from '../store.ts'
import type { Wire } from './wire.ts'

export interface SessionView {
  id: SessionId
  seen: Readable<SessionSeen | null>
  /** Settles once what is shown is newer than this asking. */
  refresh: () => Promise<void>
}

const touching = [
  'participant.joined',
  'participant.left',
  'participant.changed',
  'session.changed',
  'session.extended',
  'lobby.switched',
  'room.changed',
  'hands.changed',
  'hands.lowered',
]

/** What our server knows of the session: read once, and again when something is said to have happened in it. */
export const createSession = (
  scope: Scope,
  wire: Wire,
  id: SessionId,
  ended: (reason: EndReason | null) => void,
): SessionView => {
  const seen = createStore<SessionSeen | null>(null)
  let reading: Promise<void> | null = null
  let next: Promise<void> | null = null

  const ask = async (): Promise<void> => {
    try {
      const found = await wire.call('readSession', { params: { sessionId: id } })
      if (scope.ended) return
      seen.set(found)
      if (found.endedAt) ended(found.endReason)
    } catch (error) {
      // Deleted, with its room.
      if (error instanceof Refusal && error.status === 404) return ended(null)
      // The live line need not have been cut for the server to say "not now".
      await moment(scope, 2_000)
      await ask()
    }
  }

  const read = () => {
    next = null
    reading = ask().finally(() => {
      reading = null
    })
    return reading
  }

  /** Thirty people who come in together are one question, or two. */
  const refresh = () => {
    if (!reading) return read()
    next ??= reading.then(() => moment(scope, 150)).then(read)
    return next
  }

  scope.onEnd(
    wire.join(`session:${id}`, (heard) => {
      if (heard.say === 'resync') void refresh()
      // Cut off for longer than the server waits: once let in again, one may listen again.
      if (heard.say === 'refused') scope.after(5_000, () => wire.renew())
      if (heard.say !== 'fact') return
      if (heard.fact === 'session.ended') ended((heard.ids['reason'] as EndReason | undefined) ?? null)
      else if (touching.includes(heard.fact)) void refresh()
    }),
  )
  void refresh()
  return { id, seen, refresh }
}
