import { expect, test } from 'vitest'
import { curveThrough, roundAbove } from './curve.ts'

test('a curve begins at the left, ends at the right, and never leaves its box', () => {
  const { line } = curveThrough([0, 50, 200], 100, 90, 30)

  expect(line).toBe('M0.0 30.0L45.0 15.0L90.0 0.0')
})

test('one value alone is a point at the right', () => {
  expect(curveThrough([50], 100, 90, 30).line).toBe('M90.0 15.0')
})

test.each([
  [0, 1],
  [7, 10],
  [10, 10],
  [180, 200],
  [412, 500],
  [1060, 2000],
])('the scale for %i goes to %i', (value, most) => {
  expect(roundAbove(value)).toBe(most)
})
