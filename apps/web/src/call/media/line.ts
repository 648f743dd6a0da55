import { DisconnectReason, type ReconnectPolicy, Room, RoomEvent } from 'livekit-client'
import { createScope, type Scope } from '../scope.ts'
import { createStore, type Readable } from '../store.ts'
import type { Capture } from './capture.ts'
import { createFigures } from './figures.ts'
import { followPeers } from './peers.ts'
import { followQuality, tuneAll } from './receiving.ts'
import { createScreens } from './screens.ts'
import { followOwn, type Sending } from './sending.ts'
import { followSound } from './sound.ts'
import type { Choices, Line, LineState, Peer } from './types.ts'

/**
 * Short cuts are livekit-client's: it takes the same connection up again, pictures and all. After eight seconds a fresh
 * entry through our own door is surer, since it also mends a restarted media server and a token grown old.
 */
const patience: ReconnectPolicy = {
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) => {
    if (elapsedMs > 8_000) return null
    return retryCount === 0 ? Math.random() * 300 : Math.min(1_500, 400 * retryCount)
  },
}

const reasons = new Map<DisconnectReason | undefined, 'elsewhere' | 'removed'>([
  [DisconnectReason.DUPLICATE_IDENTITY, 'elsewhere'],
  [DisconnectReason.PARTICIPANT_REMOVED, 'removed'],
])

/** A room that is deleted may be a media server that was restarted: our own server knows, and is asked. */
const downBecause = (reason: DisconnectReason | undefined): LineState => ({
  kind: 'down',
  reason: reasons.get(reason) ?? 'cut',
})

/** The line to the others through LiveKit: one stay, over as many connections as it takes. */
export const createLine = (scope: Scope, capture: Capture, choices: Readable<Choices>): Line => {
  const state = createStore<LineState>({ kind: 'idle' })
  const peers = createStore<readonly Peer[]>([])
  const soundBlocked = createStore(false)
  const screens = createScreens()
  const figures = createFigures()
  const topics = new Map<string, Set<(from: string, bytes: Uint8Array) => void>>()
  let level = choices.get().quality
  let room: Room | null = null
  let sending: Sending | null = null
  let life: Scope | null = null

  const drop = async () => {
    const dropped = room
    room = null
    sending = null
    life?.end()
    life = null
    if (dropped) figures.renewed()
    await dropped?.disconnect(false).catch(() => undefined)
  }

  const follow = (made: Room, own: Scope) => {
    followPeers(own, made, peers)
    followSound(made, soundBlocked)
    followQuality(made, () => level)
    sending = followOwn(own, made, capture.microphone, capture.camera, () => level)
    screens.resume(made, level)
    // With the first breath of the signal, before media can flow: one's picture is there when the others look.
    made.once(RoomEvent.SignalConnected, () => sending?.start())
    made.on(RoomEvent.DataReceived, (payload, participant, _kind, topic) => {
      if (participant && topic) for (const heard of topics.get(topic) ?? []) heard(participant.identity, payload)
    })
    const tell = (next: LineState) => () => own.ended || state.set(next)
    made.on(RoomEvent.SignalReconnecting, tell({ kind: 'resuming' }))
    made.on(RoomEvent.Reconnecting, tell({ kind: 'resuming' }))
    made.on(RoomEvent.Reconnected, tell({ kind: 'connected' }))
    made.on(RoomEvent.Disconnected, (reason) => tell(downBecause(reason))())
  }

  scope.onEnd(() => {
    screens.end()
    void drop()
  })
  scope.onEnd(
    choices.subscribe(() => {
      const { speakerId } = choices.get()
      if (room && room.getActiveDevice('audiooutput') !== speakerId) void setSpeaker(room, speakerId)
    }),
  )

  return {
    state,
    peers,
    soundBlocked,
    connect: async (pass) => {
      const dropping = drop()
      const made = new Room({
        adaptiveStream: { pixelDensity: 'screen' },
        dynacast: true,
        stopLocalTrackOnUnpublish: false,
        reconnectPolicy: patience,
        publishDefaults: { stopMicTrackOnMute: false },
        ...(choices.get().speakerId && { audioOutput: { deviceId: choices.get().speakerId } }),
      })
      const own = createScope()
      room = made
      life = own
      state.set({ kind: 'connecting' })
      follow(made, own)
      try {
        await made.connect(pass.url, pass.token, {
          websocketTimeout: 6_000,
          peerConnectionTimeout: 8_000,
          maxRetries: 0,
        })
        if (!own.ended) state.set({ kind: 'connected' })
      } catch (error) {
        if (!own.ended) state.set({ kind: 'down', reason: 'cut' })
        throw error
      } finally {
        await dropping
      }
    },
    leave: async () => {
      await drop()
      state.set({ kind: 'idle' })
    },
    startSound: async () => room?.startAudio(),
    shareScreen: () => screens.share(() => room, level),
    stopScreen: (id) => room && screens.stop(room, id),
    setQuality: (next) => {
      level = next
      if (room) tuneAll(room, next)
      sending?.renewCamera()
    },
    say: (topic, bytes) => {
      // A reaction that cannot be sent is not worth a word: it would come too late.
      void room?.localParticipant
        .publishData(bytes as Uint8Array<ArrayBuffer>, { topic, reliable: true })
        .catch(() => undefined)
    },
    onSaid: (topic, heard) => {
      const listeners = topics.get(topic) ?? new Set()
      topics.set(topic, listeners.add(heard))
      return () => listeners.delete(heard)
    },
    measure: () => figures.measure(room),
  }
}

const setSpeaker = async (room: Room, speakerId: string) => {
  await room.switchActiveDevice('audiooutput', speakerId || 'default').catch(() => undefined)
}
