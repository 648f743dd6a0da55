import { type ParticipantTrackPermission, type Room, RoomEvent, Track } from 'livekit-client'
import type { Scope } from '../scope.ts'
import type { Readable } from '../store.ts'

/** Who alone may see one’s camera; null: everyone. */
type Viewers = Readable<readonly string[] | null>

/** A class that comes in together is told of in a few words: what each newcomer may take, a moment after they came. */
const together = 400

/**
 * Tells the engine to whom one’s camera goes, and that all else goes to everyone. It knows no rule for those it was not
 * told of: whoever comes in hears nothing of one until they are named, so a page that sends no camera names nobody.
 */
export const followShowing = (scope: Scope, room: Room, viewers: Viewers) => {
  let films = false
  let told = ''
  let resting = false
  let due = false

  const tell = (anew = false) => {
    if (scope.ended) return
    const only = films ? viewers.get() : null
    const open = [...room.localParticipant.trackPublications.values()]
      .filter(({ source }) => source !== Track.Source.Camera)
      .map(({ trackSid }) => trackSid)
    const named = [...room.remoteParticipants.keys()].map((participantIdentity): ParticipantTrackPermission =>
      only?.includes(participantIdentity)
        ? { participantIdentity, allowAll: true }
        : { participantIdentity, allowedTrackSids: open },
    )
    const next = only ? JSON.stringify(named) : ''
    if (next === told && !anew) return
    told = next
    room.localParticipant.setTrackSubscriptionPermissions(only === null, only ? named : [])
  }
  /** The first at once, those who come right after them together. */
  const tellSoon = () => {
    if (resting) {
      due = true
      return
    }
    tell()
    resting = true
    scope.after(together, () => {
      resting = false
      if (due) {
        due = false
        tellSoon()
      }
    })
  }

  scope.onEnd(viewers.subscribe(() => tell()))
  room.on(RoomEvent.ParticipantConnected, tellSoon)
  room.on(RoomEvent.LocalTrackPublished, () => tell())
  // What the engine was told of before, it may have forgotten.
  room.on(RoomEvent.Reconnected, () => told !== '' && tell(true))

  return {
    /** Before a camera goes out, so that nobody takes it who may not, for however short a time. */
    beforeCamera: () => {
      films = true
      tell()
    },
  }
}
