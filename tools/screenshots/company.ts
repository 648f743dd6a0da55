import { randomUUID } from 'node:crypto'
import {
  AudioFrame,
  AudioSource,
  dispose,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node'
import { request } from 'playwright-core'
import { type Pixels, toYuv } from './pixels.ts'

interface Entry {
  sessionId: string
  participantId: string
  media: { token: string }
}

const optionsFor = (source: TrackSource) => {
  const options = new TrackPublishOptions()
  options.source = source
  options.simulcast = false
  return options
}

/** A still picture, sent a few times a second: whoever comes later asks for it and has it at once. */
const show = async (room: Room, source: TrackSource, pixels: Pixels) => {
  const { width, height } = pixels
  const video = new VideoSource(width, height)
  const frame = new VideoFrame(toYuv(pixels), width, height, VideoBufferType.I420)
  const track = LocalVideoTrack.createVideoTrack('picture', video)
  const timer = setInterval(() => room.isConnected && video.captureFrame(frame), 250)
  room.once('disconnected', () => clearInterval(timer))
  const published = await room.localParticipant?.publishTrack(track, optionsFor(source))
  return async () => {
    clearInterval(timer)
    if (published?.sid) await room.localParticipant?.unpublishTrack(published.sid)
  }
}

/** A second loud and a second low: LiveKit tells who speaks when that changes, and newcomers would not hear of a hum. */
const speak = async (room: Room) => {
  const source = new AudioSource(48_000, 1)
  const track = LocalAudioTrack.createAudioTrack('microphone', source)
  await room.localParticipant?.publishTrack(track, optionsFor(TrackSource.SOURCE_MICROPHONE))
  const frames = Array.from({ length: 200 }, (_, beat) => {
    const frame = AudioFrame.create(48_000, 1, 480)
    const loud = beat < 100 ? 24_000 : 5000
    for (let i = 0; i < 480; i += 1) frame.data[i] = Math.round(loud * (Math.random() - 0.5) * 2)
    return frame
  })
  void (async () => {
    while (room.isConnected) for (const frame of frames) await source.captureFrame(frame)
  })()
}

/** People who come into meetings without a browser: each has a cookie of their own, and LiveKit's own client. */
export const aCompany = (url: string) => {
  const rooms: Room[] = []

  const come = async (code: string, name: string) => {
    const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
    const ask = async (method: string, path: string, data: object) => {
      const answer = await api.fetch(`/api/v1${path}`, { method, data })
      if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
      return (await answer.json()) as unknown
    }
    const entry = (await ask('POST', `/doors/${code}/entries`, { name, tab: randomUUID() })) as Entry
    const room = new Room()
    await room.connect(url.replace(/^http/, 'ws'), entry.media.token, { autoSubscribe: false, dynacast: false })
    rooms.push(room)
    const { sessionId, participantId } = entry
    return {
      name,
      sessionId,
      raiseHand: (raised: boolean) =>
        ask('PUT', `/sessions/${sessionId}/participants/${participantId}/hand`, { raised }),
      say: (text: string) => ask('POST', `/sessions/${sessionId}/messages`, { id: randomUUID(), participantId, text }),
      showFace: (pixels: Pixels) => show(room, TrackSource.SOURCE_CAMERA, pixels),
      shareScreen: (pixels: Pixels) => show(room, TrackSource.SOURCE_SCREENSHARE, pixels),
      speak: () => speak(room),
    }
  }

  return {
    come,
    /** A meeting of so many people who do nothing but be there. */
    async meet(size: number) {
      const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
      const answer = await api.post('/api/v1/meetings', { data: {} })
      const { code, moderatorCode } = (await answer.json()) as { code: string; moderatorCode: string }
      for (let i = 0; i < size; i += 1) await come(i === 0 ? moderatorCode : code, `Personne ${i + 1}`)
    },
    async leave() {
      for (const room of rooms) await room.disconnect()
      await dispose()
    },
  }
}

export type Company = ReturnType<typeof aCompany>
export type Guest = Awaited<ReturnType<Company['come']>>
