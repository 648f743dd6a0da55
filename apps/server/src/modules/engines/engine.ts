import type { nodeChecks, Trouble } from '@amphi/contract/nodes'
import type { Language } from '@amphi/contract/requests'

/**
 * The port to whatever carries media. A session hands it plain values; it never sees a room, a person or a tenant.
 * Errors: `Failure('engine.unreachable')` when the engine does not answer, `Failure('engine.full')` when it says so.
 */
export interface Engine {
  readonly name: string
  readonly capabilities: Capabilities
  /** Whether it tells nobody which version it is, so that it need not be asked. */
  readonly versionless?: true

  /** Makes the meeting be there. Idempotent on its key: opened twice, also after the engine lost it, it is one. */
  open(spec: MeetingSpec): Promise<void>

  /** What lets one visitor walk into one meeting, for minutes. */
  pass(key: string, visitor: EngineVisitor): Promise<Pass>

  /** Who is connected now; undefined when the engine knows no such meeting. */
  present(key: string): Promise<Connection[] | undefined>

  /** Disconnects someone; their pass may still be good, so whoever removes must also refuse the next entry. */
  remove(key: string, identity: string): Promise<void>

  /** Silences what some of them send, and says whom it silenced; only they themselves can begin again. */
  mute(key: string, identities: readonly string[], source: MediaSource): Promise<string[]>

  /**
   * From now on someone may send this and no more: what they send and may not is taken down. A pass of before says
   * what it said, so whoever permits looks again at those who join.
   */
  permit(key: string, identity: string, may: MaySend): Promise<void>

  /** Ends the meeting for everyone. Nothing happens when there is none. */
  end(key: string): Promise<void>

  /** How much it carries now, over all meetings: the people in each. `foreign` are those that are not ours. */
  load(): Promise<{ key: string; people: number; foreign?: boolean }[]>

  /** Which thing is wrong with it, if any is. Never throws. */
  test(): Promise<Report>
}

/** What was found out about a server by trying it. */
export interface Report {
  trouble: Trouble | null
  version: string | null
  /** Milliseconds its answer took. */
  delay: number | null
  /** Seconds its clock is ahead of ours. */
  clock: number | null
  /** What can be seen of it from outside, where that is not everything. */
  looked?: readonly (typeof nodeChecks)[number][]
}

/** Callers ask what an engine can, never which one it is. */
export interface Capabilities {
  presence: boolean
  remove: boolean
  mute: boolean
  permit: boolean
  /** Shows a camera to some and refuses it to the others, as the page says that sends it. */
  camerasForSome: boolean
  /** Whether it has pages of its own: its pass is then an address. */
  pages: boolean
  /** Whether it tells of itself what happens, besides answering. */
  events: boolean
  recording: boolean
  streaming: boolean
  breakouts: boolean
  /** How many one meeting holds at the most. */
  largest: number
}

export interface MeetingSpec {
  /** Immutable, ours, unguessable. */
  key: string
  /** How many may be inside; the engine refuses the next. */
  seats: number
  /** Seconds after which the engine may forget it, once empty. It is long where we say when a meeting ends. */
  life?: number
  /** For an engine with pages of its own: how its meeting is called there, and what holds in it. */
  manner?: Manner
}

export interface Manner {
  title: string
  welcome: string | null
  /** Where to go on after it. */
  leaveTo: string
  startMuted: boolean
  /** What participants may do when it begins. */
  allowed: MaySend & { chat: boolean }
  /** Whether participants see who else is there. */
  listed: boolean
}

export interface EngineVisitor {
  /** Unique in the meeting: a second connection under it replaces the first. */
  identity: string
  name: string
  role: 'moderator' | 'participant'
  may: MaySend
  /** Whether somebody inside must let them in, in the engine’s own pages. */
  waits?: boolean
  /** Where their picture is, for an engine with pages of its own. */
  pictureUrl?: string
  /** For an engine that is told of a meeting by whoever comes into it. */
  around?: Surroundings
}

/** How it is now with the room that somebody goes into. */
export interface Surroundings {
  title: string
  /** Of the institution. */
  language: Language
  startMuted: boolean
  /** Whether the room asks for a password. */
  locked: boolean
  /** Whether somebody must let anyone in. */
  lobby: boolean
  /** As long as the session lasts, unless somebody makes that longer. */
  until: Date
}

/** Our own page connects there, with that; an empty `url` is its own origin, through us. */
export interface MediaPass {
  by: 'media'
  url: string
  token: string
}

/** The engine has pages of its own: there one walks in. */
export interface AddressPass {
  by: 'address'
  address: string
}

export type Pass = MediaPass | AddressPass

export const mediaSources = ['microphone', 'camera', 'screen'] as const
export type MediaSource = (typeof mediaSources)[number]

/** What someone may send. A screen comes with its sound. */
export type MaySend = Record<MediaSource, boolean>

export const everything: MaySend = { microphone: true, camera: true, screen: true }

/** What a pass says of whoever brings it. */
export interface Bearer {
  key: string
  identity: string
  may: MaySend
}

export interface Connection {
  identity: string
  /** One connection of that identity: it differs after each reconnection from nothing. */
  connection: string
  joinedAt: Date
  may: MaySend
}

/** What an engine tells of itself. It may come twice, late, in another order, or not at all. */
export type EngineEvent =
  | {
      kind: 'joined' | 'left'
      key: string
      identity: string
      connection: string
      at: Date
      /** Of who joined, where the engine says it. */
      may?: MaySend
    }
  | { kind: 'ended'; key: string; at: Date }
  /** Somebody who leads has ended it in the engine’s own pages. */
  | { kind: 'closed'; key: string; at: Date }

/** Resolves once what was heard is kept: until then the engine tells it again. */
export type HearEngine = (event: EngineEvent) => Promise<void>
