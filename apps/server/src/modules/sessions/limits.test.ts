import { expect, test } from 'vitest'
import { allowedFor, changed, everything as all, excepted, lapsed } from './limits.ts'

const closed = { ...all, microphone: false, chat: false }

test.each([
  ['who leads may everything', 'moderator', closed, { camera: false }, all],
  ['a participant may what all may', 'participant', closed, {}, closed],
  [
    'or what they were told',
    'participant',
    closed,
    { microphone: true, camera: false },
    { ...closed, microphone: true, camera: false },
  ],
] as const)('%s', (_, role, session, exceptions, expected) => {
  expect(allowedFor(role, session, exceptions)).toEqual(expected)
})

test('what is not said stays as it is', () => {
  expect(changed(closed, { chat: true })).toEqual({ ...closed, chat: true })
  expect(changed(closed, {})).toEqual(closed)
})

test('what is forbidden to all ends what some were allowed, and nothing else does', () => {
  expect(lapsed({ microphone: false, camera: true })).toEqual(['microphone'])
})

test('who is told what all are told is no exception', () => {
  expect(excepted(closed, {}, { microphone: true })).toEqual({ microphone: true })
  expect(excepted(closed, { microphone: true }, { microphone: false })).toEqual({})
  expect(excepted(closed, { camera: false }, { screen: false })).toEqual({ camera: false, screen: false })
})
