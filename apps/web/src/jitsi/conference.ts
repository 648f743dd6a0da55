import type { JitsiEnding, JitsiMeeting } from '@amphi/contract/jitsi'
import type { ReplyOf } from '#ground/request.ts'
import type { Scope } from '#call/scope.ts'
import { createStore, type Readable } from '#call/store.ts'
import type { Details, Frame } from './frame.ts'

export type Conference =
  | { kind: 'loading' }
  /** Somebody who leads is awaited. */
  | { kind: 'early'; subject: string }
  /** Theirs does not answer, or ours. */
  | { kind: 'unreachable'; whose: 'ours' | 'theirs' }
  | { kind: 'inside'; meeting: JitsiMeeting }
  | { kind: 'left' }
  | { kind: 'over'; why: JitsiEnding }

type What = 'joined' | 'here' | 'left' | 'ended'

interface Needs {
  open: () => Promise<ReplyOf<'openJitsi'>>
  /** `last`: said while the page goes away. */
  report: (what: What, last?: boolean) => Promise<ReplyOf<'reportJitsi'>>
  frame: (meeting: JitsiMeeting) => Promise<Frame>
}

/** Milliseconds between two words of ours: unheard for four of them, we are not there. */
const beat = 10_000

/** …and between two looks whether somebody who leads is there. */
const knocking = 4_000

/** What Jitsi needs to let go of a call by itself, before its frame is taken away. */
const goodbye = 1_500

/** A page around Jitsi’s frame: what it tells us of the frame, and what it tells the frame of us. */
export const createConference = (scope: Scope, { open, report, frame }: Needs) => {
  const state = createStore<Conference>({ kind: 'loading' })
  /** Of the present frame. */
  let life: Scope | undefined

  const rest = (next: Conference) => {
    life?.end()
    life = undefined
    state.set(next)
  }

  const attend = (own: Scope, theirs: Frame, meeting: JitsiMeeting) => {
    let me: string | undefined
    let isLeading = false
    const leaders = new Set<string>()

    /** What holds in the room is said to Jitsi by whoever leads there. */
    const lead = () => {
      if (isLeading || me === undefined || !leaders.has(me)) return
      isLeading = true
      theirs.executeCommand('subject', meeting.subject)
      if (meeting.password !== null) theirs.executeCommand('password', meeting.password)
      if (meeting.lobby) theirs.executeCommand('toggleLobby', true)
    }

    const finish = (why: JitsiEnding) => {
      if (own.ended || state.get().kind === 'over') return
      state.set({ kind: 'over', why })
      if (why === 'ended' && isLeading) theirs.executeCommand('endConference')
      theirs.executeCommand('hangup')
      scope.after(goodbye, () => own.end())
    }

    /** What cannot be said now, the next word says. */
    const tell = async (what: What) => {
      const said = await report(what).catch(() => undefined)
      if (said?.over && what !== 'left' && what !== 'ended') finish(said.over)
    }

    /** Still before Jitsi’s own door: whether it is over is asked where one asks to come in. */
    const look = async () => {
      const said = await open().catch(() => undefined)
      if (said?.outcome === 'over' && me === undefined) finish(said.why)
    }

    const hear = (event: string, deed: (details: Details) => void) =>
      theirs.addListener(event, (details) => {
        if (!own.ended) deed(details)
      })

    hear('videoConferenceJoined', ({ id }) => {
      me = id ?? ''
      void tell('joined')
      lead()
    })
    hear('participantRoleChanged', ({ id, role }) => {
      if (id !== undefined && role === 'moderator') leaders.add(id)
      lead()
    })
    hear('passwordRequired', () => {
      if (meeting.password !== null) theirs.executeCommand('password', meeting.password)
    })
    hear('videoConferenceLeft', () => {
      if (me === undefined) return
      me = undefined
      if (state.get().kind === 'inside') void tell('left')
    })
    hear('errorOccurred', ({ error, name }) => {
      if ((error?.name ?? name) !== 'conference.destroyed' || state.get().kind !== 'inside') return
      me = undefined
      void tell('ended')
      rest({ kind: 'over', why: 'ended' })
    })
    hear('readyToClose', () => {
      if (state.get().kind === 'inside') rest({ kind: 'left' })
    })
    own.every(beat, () => {
      if (state.get().kind === 'inside') void (me === undefined ? look() : tell('here'))
    })
    own.listen(globalThis.window, 'pagehide', () => {
      if (me !== undefined) void report('left', true).catch(() => undefined)
    })
    own.onEnd(() => theirs.dispose())
  }

  const start = async (): Promise<void> => {
    const said = await open().catch(() => undefined)
    if (scope.ended) return
    if (!said) return rest({ kind: 'unreachable', whose: 'ours' })
    if (said.outcome === 'over') return rest({ kind: 'over', why: said.why })
    if (said.outcome === 'early') {
      rest({ kind: 'early', subject: said.subject })
      scope.after(knocking, () => void start())
      return
    }
    const { meeting } = said
    state.set({ kind: 'inside', meeting })
    const own = scope.inner()
    life = own
    try {
      const theirs = await frame(meeting)
      if (own.ended) theirs.dispose()
      else attend(own, theirs, meeting)
    } catch {
      // Their server: its script is not there, or is not theirs.
      if (!own.ended) rest({ kind: 'unreachable', whose: 'theirs' })
    }
  }

  const seen: Readable<Conference> = state
  return {
    seen,
    start,
    /** After leaving, or where nobody answered. */
    again: () => {
      rest({ kind: 'loading' })
      return start()
    },
  }
}

export type ConferenceView = ReturnType<typeof createConference>
