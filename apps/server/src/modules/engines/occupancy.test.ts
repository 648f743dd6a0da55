import { expect, test } from 'vitest'
import { occupancyOf } from './occupancy.ts'

test.each([
  [[], 'little'],
  [[20, 19], 'little'],
  [[20, 20], 'rather'],
  [[70], 'very'],
  [[50, 45], 'full'],
] as const)('SC-01 %j people of 100 seats make it %s busy', (sizes, level) => {
  expect(occupancyOf(sizes, 100)).toMatchObject({ level, meetings: sizes.length, seats: 100 })
})

test('a meeting with nobody in it does not count', () => {
  expect(occupancyOf([0, 3, 0, 2], 100)).toMatchObject({ people: 5, meetings: 2, sizes: [3, 2] })
})
