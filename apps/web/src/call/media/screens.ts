import { type Room, RoomEvent, Track } from 'livekit-client'
import { screenEncoding } from './encodings.ts'
import type { QualityLevel } from './types.ts'

interface Shared {
  video: MediaStreamTrack
  audio: MediaStreamTrack | undefined
}

// What others hear of the shared tab or system, without the treatment that voices need.
const sound: MediaTrackConstraints & Record<string, unknown> = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  restrictOwnAudio: true,
}

/** Not all of these are in the types yet; browsers that do not know one leave it alone. */
const wish: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { frameRate: { ideal: 30, max: 30 }, width: { max: 2560 }, height: { max: 1440 } },
  audio: sound,
  systemAudio: 'include',
  surfaceSwitching: 'include',
  selfBrowserSurface: 'exclude',
  windowAudio: 'system',
}

/** One's shared screens. They are kept here, so that a renewed line sends them again without a question. */
export const createScreens = () => {
  const shared = new Set<Shared>()

  const stop = (one: Shared) => {
    shared.delete(one)
    one.video.stop()
    one.audio?.stop()
  }

  const send = async (room: Room, one: Shared, level: QualityLevel) => {
    const { localParticipant } = room
    const stream = one.video.id
    // Alone in its stream, or it would be kept in step with another screen's sound.
    await localParticipant.publishTrack(one.video, {
      source: Track.Source.ScreenShare,
      stream,
      ...screenEncoding(level),
    })
    if (!one.audio) return
    await localParticipant.publishTrack(one.audio, {
      source: Track.Source.ScreenShareAudio,
      stream,
      dtx: false,
      red: false,
      audioPreset: { maxBitrate: 96_000 },
    })
  }

  const withdraw = async (room: Room, one: Shared) => {
    stop(one)
    await room.localParticipant.unpublishTrack(one.video, true)
    if (one.audio) await room.localParticipant.unpublishTrack(one.audio, true)
  }

  return {
    share: async (room: () => Room | null, level: QualityLevel): Promise<'shared' | 'refused'> => {
      let stream: MediaStream
      try {
        stream = await navigator.mediaDevices.getDisplayMedia(wish)
      } catch {
        // Closing the browser's window of choice says no, and that is an answer.
        return 'refused'
      }
      const [video] = stream.getVideoTracks()
      if (!video) return 'refused'
      video.contentHint = 'text'
      const one: Shared = { video, audio: stream.getAudioTracks()[0] }
      shared.add(one)
      video.addEventListener('ended', () => {
        const now = room()
        if (now) void withdraw(now, one).catch(() => undefined)
        else stop(one)
      })
      const now = room()
      if (now) await send(now, one, level)
      return 'shared'
    },
    stop: (room: Room, trackSid: string) => {
      const track = room.localParticipant.trackPublications.get(trackSid)?.track?.mediaStreamTrack
      const one = [...shared].find(({ video }) => video === track)
      if (one) void withdraw(room, one).catch(() => undefined)
    },
    stopAll: (room: Room | null) => {
      for (const one of shared) {
        if (room) void withdraw(room, one).catch(() => undefined)
        else stop(one)
      }
    },
    /** Sends again what was shared before the line was lost. */
    resume: (room: Room, level: QualityLevel) => {
      room.once(RoomEvent.Connected, () => {
        for (const one of shared) void send(room, one, level).catch(() => undefined)
      })
    },
    end: () => {
      for (const one of shared) stop(one)
    },
  }
}
