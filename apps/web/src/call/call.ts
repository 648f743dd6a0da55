import type { Door, Entry } from '@amphi/contract/doors'
import type { EndReason, ParticipantId } from '@amphi/contract/sessions'
import { createLine } from './media/line.ts'
import { randomId } from '#ground/random-id.ts'
import type { Capture } from './media/capture.ts'
import type { Level } from './media/level.ts'
import type { Choices, Line, LineState, Picture } from './media/types.ts'
import { type ChatView, createChat } from './model/chat.ts'
import { type ConnectionView, createConnection, type Return } from './model/connection.ts'
import { createEnding, type Ending } from './model/ending.ts'
import { createHands, type HandsView } from './model/hands.ts'
import { createLayout, type LayoutView } from './model/layout.ts'
import { leftBehind } from './model/leaving.ts'
import { createLobby, type LobbyView } from './model/lobby.ts'
import { createModeration, type ModerationView } from './model/moderation.ts'
import { createQuality, type QualityView } from './model/quality.ts'
import { createReactions, type ReactionsView } from './model/reactions.ts'
import { createRoster, type RosterView } from './model/roster.ts'
import { createSession, type SessionView } from './model/session.ts'
import { createSilence, type Silence } from './model/silence.ts'
import { createViewers } from './model/viewers.ts'
import type { Wire } from './model/wire.ts'
import type { Devices } from './media/devices.ts'
import { moment, type Scope } from './scope.ts'
import { createStore, type Readable, type Store, until } from './store.ts'
import { refusedFor } from './wire.ts'

export type Admitted = Extract<Entry, { outcome: 'admitted' }>
export type Over = 'left' | 'ended' | 'elsewhere' | 'removed'
/** Why it ended, where it did, or soon will, and as far as one knows; `by_you`: one ended it oneself. */
export type EndedWhy = EndReason | 'by_you' | null

/** One's own side of a visit: it was there before the call, and stays after it. */
export interface Own {
  choices: Store<Choices>
  devices: Devices
  capture: Capture
  level: Level
  picture: Readable<Picture | null>
  /** Three notes on the chosen loudspeaker. */
  testSound: () => Promise<void>
  /** Two, softer than a voice: somebody is at the door. */
  knock: () => Promise<void>
}

/** Let in again, and on which terms. */
export type Back = Exclude<Return, { kind: 'pass' }> | (Extract<Return, { kind: 'pass' }> & { entry: Admitted })

interface Needs {
  wire: Wire
  own: Own
  door: Door
  entry: Admitted
  name: string
  again: () => Promise<Back>
  over: (how: Over, why: EndedWhy) => void
}

export interface Call {
  door: Door
  self: Readable<{ id: string; name: string }>
  own: Own
  line: Line
  session: SessionView
  roster: RosterView
  layout: LayoutView
  chat: ChatView
  hands: HandsView
  ending: Readable<Ending | null>
  moderation: ModerationView
  lobby: LobbyView
  reactions: ReactionsView
  connection: ConnectionView
  quality: QualityView
  silence: Readable<Silence>
  /** The connection is on its way, or slow: time to draw. Drawing first would keep it waiting. */
  started: Promise<void>
  /** The first pictures have had their moment. */
  settled: Promise<void>
  /** Left, ended, or taken elsewhere. */
  over: () => boolean
  leave: () => void
  end: () => Promise<void>
  /** Lets it last longer; answers until when it then does. */
  extend: () => Promise<string | null>
}

/** One press lets a meeting last so much longer, in milliseconds: half an hour. */
const extension = 30 * 60_000

const waits = (state: LineState) => state.kind === 'connecting' && !state.signalled

/** Puts a call together: each view model is given what it needs, and none knows of another. */
export const createCall = (around: Scope, { wire, own, door, entry, name, again, over }: Needs): Call => {
  const scope = around.inner()
  const { capture, choices, picture, level } = own
  const { sessionId } = entry
  const self = createStore({ id: entry.participantId as string, name })
  const selfId = () => self.get().id as ParticipantId

  let finished = false
  const finish = (how: Over, why: EndedWhy = null) => {
    if (scope.ended) return
    finished = true
    scope.end()
    over(how, why)
  }
  let endsIt = false
  const ended = (why: EndReason | null) => finish('ended', endsIt ? 'by_you' : why)

  const showing = createViewers(entry)
  const line = createLine(scope, capture, choices, showing.viewers)
  // Pictures are what people look at first: what our server knows, and the furniture, come a moment after them.
  const settled = until(scope, line.state, ({ kind }) => kind === 'connected', 500).then(() => moment(scope, 150))
  const later: Wire = { ...wire, call: (...asked) => settled.then(() => wire.call(...asked)) }
  const session = createSession(scope, later, sessionId, ended)
  showing.follow(scope, session.seen, selfId)
  const ending = createEnding(scope, session.seen, () => void session.refresh())
  const roster = createRoster(scope, {
    line,
    seen: session.seen,
    self,
    microphone: capture.microphone,
    picture,
    viewers: showing.viewers,
  })
  const moderation = createModeration(scope, {
    wire,
    sessionId,
    self: selfId,
    seen: session.seen,
    refresh: session.refresh,
    stop: (source) => (source === 'screen' ? line.stopScreens() : capture.shut(source)),
  })
  const layout = createLayout(scope, { ...roster, spotlight: moderation.spotlight })
  const chat = createChat(scope, { wire: later, sessionId, self: selfId, makeId: randomId, refusedFor })
  const hands = createHands(scope, {
    wire,
    sessionId,
    self: selfId,
    seen: session.seen,
    refresh: session.refresh,
    refusedFor,
  })
  const lobby = createLobby(scope, { wire: later, sessionId, seen: session.seen })
  const reactions = createReactions(scope, line, selfId)
  const quality = createQuality(scope, { line, choices, capture })
  const silence = createSilence(scope, { microphone: capture.microphone, level })
  const returned = (cut: number) => {
    wire.renew()
    void hands.restore(cut)
  }
  /** Whoever was cut off when it ended has missed the reason. */
  const askWhy = () =>
    wire.call('readSession', { params: { sessionId } }, { within: 5_000 }).then(
      ({ endReason }) => endReason,
      () => null,
    )
  const connection = createConnection(scope, {
    line,
    enter: async () => {
      const back = await again()
      if (back.kind === 'moved') scope.end()
      if (back.kind === 'pass') showing.admit(back.entry)
      return back
    },
    returned,
    over: (how) => void (how === 'ended' ? askWhy().then(ended) : finish(how)),
    network: window,
    isOnline: () => navigator.onLine,
  })
  const started = until(scope, line.state, (now) => now.kind !== 'idle' && !waits(now), 250)
  connection.start(entry.media)

  const leave = () => {
    const params = { sessionId, participantId: selfId() }
    // The engine notices too, a little later; this spares the others the wait, also when the page is being closed.
    void wire.call('leaveSession', { params }, { keepalive: true }).catch(() => undefined)
    finish('left', leftBehind(session.seen.get(), roster.seats.get(), roster.awaited.get()))
  }
  const end = async () => {
    endsIt = true
    try {
      await wire.call('endSession', { params: { sessionId } })
    } catch (error) {
      endsIt = false
      throw error
    }
    finish('ended', 'by_you')
  }
  const extend = async () => {
    const ends = session.seen.get()?.ends
    if (!ends) return null
    const until = new Date(new Date(ends.at).getTime() + extension).toISOString()
    const extended = await wire.call('extendSession', { params: { sessionId }, body: { until } })
    void session.refresh()
    return extended.ends.at
  }

  return {
    door,
    self,
    own,
    line,
    session,
    roster,
    layout,
    chat,
    hands,
    ending,
    moderation,
    lobby,
    reactions,
    connection,
    quality,
    silence,
    started,
    settled,
    over: () => finished,
    leave,
    end,
    extend,
  }
}
