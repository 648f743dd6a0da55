import type { EndReason, SessionSeen } from '@amphi/contract/sessions'
import type { Scope } from '../scope.ts'
import { createStore, type Readable, sameFields } from '../store.ts'

/** What those inside are told of beforehand: they can still do something, or finish their sentence. */
const told = ['no_moderator', 'max_duration', 'nightly'] as const
export type Told = (typeof told)[number]

/** The meeting will end by itself, unless something happens before. */
export interface Ending {
  why: Told
  /** By this page’s clock, in milliseconds. */
  at: number
  /** Two minutes or less are left. */
  near: boolean
}

const minute = 60_000
/** So long before it is said, and said again. */
const said = { first: 10 * minute, again: 2 * minute }

/** So long after its end a meeting that has ended would have said so. */
const late = 2_000

const isTold = (why: EndReason): why is Told => (told as readonly string[]).includes(why)

/**
 * When the meeting ends and why, from the moment on at which one wants to know. The server says how much is left; it is
 * asked again when it should have ended and has not: someone is on their way in, perhaps.
 */
export const createEnding = (
  scope: Scope,
  seen: Readable<SessionSeen | null>,
  askAgain: () => void,
): Readable<Ending | null> => {
  const state = createStore<Ending | null>(null, (a, b) => a === b || (a !== null && b !== null && sameFields(a, b)))
  let known: { moment: string; why: EndReason; at: number } | undefined
  let cancel = () => {}

  const show = () => {
    cancel()
    if (!known || !isTold(known.why)) return state.set(null)
    const { at, why } = known
    const left = at - Date.now()
    const waits = [left - said.first, left - said.again].find((wait) => wait > 0)
    if (waits === undefined && left > -late) cancel = scope.after(left + late, askAgain)
    // A browser waits a little less than it was told to, now and then.
    if (waits !== undefined) cancel = scope.after(Math.min(waits + 50, 2 ** 31 - 1), show)
    state.set(left > said.first + 50 ? null : { why, at, near: left <= said.again + 50 })
  }

  const follow = () => {
    const ends = seen.get()?.ends
    // Told the same again, a moment later, the countdown does not jump.
    if (ends && ends.at === known?.moment && ends.why === known.why) return
    known = ends ? { moment: ends.at, why: ends.why, at: Date.now() + ends.left * 1000 } : undefined
    show()
  }
  scope.onEnd(seen.subscribe(follow))
  follow()
  return state
}
