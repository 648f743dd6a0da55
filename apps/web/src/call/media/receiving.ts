import { type RemoteTrackPublication, type Room, RoomEvent, Track, VideoQuality } from 'livekit-client'
import type { QualityLevel } from './types.ts'

const tune = (publication: RemoteTrackPublication, level: QualityLevel) => {
  if (publication.kind !== Track.Kind.Video) return
  // Unsubscribing, not `setEnabled(false)`: once that was said, the client no longer pauses what nobody looks at.
  publication.setSubscribed(level !== 'sound')
  if (level === 'sound') return
  // A shared screen must stay legible: only the lowest level takes its smaller picture.
  const screen = publication.source === Track.Source.ScreenShare
  if (level === 'low') publication.setVideoQuality(VideoQuality.LOW)
  else if (level === 'standard' && !screen) publication.setVideoQuality(VideoQuality.MEDIUM)
  else publication.setVideoQuality(VideoQuality.HIGH)
}

/** LiveKit knows no quality of a whole room, so each picture is told as it comes. */
export const tuneAll = (room: Room, level: QualityLevel) => {
  for (const participant of room.remoteParticipants.values())
    for (const publication of participant.trackPublications.values()) tune(publication, level)
}

export const followQuality = (room: Room, level: () => QualityLevel) => {
  const tell = (publication: RemoteTrackPublication) => {
    if (level() !== 'automatic') tune(publication, level())
  }
  room.on(RoomEvent.TrackPublished, tell)
  room.on(RoomEvent.TrackSubscribed, (_, publication) => tell(publication))
  // Those who were there before us are not announced one by one.
  room.on(RoomEvent.Connected, () => {
    if (level() !== 'automatic') tuneAll(room, level())
  })
}
