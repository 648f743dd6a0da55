import { expect, test } from 'vitest'
import { dueEnd } from './session.ts'

const now = new Date('2026-11-24T10:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const running = {
  startedAt: ago(3600),
  firstJoinAt: ago(3500),
  moderatorLeftAt: undefined,
  moderatorInside: true,
}

test.each([
  ['goes on while a moderator is inside', {}, undefined],
  [
    'goes on for two minutes after the last moderator',
    { moderatorInside: false, moderatorLeftAt: ago(119) },
    undefined,
  ],
  [
    'ENT-S6 ends two minutes after the last moderator',
    { moderatorInside: false, moderatorLeftAt: ago(120) },
    'no_moderator',
  ],
  ['ENT-S6 goes on when one came back', { moderatorInside: true, moderatorLeftAt: ago(500) }, undefined],
  ['waits for its first visitor', { startedAt: ago(1700), firstJoinAt: undefined, moderatorInside: false }, undefined],
  ['ends when nobody came', { startedAt: ago(1800), firstJoinAt: undefined, moderatorInside: false }, 'empty'],
  ['CH-11 ends after 300 minutes', { startedAt: ago(18_000) }, 'max_duration'],
] as const)('a session %s', (_title, life, reason) => {
  expect(dueEnd({ ...running, ...life }, now)).toBe(reason)
})
