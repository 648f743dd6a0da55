import type { Door, Entry } from '@amphi/contract/doors'
import type { LobbyRequest } from '@amphi/contract/lobby'
import { backOff } from '#ground/back-off.ts'
import { Offline, Refusal } from '#ground/request.ts'
import type { Admitted, Back, Call, createCall, EndedWhy, Over, Own } from './call.ts'
import { createCapture } from './media/capture.ts'
import { createChoices, nameFor } from './media/choices.ts'
import { createDevices } from './media/devices.ts'
import { playKnock } from './media/knock.ts'
import { createLevel } from './media/level.ts'
import { createOwnPicture } from './media/own-picture.ts'
import { createKeptPassword } from './media/kept-password.ts'
import { keepStay, stayBeforeReload } from './media/stay.ts'
import { playSoundTest } from './media/sound-test.ts'
import { tabId } from './media/tab-id.ts'
import { createQueueing } from './model/queueing.ts'
import type { Wire } from './model/wire.ts'
import type { Scope } from './scope.ts'
import { createStore, derive, type Readable, type Store } from './store.ts'

type Full = Extract<Entry, { outcome: 'full' }>['of']
type Queued = Extract<Entry, { outcome: 'lobby' }>
type Sent = Extract<Entry, { outcome: 'sent' }>
type Refused = Extract<Entry, { outcome: 'refused' }>['reason']

export type Visit =
  | { kind: 'asking'; trouble: unknown }
  /** Nothing stands behind the link, or no longer. */
  | { kind: 'missing'; why: string }
  /** The room is for others. */
  | { kind: 'refused'; door: Door; reason: Refused }
  /** `wrong`: the password one gave was not the room’s. */
  | { kind: 'ready'; door: Door; entering: boolean; trouble: unknown; wrong?: boolean }
  /** `trouble`: why it does not open itself for whoever waits, although it should. */
  | { kind: 'waiting'; door: Door; trouble: unknown }
  | { kind: 'full'; door: Door; seats: number; of: Full }
  /** In the lobby of a running session, or turned away from it. */
  | { kind: 'lobby'; door: Door; request: LobbyRequest; trouble: unknown }
  | { kind: 'inside'; door: Door; call: Call }
  /** Let in where the engine has pages of its own: they are opened from here. */
  | { kind: 'sent'; door: Door; entry: Sent }
  /** `leaveTo`: where the room sends on whoever was in it. */
  | { kind: 'after'; door: Door; sessionId: string; how: Over; why: EndedWhy; leaveTo: string | null }

export interface VisitView {
  state: Readable<Visit>
  own: Own
  /** Of the room, as one typed it; kept by the tab, for who comes back. */
  password: Store<string>
  enter: () => void
  /** Refused, or waited for too long: ask once more. */
  askAgain: () => void
  /** Out of the lobby, back to the device check. */
  stopWaiting: () => void
  /** From a waiting page or from after the call, back to the device check. */
  back: () => void
  again: () => void
  /** By the name of one’s account, unless one said otherwise under it; a guest’s is empty. */
  callAs: (account: string) => void
}

interface Needs {
  wire: Wire
  code: string
  /** The call itself is a file of its own: fetched while people look at their camera. */
  loadCall: () => Promise<{ createCall: typeof createCall }>
}

const pollEvery = 10_000
/** After a cut, a question the network swallowed is asked again rather than waited for. */
const soon = 5_000

const leadsNowhere = (error: unknown): error is Refusal => error instanceof Refusal && error.status < 429

/** A room one stood before, and that is found no more, was deleted: its link was not wrong. */
const whyMissing = (now: Visit, { code }: Refusal) =>
  'door' in now && code === 'door.not_found' ? 'room.deleted' : code

/** In how many milliseconds to ask again of itself; null after a fault of ours, which asking does not mend. */
const awaited = (error: unknown, attempt: number): number | null => {
  const later = error instanceof Refusal ? error.details['retryAfter'] : undefined
  if (typeof later === 'number') return later * 1_000
  return error instanceof Refusal || error instanceof Offline ? backOff(attempt) : null
}

/** It would open itself, and cannot yet: whoever leads is shown who could make room for it, the others wait. */
const mustAwaitPlace = (door: Door, error: unknown) =>
  door.role === 'participant' && error instanceof Refusal && error.code === 'session.too_many_open'

/** What the room says is told once all it asks was given, and known from then on. */
const welcomed = (door: Door, welcome: string | null | undefined): Door => ({
  ...door,
  welcome: door.welcome ?? welcome ?? null,
})

/** Someone before a door: what stands behind it, going in, waiting for it to open, and coming out again. */
export const createVisit = (scope: Scope, { wire, code, loadCall }: Needs): VisitView => {
  const state = createStore<Visit>({ kind: 'asking', trouble: null })
  const choices = createChoices()
  const devices = createDevices(scope)
  const capture = createCapture(scope, choices, devices)
  const microphone = derive(scope, [capture.microphone], () => capture.microphone.get().track)
  const own: Own = {
    choices,
    devices,
    capture,
    level: createLevel(scope, microphone),
    picture: createOwnPicture(scope, capture.camera),
    testSound: () => playSoundTest(choices.get().speakerId).catch(() => undefined),
    knock: () => playKnock(choices.get().speakerId).catch(() => undefined),
  }
  const params = { code }
  const readDoor = (within = 8_000) => wire.call('readDoor', { params }, { within })
  const password = createKeptPassword(scope, code)
  /** Some links say under which name one comes. */
  const nameAt = (door: Door) => door.name ?? choices.get().name.trim()
  const ask = (door: Door, within = 15_000, askAgain = false) => {
    const said = password.get().trim()
    const body = {
      name: nameAt(door),
      tab: tabId(),
      ...(said === '' ? {} : { password: said }),
      ...(askAgain ? { askAgain } : {}),
    }
    return wire.call('enterDoor', { params, body }, { within })
  }
  const turnAway = (door: Door, reason: Refused) => {
    capture.rest()
    state.set({ kind: 'refused', door, reason })
  }
  const letReady = (door: Door) => {
    state.set({ kind: 'ready', door, entering: false, trouble: null })
    void capture.open()
  }
  /** The room asks for something that was not given: back to where it is asked for. Or it is for others. */
  const refuse = (door: Door, entry: Entry, wrong: boolean) => {
    if (entry.outcome === 'refused') return turnAway(door, entry.reason)
    const { outcome } = entry
    state.set({
      kind: 'ready',
      door: { ...door, needs: { ...door.needs, signIn: outcome === 'sign_in', password: outcome === 'password' } },
      entering: false,
      trouble: null,
      wrong,
    })
  }

  /** Something became of one's request to be let in. */
  const moved = (request: LobbyRequest) => {
    const now = state.get()
    if (now.kind !== 'lobby') return
    if (request.state === 'waiting' || request.state === 'refused') state.set({ ...now, request })
    else if (request.state === 'expired') void lapse(now.door, request)
    // Let in; or a page that slept was given up, and goes to the end of the queue.
    else void enter(now.door)
  }
  const queueing = createQueueing(scope, wire, moved)

  /** By the clock; or because the session is over, and one waits for the next. */
  const lapse = async (door: Door, request: LobbyRequest) => {
    const now = await readDoor().catch(() => door)
    if (scope.ended || state.get().kind !== 'lobby') return
    if (now.session?.id === request.sessionId)
      state.set({ kind: 'lobby', door: welcomed(now, door.welcome), request, trouble: null })
    else await enter(now)
  }

  /** Camera and microphone are for their pages now. */
  const send = (door: Door, entry: Sent) => {
    capture.rest()
    state.set({ kind: 'sent', door, entry })
  }

  const queue = (door: Door, { request, welcome }: Queued) => {
    keepStay(request.sessionId)
    state.set({ kind: 'lobby', door: welcomed(door, welcome), request, trouble: null })
    queueing.follow(request)
  }

  /** The session this tab is in, or was when it was reloaded. */
  let stay: string | null = null
  const arrive = async (attempt = 0): Promise<void> => {
    // Whoever pressed before it was time to ask again has gone on.
    const isOver = () => scope.ended || state.get().kind !== 'asking'
    if (isOver()) return
    try {
      const door = await readDoor()
      if (isOver()) return
      const inside = stayBeforeReload()
      stay = inside
      keepStay(null)
      if (door.archived) return turnAway(door, 'archived')
      if (door.banned) return turnAway(door, 'banned')
      // Reloaded in the call, the page comes back into it: all it would ask was answered before.
      if (inside !== null && inside === door.session?.id && nameAt(door) !== '') return await enter(door)
      letReady(door)
    } catch (error) {
      if (isOver()) return
      if (leadsNowhere(error)) return state.set({ kind: 'missing', why: error.code })
      state.set({ kind: 'asking', trouble: error })
      const wait = awaited(error, attempt)
      if (wait !== null) scope.after(wait, () => void arrive(attempt + 1))
    }
  }

  const look = async () => {
    const door = await readDoor().catch((error: unknown) => {
      // Whoever is inside stays, and whoever was reads how it ended, though nobody comes in by this link any more.
      const { kind } = state.get()
      if (scope.ended || kind === 'inside' || kind === 'after') return null
      if (leadsNowhere(error)) state.set({ kind: 'missing', why: whyMissing(state.get(), error) })
      return null
    })
    const now = state.get()
    if (!door || scope.ended) return
    const isOut = now.kind === 'after' ? now.how === 'removed' : now.kind !== 'inside' && now.kind !== 'refused'
    if (door.archived) return now.kind === 'inside' || now.kind === 'after' ? undefined : turnAway(door, 'archived')
    if (door.banned) return isOut ? turnAway(door, 'banned') : undefined
    if (now.kind === 'after' && now.how === 'ended')
      state.set({ ...now, door: { ...door, roomId: door.roomId ?? now.door.roomId } })
    // A moderator thought better of it, or the session is over.
    if (now.kind === 'refused' && now.reason !== 'not_invited') letReady(door)
    if (now.kind === 'ready' && !now.entering) state.set({ ...now, door })
    if (now.kind === 'waiting') state.set({ ...now, door: welcomed(door, now.door.welcome) })
    if (now.kind === 'waiting' && (door.session || door.can.open)) await enter(door)
    // A password was set meanwhile: better asked for now than when the room opens.
    else if (now.kind === 'waiting' && (door.needs.signIn || (door.needs.password && password.get() === '')))
      state.set({ kind: 'ready', door, entering: false, trouble: null })
    if (now.kind === 'full') await enter(door)
    if (now.kind === 'sent' && door.session?.id !== now.entry.sessionId)
      state.set({ kind: 'after', door, sessionId: now.entry.sessionId, how: 'ended', why: null, leaveTo: null })
    // Over; or nobody need be let in any more.
    if (now.kind === 'lobby' && (door.session?.id !== now.request.sessionId || !door.needs.lobby)) await enter(door)
  }

  const begin = async (door: Door, entry: Admitted) => {
    const loaded = await loadCall()
    if (scope.ended) return
    const name = nameAt(door)
    const over = (how: Over, why: EndedWhy) => {
      keepStay(null)
      capture.rest()
      stay = null
      const leaveTo = call.session.seen.get()?.leaveTo ?? null
      state.set({ kind: 'after', door, sessionId: entry.sessionId, how, why, leaveTo })
      // Put out: for now, or until the end; ended: whether one may read who came. The door knows.
      if (how === 'removed' || how === 'ended') void look()
    }
    const again = () => comeBack(door, entry).catch(giveUp)
    // Whoever was inside already goes on as they were.
    if (door.startMuted && entry.role === 'participant' && stay !== entry.sessionId) capture.shut('microphone')
    stay = entry.sessionId
    const call = loaded.createCall(scope, { wire, own, door, entry, name, again, over })
    await call.started
    if (scope.ended) return
    keepStay(entry.sessionId)
    state.set({ kind: 'inside', door, call })
  }

  /** The room is gone, or the link that led there is over: to ask again and again would be in vain. */
  const giveUp = (error: unknown): Back => {
    if (!leadsNowhere(error)) throw error
    keepStay(null)
    capture.rest()
    state.set({ kind: 'missing', why: whyMissing(state.get(), error) })
    return { kind: 'moved' }
  }

  const comeBack = async (door: Door, last: Admitted): Promise<Back> => {
    // A closed room is not opened again by a moderator whose network comes back.
    const now = await readDoor(soon)
    if (!now.session) return { kind: 'ended' }
    const entry = await ask(now, soon)
    if (entry.outcome === 'waiting') return { kind: 'ended' }
    if (entry.outcome === 'full') throw new Offline()
    if (entry.outcome === 'lobby') {
      queue(now, entry)
      return { kind: 'moved' }
    }
    if (entry.outcome === 'sent') {
      send(now, entry)
      return { kind: 'moved' }
    }
    if (entry.outcome !== 'admitted') {
      refuse(now, entry, false)
      return { kind: 'moved' }
    }
    if (entry.sessionId === last.sessionId) return { kind: 'pass', pass: entry.media, entry }
    await begin(door, entry)
    return { kind: 'moved' }
  }

  let going = false
  const enter = async (door: Door, askAgain = false) => {
    if (going) return
    going = true
    const before = state.get()
    if (before.kind === 'ready') state.set({ ...before, entering: true, trouble: null })
    void capture.open()
    // The two waits are one.
    const loading = loadCall()
    loading.catch(() => undefined)
    try {
      const entry = await ask(door, undefined, askAgain)
      if (scope.ended) return
      if (entry.outcome !== 'lobby') queueing.stop()
      if (entry.outcome === 'admitted') await begin(door, entry)
      else if (entry.outcome === 'sent') send(door, entry)
      else if (entry.outcome === 'lobby') queue(door, entry)
      else if (entry.outcome === 'full') state.set({ kind: 'full', door, seats: entry.seats, of: entry.of })
      else if (entry.outcome === 'waiting')
        state.set({ kind: 'waiting', door: welcomed(door, entry.welcome), trouble: null })
      else refuse(door, entry, entry.outcome === 'password' && entry.wrong)
    } catch (error) {
      // Who waits goes on waiting; the next look asks again.
      if (before.kind === 'lobby' || before.kind === 'waiting') state.set({ ...before, trouble: error })
      else if (before.kind === 'ready' && mustAwaitPlace(door, error))
        state.set({ kind: 'waiting', door, trouble: error })
      else if (before.kind !== 'full') state.set({ kind: 'ready', door, entering: false, trouble: error })
    } finally {
      going = false
    }
  }

  scope.onEnd(() => keepStay(null))
  scope.onEnd(
    wire.join(`door:${code}`, (heard) => {
      if (heard.say !== 'refused') void look()
    }),
  )
  scope.every(pollEvery, () => {
    const { kind } = state.get()
    if (kind === 'waiting' || kind === 'full' || kind === 'sent' || kind === 'ready' || kind === 'refused') void look()
    if (kind === 'lobby') void queueing.look()
  })
  void arrive()

  const withDoor = (deed: (door: Door) => void) => () => {
    const now = state.get()
    if ('door' in now) deed(now.door)
  }
  return {
    state,
    own,
    password,
    enter: withDoor((door) => void enter(door)),
    back: withDoor((door) => {
      letReady(door)
      void look()
    }),
    askAgain: withDoor((door) => void enter(door, true)),
    stopWaiting: withDoor((door) => {
      queueing.leave()
      keepStay(null)
      state.set({ kind: 'ready', door, entering: false, trouble: null })
      void look()
    }),
    callAs: (account) => choices.change((now) => nameFor(now, account)),
    again: () => {
      state.set({ kind: 'asking', trouble: null })
      void arrive()
    },
  }
}
