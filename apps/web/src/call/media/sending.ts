import { type Room, RoomEvent, Track } from 'livekit-client'
import type { Scope } from '../scope.ts'
import type { Readable } from '../store.ts'
import { cameraEncoding } from './encodings.ts'
import type { CaptureState, DeviceKind, QualityLevel } from './types.ts'

type Own = Readable<CaptureState>

interface Needs {
  microphone: Own
  camera: Own
  quality: () => QualityLevel
  /** Someone else stopped it. */
  silenced: (kind: DeviceKind) => void
  /** Whatever must be said before one is seen. */
  beforeCamera: () => void
}

/**
 * Sends one's microphone and camera as they are now, and follows every change: opened, closed, another device.
 * Changes are made one after the other, each from what is true when its turn comes.
 */
export const followOwn = (scope: Scope, room: Room, { microphone, camera, quality, silenced, beforeCamera }: Needs) => {
  /** Muted by us, and not by someone who leads. */
  const ours = new Set<Track.Source>()
  let turn = Promise.resolve()
  const inTurn = (deed: () => Promise<void>) => {
    turn = turn.then(async () => {
      if (scope.ended) return
      // A line that drops meanwhile is taken up again elsewhere, and everything is sent anew there.
      await deed().catch(() => undefined)
    })
    return turn
  }

  const publish = async (track: MediaStreamTrack, source: Track.Source) => {
    if (source === Track.Source.Camera) beforeCamera()
    await room.localParticipant.publishTrack(track, {
      source,
      ...(source === Track.Source.Camera && cameraEncoding(quality())),
    })
  }

  const current = (source: Track.Source) => room.localParticipant.getTrackPublication(source)?.track

  const follow = async (own: Own, source: Track.Source) => {
    const { wanted, track } = own.get()
    const sent = current(source)
    if (!wanted || !track) {
      ours.add(source)
      await sent?.mute()
      return void ours.delete(source)
    }
    if (!sent) return publish(track, source)
    if (sent.mediaStreamTrack !== track) await sent.replaceTrack(track, true)
    await sent.unmute()
  }

  const tellMicrophone = () => void inTurn(() => follow(microphone, Track.Source.Microphone))
  const tellCamera = () => void inTurn(() => follow(camera, Track.Source.Camera))
  scope.onEnd(microphone.subscribe(tellMicrophone))
  scope.onEnd(camera.subscribe(tellCamera))
  room.on(RoomEvent.TrackMuted, ({ source }, participant) => {
    if (scope.ended || !participant.isLocal || ours.has(source)) return
    if (source === Track.Source.Microphone && microphone.get().wanted) silenced('microphone')
    if (source === Track.Source.Camera && camera.get().wanted) silenced('camera')
  })

  return {
    start: () => {
      tellMicrophone()
      tellCamera()
    },
    /** Encodings cannot be changed in number while they are sent, so the camera is sent anew. */
    renewCamera: () =>
      void inTurn(async () => {
        const sent = current(Track.Source.Camera)
        if (sent) await room.localParticipant.unpublishTrack(sent, false)
        await follow(camera, Track.Source.Camera)
      }),
  }
}

export type Sending = ReturnType<typeof followOwn>
