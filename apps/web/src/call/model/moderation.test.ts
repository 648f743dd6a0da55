import type { CameraViewers, ParticipantId, SessionId, SessionSeen } from '@amphi/contract/sessions'
import { expect, test } from 'vitest'
import type { Heard } from '#ground/live.ts'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createModeration } from './moderation.ts'
import type { Wire } from './wire.ts'

const all = { microphone: true, camera: true, screen: true, chat: true }

/** A server that says what one may, and a page that keeps what it was told to stop. */
const stage = (first: Partial<typeof all> = {}, camerasFor: CameraViewers = 'everyone') => {
  const stopped: string[] = []
  const asked: unknown[][] = []
  let tell: (heard: Heard) => void = () => {}
  const session = (allowed: Partial<typeof all>, role = 'participant', seenBy: CameraViewers = 'everyone') =>
    ({
      camerasFor: seenBy,
      participants: [
        { id: 'me', name: 'Awa', role, allowed: { ...all, ...allowed }, asksToSpeak: false },
        { id: 'ada', name: 'Ada', role: 'moderator', allowed: all, asksToSpeak: false },
      ],
      allowed: all,
      spotlight: null,
      banned: [],
      can: { moderate: role === 'moderator' },
    }) as unknown as SessionSeen
  const seen = createStore<SessionSeen | null>(null)
  const moderation = createModeration(createScope(), {
    wire: {
      call: async (...it: unknown[]) => void asked.push(it),
      join: (_channel: string, heard: (heard: Heard) => void) => {
        tell = heard
        return () => {}
      },
    } as unknown as Wire,
    sessionId: 's' as SessionId,
    self: () => 'me' as ParticipantId,
    seen,
    refresh: async () => {},
    stop: (source) => void stopped.push(source),
  })
  seen.set(session(first, 'participant', camerasFor))
  return {
    moderation,
    stopped,
    asked,
    hears: (fact: string, ids: object) =>
      tell({ say: 'fact', channel: 'session:s', fact, ids: { participantId: 'me', moderatorId: 'ada', ...ids } }),
    becomes: (...it: Parameters<typeof session>) => seen.set(session(...it)),
  }
}

test('whoever is muted stops sending here too, and reads by whom', () => {
  const { moderation, stopped, hears } = stage()

  hears('participant.muted', { source: 'microphone' })

  expect(stopped).toEqual(['microphone'])
  expect(moderation.told.get()).toEqual({ kind: 'muted', source: 'microphone', by: 'Ada' })
})

test('what is done to another, or in words one does not know, is none of one’s business', () => {
  const { moderation, stopped, hears } = stage()

  hears('participant.muted', { participantId: 'bob', source: 'microphone' })
  hears('participant.muted', { source: 'thoughts' })

  expect(stopped).toEqual([])
  expect(moderation.told.get()).toBe(null)
})

test('what is forbidden is stopped and said once; what is allowed again is said, and opens nothing', () => {
  const { moderation, stopped, becomes } = stage()

  becomes({ microphone: false })
  expect(stopped).toEqual(['microphone'])
  expect(moderation.told.get()).toEqual({ kind: 'forbidden', means: ['microphone'] })
  moderation.dismiss()
  becomes({ microphone: false })
  expect(moderation.told.get()).toBe(null)

  becomes({})
  expect(stopped).toEqual(['microphone'])
  expect(moderation.told.get()).toEqual({ kind: 'allowed', means: ['microphone'] })
})

test('what is closed at once, or before the first was read, is said in one sentence', () => {
  const { moderation, becomes } = stage()

  becomes({ microphone: false, chat: false })
  expect(moderation.told.get()).toEqual({ kind: 'forbidden', means: ['microphone', 'chat'] })
  becomes({ microphone: false, chat: false, camera: false })
  expect(moderation.told.get()).toEqual({ kind: 'forbidden', means: ['microphone', 'camera', 'chat'] })
  moderation.dismiss()
  becomes({ microphone: false })
  expect(moderation.told.get()).toEqual({ kind: 'allowed', means: ['camera', 'chat'] })
})

test('that microphones are closed, which one can answer, is not covered by what is closed after it', () => {
  const { moderation, becomes } = stage()

  becomes({ microphone: false })
  becomes({ microphone: false, screen: false })
  expect(moderation.told.get()).toEqual({ kind: 'forbidden', means: ['microphone', 'screen'] })
  becomes({ microphone: false })
  expect(moderation.told.get()).toEqual({ kind: 'forbidden', means: ['microphone'] })

  moderation.dismiss()
  becomes({ microphone: false, screen: false, chat: false })
  expect(moderation.told.get()).toEqual({ kind: 'forbidden', means: ['screen', 'chat'] })
})

test('what was forbidden before one came is stopped, and is no news', () => {
  const { moderation, stopped } = stage({ camera: false, screen: false })

  expect(stopped).toEqual(['camera', 'screen'])
  expect(moderation.told.get()).toBe(null)
})

test('given the floor, one reads who asks, whichever of the two comes first', () => {
  const one = stage({ microphone: false })
  one.hears('unmute.asked', {})
  one.becomes({})
  const other = stage({ microphone: false })
  other.becomes({})
  other.hears('unmute.asked', {})

  expect(one.moderation.told.get()).toEqual({ kind: 'asked', by: 'Ada' })
  expect(other.moderation.told.get()).toEqual({ kind: 'asked', by: 'Ada' })
})

test('made moderator one reads that, and not each of the things that come with it', () => {
  const { moderation, becomes } = stage({ microphone: false })

  becomes({}, 'moderator')

  expect(moderation.moderates.get()).toBe(true)
  expect(moderation.told.get()).toEqual({ kind: 'moderator' })
})

test('who is given the floor is first allowed to speak, and then asked', async () => {
  const { moderation, asked } = stage()

  await moderation.giveFloor('bob')

  const params = { sessionId: 's', participantId: 'bob' }
  expect(asked).toEqual([
    ['limitParticipant', { params, body: { microphone: true } }],
    ['askToUnmute', { params }],
  ])
})

test('whose camera goes to those who lead alone reads it as they come, and again when that changes', () => {
  const { moderation, becomes } = stage({}, 'moderators')

  expect(moderation.told.get()).toEqual({ kind: 'confided' })
  moderation.dismiss()
  becomes({}, 'participant', 'moderators')
  expect(moderation.told.get()).toBe(null)
  becomes({})
  expect(moderation.told.get()).toEqual({ kind: 'shown' })
  becomes({}, 'participant', 'moderators')
  expect(moderation.told.get()).toEqual({ kind: 'confided' })
})
