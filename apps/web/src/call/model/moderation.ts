import type { Source } from '@amphi/contract/moderation'
import type {
  Allowed,
  CameraViewers,
  Lobbies,
  ParticipantId,
  ParticipantRole,
  SessionId,
  SessionSeen,
} from '@amphi/contract/sessions'
import type { Scope } from '../scope.ts'
import { createStore, derive, type Readable, sameFields, sameList } from '../store.ts'
import type { Wire } from './wire.ts'

/** What a moderator did that concerns oneself, to be read, and answered or put away. */
export type Told =
  | { kind: 'muted'; source: Source; by: string }
  | { kind: 'asked'; by: string }
  /** It was forbidden, or allowed again, while one was inside. */
  | { kind: 'forbidden' | 'allowed'; means: readonly (keyof Allowed)[] }
  | { kind: 'moderator' | 'participant' }
  /** Who sees one’s camera. */
  | { kind: 'confided' | 'shown' }

export interface Banned {
  id: ParticipantId
  name: string
}

type Limits = { [K in keyof Allowed]?: boolean }

export interface ModerationView {
  moderates: Readable<boolean>
  /** What participants may do. */
  limits: Readable<Allowed>
  /** Who sees the cameras of participants, and who has settled that, if it is not for those who lead to say. */
  camerasFor: Readable<CameraViewers>
  camerasFixed: Readable<SessionSeen['camerasFixed']>
  /** Whom moderators let in, the least of it, and whether it is said here. */
  lobby: Readable<Lobbies>
  lobbyAtLeast: Readable<Lobbies>
  switchesLobby: Readable<boolean>
  /** What one may do oneself. */
  allowed: Readable<Allowed>
  asksToSpeak: Readable<boolean>
  spotlight: Readable<ParticipantId | null>
  banned: Readable<readonly Banned[]>
  told: Readable<Told | null>
  /** It was read. */
  dismiss: () => void
  /** One tried what is forbidden. */
  remind: (means: keyof Allowed) => void
  limitAll: (limits: Limits) => Promise<void>
  limit: (id: string, limits: Limits) => Promise<void>
  showCameras: (camerasFor: CameraViewers) => Promise<void>
  switchLobby: (lobby: Lobbies) => Promise<void>
  mute: (id: string, source: Source) => Promise<void>
  /** How many it silenced. */
  muteAll: (moderators: boolean, except?: readonly string[]) => Promise<number>
  askToUnmute: (id: string) => Promise<void>
  /** Whose microphone is forbidden may speak, and is asked to. */
  giveFloor: (id: string) => Promise<void>
  setAside: (id: string) => Promise<void>
  askToSpeak: (asked: boolean) => Promise<void>
  putInSpotlight: (id: string | null) => Promise<void>
  giveRole: (id: string, role: ParticipantRole) => Promise<void>
  remove: (id: string) => Promise<void>
  ban: (id: string) => Promise<void>
  lift: (id: string) => Promise<void>
}

interface Needs {
  wire: Wire
  sessionId: SessionId
  self: () => ParticipantId
  seen: Readable<SessionSeen | null>
  refresh: () => Promise<void>
  /** One’s own devices and screens: what is stopped is let go of here too, and not sent again after a cut. */
  stop: (source: Source) => void
}

const everything: Allowed = { microphone: true, camera: true, screen: true, chat: true }
const means = ['microphone', 'camera', 'screen', 'chat'] as const
const sources = ['microphone', 'camera', 'screen'] as const

/** What those who lead decide, as our server says it; and what of it concerns oneself. */
export const createModeration = (scope: Scope, { wire, sessionId, self, seen, refresh, stop }: Needs) => {
  const own = () => seen.get()?.participants.find(({ id }) => id === self())
  const of = <T>(from: (now: SessionSeen) => T, otherwise: T, same?: (a: T, b: T) => boolean) =>
    derive(
      scope,
      [seen],
      () => {
        const now = seen.get()
        return now ? from(now) : otherwise
      },
      same,
    )
  const moderates = of((now) => now.can.moderate, false)
  const limits = of((now) => now.allowed, everything, sameFields)
  const allowed = of(() => own()?.allowed ?? everything, everything, sameFields)
  const told = createStore<Told | null>(null)

  const nameOf = (id: unknown) => seen.get()?.participants.find((it) => it.id === id)?.name ?? ''

  /** Undefined until the server was heard once: what held before one came is shown, and not told. */
  let before: { allowed: Allowed; moderates: boolean; confides: boolean } | undefined
  const follow = () => {
    const mine = own()
    if (!mine) return
    const moderates = mine.role === 'moderator'
    const confides = !moderates && seen.get()?.camerasFor === 'moderators'
    const now = { allowed: mine.allowed, moderates, confides }
    for (const source of sources) if (!now.allowed[source] && (before?.allowed[source] ?? true)) stop(source)
    if (before) tellOf(before, now)
    else if (confides && mine.allowed.camera) told.set({ kind: 'confided' })
    before = now
  }
  const tellOf = (then: NonNullable<typeof before>, now: NonNullable<typeof before>) => {
    // To lead says more than what comes with it.
    if (then.moderates !== now.moderates) return told.set({ kind: now.moderates ? 'moderator' : 'participant' })
    if (then.confides !== now.confides) return told.set({ kind: now.confides ? 'confided' : 'shown' })
    const changed = means.filter((it) => then.allowed[it] !== now.allowed[it])
    if (changed.length === 0) return undefined
    const last = told.get()
    const closed = changed.filter((it) => !now.allowed[it])
    // What was closed just before, and not read yet, is said with it: of the microphone one can ask to speak from there.
    const unread = last?.kind === 'forbidden' ? last.means.filter((it) => !now.allowed[it]) : []
    if (closed.length > 0 || unread.includes('microphone'))
      return told.set({ kind: 'forbidden', means: means.filter((it) => closed.includes(it) || unread.includes(it)) })
    // Asked to speak, one is told by whom; that one may is said with it.
    return last?.kind === 'asked' ? undefined : told.set({ kind: 'allowed', means: changed })
  }
  scope.onEnd(seen.subscribe(follow))
  follow()

  scope.onEnd(
    wire.join(`session:${sessionId}`, (heard) => {
      if (heard.say !== 'fact' || heard.ids['participantId'] !== self()) return
      const by = nameOf(heard.ids['moderatorId'])
      if (heard.fact === 'unmute.asked') told.set({ kind: 'asked', by })
      if (heard.fact !== 'participant.muted') return
      const source = sources.find((it) => it === heard.ids['source'])
      if (!source) return
      stop(source)
      told.set({ kind: 'muted', source, by })
    }),
  )

  const params = { sessionId }
  const to = (id: string) => ({ params: { sessionId, participantId: id as ParticipantId } })
  /** Shown at once to whoever did it, also when the line that would tell of it is down. */
  const then = async (done: Promise<unknown>) => {
    await done
    await refresh()
  }
  const limit = (id: string, body: Limits) => then(wire.call('limitParticipant', { ...to(id), body }))
  const askToUnmute = (id: string) => wire.call('askToUnmute', to(id))
  const setAsked = (id: string, asked: boolean) => then(wire.call('askToSpeak', { ...to(id), body: { asked } }))

  const view: ModerationView = {
    moderates,
    limits,
    camerasFor: of<CameraViewers>((now) => now.camerasFor, 'everyone'),
    camerasFixed: of((now) => now.camerasFixed, null),
    lobby: of<Lobbies>((now) => now.lobby, 'off'),
    lobbyAtLeast: of<Lobbies>((now) => now.lobbyAtLeast, 'off'),
    switchesLobby: of((now) => now.can.switchLobby, false),
    allowed,
    asksToSpeak: of(() => own()?.asksToSpeak ?? false, false),
    spotlight: of((now) => now.spotlight, null),
    banned: of<readonly Banned[]>(
      (now) => now.banned,
      [],
      (a, b) => sameList(a, b, sameFields),
    ),
    told,
    dismiss: () => told.set(null),
    remind: (one) => told.set({ kind: 'forbidden', means: [one] }),
    limitAll: (body) => then(wire.call('limitSession', { params, body })),
    limit,
    showCameras: (camerasFor) => then(wire.call('showCameras', { params, body: { camerasFor } })),
    switchLobby: (lobby) => then(wire.call('switchLobby', { params, body: { lobby } })),
    mute: (id, source) => then(wire.call('muteParticipant', { ...to(id), body: { source } })),
    muteAll: async (moderators, except = []) => {
      const body = { moderators, except: except as ParticipantId[] }
      return (await wire.call('muteEveryone', { params, body })).muted
    },
    askToUnmute,
    giveFloor: async (id) => {
      await wire.call('limitParticipant', { ...to(id), body: { microphone: true } })
      await askToUnmute(id)
    },
    setAside: (id) => setAsked(id, false),
    askToSpeak: (asked) => setAsked(self(), asked),
    putInSpotlight: (id) =>
      then(wire.call('spotlight', { params, body: { participantId: id as ParticipantId | null } })),
    giveRole: (id, role) => then(wire.call('giveRole', { ...to(id), body: { role } })),
    remove: (id) => then(wire.call('removeParticipant', to(id))),
    ban: (id) => then(wire.call('banParticipant', to(id))),
    lift: (id) => then(wire.call('liftBan', to(id))),
  }
  return view
}
