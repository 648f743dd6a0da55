import { EventEmitter } from 'node:events'
import { type Room, RoomEvent, Track } from 'livekit-client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { followShowing } from './showing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Said = { everyone: boolean; named: Record<string, string> }

/** A room as LiveKit’s client has it, which keeps what it was told to say to the engine. */
const aRoom = (viewers: readonly string[] | null) => {
  const said: Said[] = []
  const remoteParticipants = new Map<string, object>()
  const trackPublications = new Map<string, object>()
  const setTrackSubscriptionPermissions = (
    everyone: boolean,
    named: { participantIdentity: string; allowAll?: boolean; allowedTrackSids?: string[] }[],
  ) => {
    const each = named.map((it) => [it.participantIdentity, it.allowAll ? 'all' : it.allowedTrackSids?.join('+')])
    said.push({ everyone, named: Object.fromEntries(each) as Said['named'] })
  }
  const room = Object.assign(new EventEmitter(), {
    remoteParticipants,
    localParticipant: { trackPublications, setTrackSubscriptionPermissions },
  })
  const store = createStore(viewers)
  const showing = followShowing(createScope(), room as unknown as Room, store)
  return {
    said,
    viewers: store,
    beforeCamera: showing.beforeCamera,
    comes: (id: string) => {
      remoteParticipants.set(id, {})
      room.emit(RoomEvent.ParticipantConnected)
    },
    publishes: (trackSid: string, source: Track.Source) => {
      trackPublications.set(trackSid, { trackSid, source })
      room.emit(RoomEvent.LocalTrackPublished)
    },
    returns: () => room.emit(RoomEvent.Reconnected),
  }
}

test('whoever shows no camera, or shows it to everyone, names nobody', () => {
  const hidden = aRoom(['ada'])
  hidden.comes('ada')
  hidden.publishes('mic', Track.Source.Microphone)
  expect(hidden.said).toEqual([])

  const open = aRoom(null)
  open.comes('ada')
  open.beforeCamera()
  open.publishes('cam', Track.Source.Camera)
  expect(open.said).toEqual([])
})

test('before a camera goes out its viewers are named, and all else is everyone’s, also what comes later', () => {
  const room = aRoom(['ada'])
  room.comes('ada')
  room.comes('bob')
  room.publishes('mic', Track.Source.Microphone)

  room.beforeCamera()
  expect(room.said).toEqual([{ everyone: false, named: { ada: 'all', bob: 'mic' } }])
  room.publishes('cam', Track.Source.Camera)
  expect(room.said).toHaveLength(1)
  room.publishes('screen', Track.Source.ScreenShare)
  expect(room.said.at(-1)).toEqual({ everyone: false, named: { ada: 'all', bob: 'mic+screen' } })
})

test('viewers that change are named at once, and a camera for everyone needs no names', () => {
  const room = aRoom([])
  room.comes('ada')
  room.beforeCamera()
  expect(room.said.at(-1)).toEqual({ everyone: false, named: { ada: '' } })

  room.viewers.set(['ada'])
  expect(room.said.at(-1)).toEqual({ everyone: false, named: { ada: 'all' } })
  room.viewers.set([])
  expect(room.said.at(-1)).toEqual({ everyone: false, named: { ada: '' } })
  room.viewers.set(null)
  expect(room.said.at(-1)).toEqual({ everyone: true, named: {} })
})

test('after a cut it is said again, though nothing has changed', () => {
  const room = aRoom(['ada'])
  room.comes('ada')
  room.beforeCamera()

  room.returns()

  expect(room.said).toHaveLength(2)
})

test('of 149 who come within two seconds, the first is named at once, and all in a handful of messages', () => {
  const room = aRoom(['n0'])
  room.beforeCamera()
  for (let came = 0; came < 149; came += 1) {
    room.comes(`n${came}`)
    if (came === 0) expect(Object.keys(room.said.at(-1)?.named ?? {})).toEqual(['n0'])
    vi.advanceTimersByTime(2_000 / 149)
  }
  vi.advanceTimersByTime(400)

  expect(Object.keys(room.said.at(-1)?.named ?? {})).toHaveLength(149)
  expect(room.said.length).toBeLessThanOrEqual(8)
})
