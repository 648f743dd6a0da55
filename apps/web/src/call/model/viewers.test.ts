import type { SessionSeen } from '@amphi/contract/sessions'
import { expect, test } from 'vitest'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { createViewers } from './viewers.ts'

const seenWith = (camerasFor: 'everyone' | 'moderators', role: 'moderator' | 'participant' = 'participant') =>
  ({
    camerasFor,
    participants: [
      { id: 'me', role },
      { id: 'cam', role: 'moderator' },
      { id: 'awa', role: 'participant' },
      { id: 'ada', role: 'moderator' },
    ],
  }) as unknown as SessionSeen

const aStay = (camerasFor: 'everyone' | 'moderators', role: 'moderator' | 'participant' = 'participant') => {
  const showing = createViewers({ camerasFor, role })
  const seen = createStore<SessionSeen | null>(null)
  showing.follow(createScope(), seen, () => 'me')
  return { showing, seen, now: () => showing.viewers.get() }
}

test('before anything is known of the others, nobody sees a camera that is for those who lead', () => {
  expect(aStay('moderators').now()).toEqual([])
  expect(aStay('everyone').now()).toBe(null)
  expect(aStay('moderators', 'moderator').now()).toBe(null)
})

test('those who lead see it, and everyone once it is said, or once one leads oneself', () => {
  const { seen, now } = aStay('moderators')

  seen.set(seenWith('moderators'))
  expect(now()).toEqual(['ada', 'cam'])
  seen.set(seenWith('moderators', 'moderator'))
  expect(now()).toBe(null)
  seen.set(seenWith('moderators'))
  expect(now()).toEqual(['ada', 'cam'])
  seen.set(seenWith('everyone'))
  expect(now()).toBe(null)
})

test('whoever comes back after it was said sends nothing to others, though their page has yet to read it', () => {
  const { showing, seen, now } = aStay('everyone')
  seen.set(seenWith('everyone'))

  showing.admit({ camerasFor: 'moderators', role: 'participant' })

  expect(now()).toEqual([])
  seen.set(seenWith('moderators'))
  showing.admit({ camerasFor: 'moderators', role: 'participant' })
  expect(now()).toEqual(['ada', 'cam'])
})
