import { expect, test } from 'vitest'
import { hourAfter } from './night.ts'

const at = (text: string) => new Date(text)

test.each([
  ['in the small hours of Paris', 3, 'Europe/Paris', '2026-11-24T23:30:00Z', '2026-11-25T02:00:00Z'],
  ['in summer an hour earlier', 3, 'Europe/Paris', '2026-07-24T23:30:00Z', '2026-07-25T01:00:00Z'],
  ['at midnight', 0, 'Europe/Paris', '2026-11-24T21:00:00Z', '2026-11-24T23:00:00Z'],
  [
    'where clocks differ by three quarters of an hour',
    3,
    'Asia/Kathmandu',
    '2026-11-24T20:00:00Z',
    '2026-11-24T21:15:00Z',
  ],
  ['not at the very stroke, but the next night', 3, 'Europe/Paris', '2026-11-25T02:00:00Z', undefined],
  ['not when it is over before', 3, 'Europe/Paris', '2026-11-24T20:00:00Z', undefined],
  ['not at an hour that a night lacks', 2, 'Europe/Paris', '2027-03-28T00:30:00Z', undefined],
  ['once in a night that has the hour twice', 2, 'Europe/Paris', '2026-10-24T23:30:00Z', '2026-10-25T00:00:00Z'],
] as const)('ENT-24 the nightly stop comes %s', (_title, hour, timeZone, after, expected) => {
  const until = new Date(at(after).getTime() + 5 * 3_600_000)

  expect(hourAfter(hour, timeZone, { after: at(after), until })).toEqual(expected && at(expected))
})
