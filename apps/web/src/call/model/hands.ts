import type { ParticipantId, SessionId, SessionSeen } from '@amphi/contract/sessions'
import type { Scope } from '../scope.ts'
import { createStore, derive, type Readable } from '../store.ts'
import type { Wire } from './wire.ts'

interface Needs {
  wire: Wire
  sessionId: SessionId
  self: () => ParticipantId
  seen: Readable<SessionSeen | null>
  refresh: () => void
}

export interface HandsView {
  /** One's own hand, as one left it or as the server says. */
  up: Readable<boolean>
  mayLower: Readable<boolean>
  toggle: () => void
  lower: (id: string) => void
  /** After a cut the server may have taken one for gone: a hand that was up goes up again. */
  restore: () => void
}

export const createHands = (scope: Scope, { wire, sessionId, self, seen, refresh }: Needs): HandsView => {
  // What was asked and not answered yet; the server's word holds otherwise.
  const asked = createStore<boolean | null>(null)
  const own = () => seen.get()?.participants.find(({ id }) => id === self())?.hand ?? null
  const up = derive(scope, [asked, seen], () => asked.get() ?? own() !== null)
  const mayLower = derive(scope, [seen], () => seen.get()?.can.lowerHands ?? false)
  let before = false

  const put = async (id: ParticipantId, raised: boolean) => {
    await wire.call('raiseHand', { params: { sessionId, participantId: id }, body: { raised } }).catch(() => undefined)
    refresh()
  }

  const toggle = (raised: boolean) => {
    asked.set(raised)
    before = raised
    void put(self(), raised).finally(() => scope.after(400, () => asked.set(null)))
  }

  return {
    up,
    mayLower,
    toggle: () => toggle(!up.get()),
    lower: (id) => void put(id as ParticipantId, false),
    restore: () => {
      const wasUp = before
      scope.after(1_500, () => {
        if (wasUp && before && own() === null) toggle(true)
      })
    },
  }
}
