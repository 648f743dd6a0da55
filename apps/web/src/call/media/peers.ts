import { ConnectionQuality, ConnectionState, type Participant, type Room, RoomEvent, Track } from 'livekit-client'
import type { Scope } from '../scope.ts'
import { sameFields, sameList, type Store } from '../store.ts'
import { shownOf, stillOf } from './pictures.ts'
import type { Peer, Screen, Strength } from './types.ts'

const strengths: Record<ConnectionQuality, Strength> = {
  [ConnectionQuality.Excellent]: 3,
  [ConnectionQuality.Good]: 2,
  [ConnectionQuality.Poor]: 1,
  [ConnectionQuality.Lost]: 0,
  [ConnectionQuality.Unknown]: 3,
}

const screensOf = (participant: Participant, then: readonly Screen[]): Screen[] =>
  [...participant.trackPublications.values()]
    // Stopped by someone who leads, it is muted for the moment it takes its page to take it down.
    .filter(({ source, isMuted }) => source === Track.Source.ScreenShare && !isMuted)
    .map((publication) => ({
      id: publication.trackSid,
      ownerId: participant.identity,
      own: participant.isLocal,
      sound: participant.getTrackPublication(Track.Source.ScreenShareAudio) !== undefined,
      picture: shownOf(publication, then.find(({ id }) => id === publication.trackSid)?.picture ?? null),
    }))

const peerOf = (participant: Participant, then: Peer | undefined): Peer => {
  const camera = participant.getTrackPublication(Track.Source.Camera)
  return {
    id: participant.identity,
    name: participant.name || participant.identity,
    own: participant.isLocal,
    joinedAt: participant.joinedAt?.getTime() ?? 0,
    speaking: participant.isSpeaking,
    strength: strengths[participant.connectionQuality],
    microphone: participant.isMicrophoneEnabled,
    films: camera !== undefined && !camera.isMuted,
    camera: shownOf(camera, then?.camera ?? null),
    screens: screensOf(participant, then?.screens ?? []),
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
  RoomEvent.TrackSubscriptionStatusChanged,
  RoomEvent.TrackSubscriptionPermissionChanged,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
] as const

/**
 * Keeps `peers` told of everyone in the room. While the line is down they stand as they were, with the last that was
 * seen of each: nobody left because our own network did.
 */
export const followPeers = (scope: Scope, room: Room, peers: Store<readonly Peer[]>) => {
  let due = false
  const tell = () => {
    due = false
    if (scope.ended || room.state !== ConnectionState.Connected) return
    const before = new Map(peers.get().map((peer) => [peer.id, peer]))
    const everyone = [room.localParticipant, ...room.remoteParticipants.values()].map((participant) => {
      const then = before.get(participant.identity)
      const now = peerOf(participant, then)
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
  const still = (peer: Peer): Peer => ({
    ...peer,
    speaking: false,
    camera: stillOf(peer.camera),
    screens: peer.screens.map((screen) => ({ ...screen, picture: stillOf(screen.picture) })),
  })
  const freeze = () => peers.change((all) => all.map((peer) => (peer.own ? peer : still(peer))))
  room.on(RoomEvent.Reconnecting, freeze)
  room.on(RoomEvent.Disconnected, freeze)
  scope.onEnd(() => {
    for (const event of events) room.off(event, soon)
    room.off(RoomEvent.Reconnecting, freeze)
    room.off(RoomEvent.Disconnected, freeze)
  })
}
