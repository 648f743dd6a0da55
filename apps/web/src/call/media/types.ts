import type { Readable } from '../store.ts'

/** Moving pictures that can be shown in a video element for as long as it stands on the page. */
export interface Picture {
  id: string
  attach: (element: HTMLVideoElement) => () => void
}

/** 0 lost, 1 poor, 2 fair, 3 good: what the bars show. */
export type Strength = 0 | 1 | 2 | 3

export interface Screen {
  id: string
  ownerId: string
  own: boolean
  sound: boolean
  picture: Picture | null
}

/** Someone as the engine knows them; `id` is their participant id on our server. */
export interface Peer {
  id: string
  name: string
  own: boolean
  joinedAt: number
  speaking: boolean
  strength: Strength
  microphone: boolean
  /** Their camera is on, whether or not we take its picture. */
  films: boolean
  camera: Picture | null
  screens: readonly Screen[]
}

export type LineState =
  | { kind: 'idle' }
  /** `signalled`: the other side has answered, and media is on its way. */
  | { kind: 'connecting'; signalled: boolean }
  | { kind: 'connected' }
  /** livekit-client tries by itself to take the same connection up again; pictures may go on meanwhile. */
  | { kind: 'resuming'; pictures: boolean }
  | { kind: 'down'; reason: 'cut' | 'removed' | 'elsewhere' | 'deleted' }

export interface MediaPass {
  url: string
  token: string
}

export type QualityLevel = 'automatic' | 'high' | 'standard' | 'low' | 'sound'

export interface Figures {
  /** Kilobits a second. */
  received: number
  sent: number
  /** Milliseconds, there and back. */
  delay: number | null
  /** Share of packets lost on the way in, 0 to 1. */
  loss: number | null
  /** Bytes, both ways, since one came in. */
  total: number
  sending: string | null
  receiving: string | null
  path: 'udp' | 'tcp' | 'relay' | null
}

export type Trouble = 'insecure' | 'refused' | 'missing' | 'busy' | 'failed'
export type DeviceKind = 'microphone' | 'camera'

export interface CaptureState {
  /** What its owner asked for; the track may lag behind, or be refused. */
  wanted: boolean
  opening: boolean
  track: MediaStreamTrack | null
  trouble: Trouble | null
}

export interface Device {
  id: string
  label: string
}

export interface DeviceLists {
  microphones: readonly Device[]
  cameras: readonly Device[]
  /** Empty where the browser does not let a page choose. */
  speakers: readonly Device[]
}

export interface Choices {
  name: string
  /** The name of the account under which it was said; empty for a guest. */
  account: string
  microphone: boolean
  camera: boolean
  microphoneId: string
  cameraId: string
  speakerId: string
  quality: QualityLevel
  /** Single keys do something; who dictates or types by chance may want them off. */
  shortcuts: boolean
}

/** The line to the others: what view models may ask of the engine's client. */
export interface Line {
  state: Readable<LineState>
  peers: Readable<readonly Peer[]>
  /** The browser waits for a click before it plays anything. */
  soundBlocked: Readable<boolean>
  connect: (pass: MediaPass) => Promise<void>
  /** Drops what is left of a connection, and tries nothing more until `connect`. */
  leave: () => Promise<void>
  startSound: () => Promise<void>
  shareScreen: () => Promise<'shared' | 'refused'>
  stopScreen: (id: string) => void
  stopScreens: () => void
  setQuality: (level: QualityLevel) => void
  say: (topic: string, bytes: Uint8Array) => void
  onSaid: (topic: string, heard: (from: string, bytes: Uint8Array) => void) => () => void
  measure: () => Promise<Figures | null>
}
