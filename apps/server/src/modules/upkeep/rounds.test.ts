import { expect, test } from 'vitest'
import { lastRound } from './rounds.ts'

test.each([
  ['on the Monday itself, from eight o’clock', '2026-11-23T07:00:00Z', 'Europe/Paris', '2026-11-23T07:00:00Z'],
  ['a minute before, the week before', '2026-11-23T06:59:00Z', 'Europe/Paris', '2026-11-16T07:00:00Z'],
  ['on a Sunday night', '2026-11-22T22:30:00Z', 'Europe/Paris', '2026-11-16T07:00:00Z'],
  ['across the change to winter time', '2026-10-25T12:00:00Z', 'Europe/Paris', '2026-10-19T06:00:00Z'],
  ['across the change to summer time', '2026-03-30T05:59:00Z', 'Europe/Paris', '2026-03-23T07:00:00Z'],
  ['where clocks differ by a quarter of an hour', '2026-11-23T03:00:00Z', 'Asia/Kathmandu', '2026-11-23T02:15:00Z'],
  ['on the other side of the day line', '2026-11-22T19:00:00Z', 'Pacific/Auckland', '2026-11-22T19:00:00Z'],
])('%s', (_title, now, timeZone, expected) => {
  expect(lastRound(new Date(now), timeZone)).toEqual(new Date(expected))
})
