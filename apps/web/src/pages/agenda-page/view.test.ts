import { expect, test } from 'vitest'
import { searchOf } from './search.ts'
import { daysOf, stepped, weekNumber } from './view.ts'

test.for([
  ['2026-11-24', 48],
  ['2026-01-01', 1],
  ['2027-01-03', 53],
  ['2024-12-30', 1],
] as const)('%s is in week %i', ([day, week]) => {
  expect(weekNumber(day)).toBe(week)
})

test('a week begins on Monday, and a month with the week of its first day', () => {
  expect(daysOf('week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-30' })
  expect(daysOf('month', '2026-11-24')).toEqual({ from: '2026-10-26', to: '2026-12-07' })
})

test('a month after the 31st is the next one, not the one after', () => {
  expect(stepped('month', '2026-01-31', 1)).toBe('2026-02-01')
  expect(stepped('month', '2026-01-31', -1)).toBe('2025-12-01')
})

test('an address that makes no sense shows what is shown without it', () => {
  expect(searchOf({ view: 'year', date: '2026-13-40' })).toEqual({})
  expect(searchOf({ view: 'month', date: '2026-11-24' })).toEqual({ view: 'month', date: '2026-11-24' })
})
