import {
  ConnectionQuality,
  ConnectionState,
  type Participant,
  type Room,
  RoomEvent,
  Track,
  type TrackPublication,
} from 'livekit-client'
import type { Scope } from '../scope.ts'
import { sameFields, sameList, type Store } from '../store.ts'
import type { Peer, Picture, Screen, Strength } from './types.ts'

const strengths: Record<ConnectionQuality, Strength> = {
  [ConnectionQuality.Excellent]: 3,
  [ConnectionQuality.Good]: 2,
  [ConnectionQuality.Poor]: 1,
  [ConnectionQuality.Lost]: 0,
  [ConnectionQuality.Unknown]: 3,
}

// One picture for one track: what React holds must not change while the picture does not.
const pictures = new WeakMap<Track, Picture>()

const pictureOf = (publication: TrackPublication): Picture | null => {
  const track = publication.track
  if (!track || publication.isMuted) return null
  const known = pictures.get(track)
  if (known) return known
  const picture: Picture = {
    id: publication.trackSid,
    attach: (element) => {
      track.attach(element)
      return () => void track.detach(element)
    },
  }
  pictures.set(track, picture)
  return picture
}

const screensOf = (participant: Participant): Screen[] =>
  [...participant.trackPublications.values()]
    .filter((publication) => publication.source === Track.Source.ScreenShare)
    .map((publication) => ({
      id: publication.trackSid,
      ownerId: participant.identity,
      own: participant.isLocal,
      sound: participant.getTrackPublication(Track.Source.ScreenShareAudio) !== undefined,
      picture: pictureOf(publication),
    }))

const peerOf = (participant: Participant): Peer => {
  const camera = participant.getTrackPublication(Track.Source.Camera)
  return {
    id: participant.identity,
    name: participant.name || participant.identity,
    own: participant.isLocal,
    joinedAt: participant.joinedAt?.getTime() ?? 0,
    speaking: participant.isSpeaking,
    strength: strengths[participant.connectionQuality],
    microphone: participant.isMicrophoneEnabled,
    camera: camera ? pictureOf(camera) : null,
    screens: screensOf(participant),
  }
}

const samePeer = (a: Peer, b: Peer) =>
  sameFields({ ...a, screens: null }, { ...b, screens: null }) && sameList(a.screens, b.screens, sameFields)

/** Whatever may have changed someone. */
const events = [
  RoomEvent.Connected,
  RoomEvent.Reconnected,
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
] as const

/**
 * Keeps `peers` told of everyone in the room. While the line is down they stand as they were: nobody left because our
 * own network did.
 */
export const followPeers = (scope: Scope, room: Room, peers: Store<readonly Peer[]>) => {
  let due = false
  const tell = () => {
    due = false
    if (scope.ended || room.state !== ConnectionState.Connected) return
    const before = new Map(peers.get().map((peer) => [peer.id, peer]))
    const everyone = [room.localParticipant, ...room.remoteParticipants.values()].map((participant) => {
      const now = peerOf(participant)
      const then = before.get(now.id)
      return then && samePeer(then, now) ? then : now
    })
    peers.set(everyone)
  }
  // Joining a room of fifty says two hundred things at once: they are told as one.
  const soon = () => {
    if (due) return
    due = true
    queueMicrotask(tell)
  }
  for (const event of events) room.on(event, soon)
  const dim = () =>
    peers.change((all) =>
      all.map((peer) => (peer.own ? peer : { ...peer, speaking: false, camera: null, screens: [] })),
    )
  room.on(RoomEvent.Reconnecting, dim)
  room.on(RoomEvent.Disconnected, dim)
  scope.onEnd(() => {
    for (const event of events) room.off(event, soon)
    room.off(RoomEvent.Reconnecting, dim)
    room.off(RoomEvent.Disconnected, dim)
  })
}
