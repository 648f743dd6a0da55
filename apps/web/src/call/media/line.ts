import { DisconnectReason, LogLevel, Room, RoomEvent, setLogLevel } from 'livekit-client'
import { createScope, type Scope } from '../scope.ts'
import { createStore, type Readable, sameFields } from '../store.ts'
import { addressOf } from './address.ts'
import type { Capture } from './capture.ts'
import { createFigures } from './figures.ts'
import { createPatience, mediaFlows } from './patience.ts'
import { followPeers } from './peers.ts'
import { followQuality, tuneAll } from './receiving.ts'
import { createScreens } from './screens.ts'
import { followShowing } from './showing.ts'
import { followOwn, type Sending } from './sending.ts'
import { followSound } from './sound.ts'
import type { Choices, Line, LineState, Peer } from './types.ts'

// What it would say, cuts and renewals, with tokens and names among it, is what we show in words.
setLogLevel(LogLevel.silent)

const reasons = new Map<DisconnectReason | undefined, 'elsewhere' | 'removed' | 'deleted'>([
  [DisconnectReason.DUPLICATE_IDENTITY, 'elsewhere'],
  [DisconnectReason.PARTICIPANT_REMOVED, 'removed'],
  [DisconnectReason.ROOM_DELETED, 'deleted'],
])

const downBecause = (reason: DisconnectReason | undefined): LineState => ({
  kind: 'down',
  reason: reasons.get(reason) ?? 'cut',
})

/** The line to the others through LiveKit: one stay, over as many connections as it takes. */
export const createLine = (
  scope: Scope,
  capture: Capture,
  choices: Readable<Choices>,
  viewers: Readable<readonly string[] | null>,
): Line => {
  const state = createStore<LineState>({ kind: 'idle' }, sameFields)
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
    const { beforeCamera } = followShowing(own, made, viewers)
    sending = followOwn(own, made, {
      microphone: capture.microphone,
      camera: capture.camera,
      quality: () => level,
      silenced: capture.shut,
      beforeCamera,
    })
    screens.resume(made, level)
    made.once(RoomEvent.SignalConnected, () => {
      if (!own.ended && state.get().kind === 'connecting') state.set({ kind: 'connecting', signalled: true })
    })
    // Not sooner: making ready what one sends would keep waiting what comes in.
    made.once(RoomEvent.Connected, () => sending?.start())
    made.on(RoomEvent.DataReceived, (payload, participant, _kind, topic) => {
      if (participant && topic) for (const heard of topics.get(topic) ?? []) heard(participant.identity, payload)
    })
    const tell = (next: LineState) => () => own.ended || state.set(next)
    made.on(RoomEvent.SignalReconnecting, tell({ kind: 'resuming', pictures: true }))
    // Begun anew from here on: what others show stands still, whatever the old connection says of itself.
    let anew = false
    made.on(RoomEvent.Reconnecting, () => {
      anew = true
      tell({ kind: 'resuming', pictures: false })()
    })
    made.on(RoomEvent.Reconnected, () => {
      anew = false
    })
    own.every(500, () => {
      if (state.get().kind === 'resuming') state.set({ kind: 'resuming', pictures: !anew && mediaFlows(made) })
    })
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
        reconnectPolicy: createPatience(() => room),
        publishDefaults: { stopMicTrackOnMute: false },
        ...(choices.get().speakerId && { audioOutput: { deviceId: choices.get().speakerId } }),
      })
      const own = createScope()
      room = made
      life = own
      state.set({ kind: 'connecting', signalled: false })
      follow(made, own)
      try {
        await made.connect(addressOf(pass), pass.token, {
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
    stopScreens: () => screens.stopAll(room),
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
