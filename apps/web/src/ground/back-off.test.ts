import { expect, test } from 'vitest'
import { backOff } from './back-off.ts'

test('each wait is longer than the one before, up to ten seconds', () => {
  const longest = [0, 1, 2, 3, 4, 5, 60].map((attempt) => backOff(attempt, () => 1))

  expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  expect(backOff(60, () => 0)).toBe(6_000)
})
