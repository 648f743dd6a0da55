import { expect, test } from 'vitest'
import { firstOf, linesOf, sumOf } from './figures.ts'

const aDay = (day: string, visits: number) => ({ day, visits, rooms: 1, sessions: 2, entries: 10 })
const days = [aDay('2026-10-31', 3), aDay('2026-11-01', 4), aDay('2026-11-24', 5)]

test.each([
  ['days', '2026-10-26'],
  ['months', '2025-12-01'],
] as const)('%s begin as long ago as one expects', (period, expected) => {
  expect(firstOf('2026-11-24', period)).toBe(expected)
})

test('twelve months from the last day of a long one begin on the first of the right one', () => {
  expect(firstOf('2027-03-31', 'months')).toBe('2026-04-01')
})

test('days stand by themselves and months are added up, the newest first', () => {
  expect(linesOf(days, 'days').map(({ when, visits }) => [when, visits])).toEqual([
    ['2026-11-24', 5],
    ['2026-11-01', 4],
    ['2026-10-31', 3],
  ])
  expect(linesOf(days, 'months')).toEqual([
    { when: '2026-11', visits: 9, rooms: 2, sessions: 4, entries: 20 },
    { when: '2026-10', visits: 3, rooms: 1, sessions: 2, entries: 10 },
  ])
  expect(sumOf(days, 'visits')).toBe(12)
})
