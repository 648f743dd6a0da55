import { type Room, RoomEvent, Track } from 'livekit-client'
import type { Store } from '../store.ts'

/** Plays what others say. The elements stand in the page, or some browsers would silence them. */
export const followSound = (room: Room, blocked: Store<boolean>) => {
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (track.kind !== Track.Kind.Audio) return
    const element = track.attach()
    element.hidden = true
    document.body.append(element)
  })
  room.on(RoomEvent.TrackUnsubscribed, (track) => {
    if (track.kind === Track.Kind.Audio) for (const element of track.detach()) element.remove()
  })
  room.on(RoomEvent.AudioPlaybackStatusChanged, () => blocked.set(!room.canPlaybackAudio))
}
