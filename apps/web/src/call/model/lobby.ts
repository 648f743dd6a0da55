import type { Lobby, LobbyOutcome, LobbyRequestId } from '@amphi/contract/lobby'
import type { SessionId, SessionSeen } from '@amphi/contract/sessions'
import { moment, type Scope } from '../scope.ts'
import { createStore, derive, type Readable } from '../store.ts'
import { arrivals, nobody, without } from './lobby-queue.ts'
import type { Wire } from './wire.ts'

export interface LobbyView {
  /** Empty for whoever does not lead. */
  now: Readable<Lobby>
  mayLetIn: Readable<boolean>
  /** Tells the names of those who have just come to wait. */
  onArrival: (heard: (names: readonly string[]) => void) => () => void
  admit: (ids: readonly string[] | 'all') => Promise<LobbyOutcome>
  refuse: (ids: readonly string[]) => Promise<LobbyOutcome>
  /** Of those who were refused. */
  letIn: (ids: readonly string[]) => Promise<LobbyOutcome>
  /** Null takes it back. */
  tell: (text: string | null) => Promise<void>
}

interface Needs {
  wire: Wire
  sessionId: SessionId
  seen: Readable<SessionSeen | null>
}

/** A class that comes at once is asked for a few times, not once for each. */
const together = 300

/** Those who ask to be let in, for whoever leads: asked for when something is said to have changed. */
export const createLobby = (scope: Scope, { wire, sessionId, seen }: Needs): LobbyView => {
  const now = createStore<Lobby>(nobody)
  const mayLetIn = derive(scope, [seen], () => seen.get()?.can.letIn ?? false)
  const listeners = new Set<(names: readonly string[]) => void>()
  const params = { sessionId }
  let reading: Promise<void> | null = null
  let next: Promise<void> | null = null
  /** Those who waited before one came in are in the strip, and no news. */
  let known = false

  const ask = async () => {
    try {
      const found = await wire.call('readLobby', { params })
      if (scope.ended || !mayLetIn.get()) return
      const names = known ? arrivals(now.get(), found) : []
      known = true
      now.set(found)
      if (names.length > 0) for (const heard of listeners) heard(names)
    } catch {
      scope.after(2_000, () => void refresh())
    }
  }

  const read = () => {
    next = null
    reading = ask().finally(() => {
      reading = null
    })
    return reading
  }

  const refresh = (): Promise<void> => {
    if (!mayLetIn.get()) return Promise.resolve()
    if (!reading) return read()
    next ??= reading.then(() => moment(scope, together)).then(read)
    return next
  }

  const decide = async (decision: 'admit' | 'refuse' | 'let_in_after_all', ids: readonly string[] | 'all') => {
    // Gone from the strip at the click: a second click must not fall on whoever moves up.
    now.change((lobby) => without(lobby, ids))
    try {
      const requests = ids === 'all' ? ids : (ids as readonly LobbyRequestId[]).slice()
      return await wire.call('decideLobby', { params, body: { decision, requests } })
    } finally {
      void refresh()
    }
  }

  let leave: (() => void) | undefined
  const follow = () => {
    if (mayLetIn.get() === (leave !== undefined)) return
    leave?.()
    leave = mayLetIn.get()
      ? wire.join(`lobby:${sessionId}`, (heard) => {
          if (heard.say !== 'refused') void refresh()
        })
      : undefined
    if (leave) return void refresh()
    known = false
    now.set(nobody)
  }
  scope.onEnd(mayLetIn.subscribe(follow))
  scope.onEnd(() => leave?.())
  follow()

  return {
    now,
    mayLetIn,
    onArrival: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    admit: (ids) => decide('admit', ids),
    refuse: (ids) => decide('refuse', ids),
    letIn: (ids) => decide('let_in_after_all', ids),
    tell: async (text) => {
      await wire.call('tellLobby', { params, body: { text } })
      await refresh()
    },
  }
}
