import type { ParticipantId, SessionId, SessionSeen } from '@amphi/contract/sessions'
import { moment, type Scope } from '../scope.ts'
import { createStore, derive, type Readable } from '../store.ts'
import type { Wire } from './wire.ts'

interface Needs {
  wire: Wire
  sessionId: SessionId
  self: () => ParticipantId
  seen: Readable<SessionSeen | null>
  /** Asks the server anew; settles when it has answered. */
  refresh: () => Promise<void>
  /** Whether the server said no for good, or may say yes later, after so many seconds. */
  refusedFor: (error: unknown) => number | 'good'
}

/** `overtaken`: it was pressed again before the server had answered. */
export type HandMoved = 'raised' | 'lowered' | 'refused' | 'overtaken'

export interface HandsView {
  /** One's own hand, as one left it or as the server says. */
  up: Readable<boolean>
  mayLower: Readable<boolean>
  /** Settles when the server has answered: a hand raised while nobody answers goes up when somebody does. */
  toggle: () => Promise<HandMoved>
  /** Of another, or all of them: both fail where the server says no. */
  lower: (id: string) => Promise<void>
  lowerAll: () => Promise<void>
  /** After a cut of so many milliseconds: a hand that the server took down meanwhile goes up again. */
  restore: (cut: number) => Promise<void>
}

/** The server takes a hand down a minute after its owner was seen for the last time. A shorter cut is none of its doing. */
const forgotten = 50_000

export const createHands = (scope: Scope, needs: Needs): HandsView => {
  const { wire, sessionId, self, seen, refresh, refusedFor } = needs
  // What was asked and not answered yet; the server's word holds otherwise.
  const asked = createStore<boolean | null>(null)
  const own = () => seen.get()?.participants.find(({ id }) => id === self())?.hand ?? null
  const up = derive(scope, [asked, seen], () => asked.get() ?? own() !== null)
  const mayLower = derive(scope, [seen], () => seen.get()?.can.lowerHands ?? false)
  let turn = 0

  const put = (participantId: ParticipantId, raised: boolean) =>
    wire.call('raiseHand', { params: { sessionId, participantId }, body: { raised } })

  /** Asks until somebody answers, or until it is no longer wished. */
  const insist = async (raised: boolean, wished: () => boolean): Promise<HandMoved> => {
    for (let attempt = 0; wished(); attempt++) {
      try {
        await put(self(), raised)
        return raised ? 'raised' : 'lowered'
      } catch (error) {
        const wait = refusedFor(error)
        if (wait === 'good') return 'refused'
        await moment(scope, wait > 0 ? wait * 1_000 : Math.min(3_000, 500 * 2 ** attempt))
      }
    }
    return 'overtaken'
  }

  const move = async (raised: boolean): Promise<HandMoved> => {
    const mine = ++turn
    const wished = () => mine === turn && !scope.ended
    asked.set(raised)
    const moved = await insist(raised, wished)
    if (!wished()) return 'overtaken'
    await refresh()
    if (wished()) asked.set(null)
    return moved
  }

  return {
    up,
    mayLower,
    toggle: () => move(!up.get()),
    lower: (id) => put(id as ParticipantId, false).then(refresh),
    lowerAll: () => wire.call('lowerHands', { params: { sessionId } }).then(refresh),
    restore: async (cut) => {
      const wasUp = up.get()
      await refresh()
      if (wasUp && cut >= forgotten && own() === null && asked.get() === null) await move(true)
    },
  }
}
