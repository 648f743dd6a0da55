import { expect, test } from 'vitest'
import { seatsOf } from '#ui/seats.ts'
import { hallFor, meetingsIn } from './hall.ts'

const box = { cx: 470, cy: 560, inner: 186, outer: 500, aisles: [270], pitch: 19.5, loosest: 2.2 }

test.for([12, 60, 200, 500])('a service of %i seats is drawn seat by seat', (seats) => {
  const hall = hallFor(seats, box)

  expect(hall).toMatchObject({ drawn: seats, each: 1 })
  expect(seatsOf(hall.plan).length).toBeGreaterThanOrEqual(seats)
})

test('a service too large for the page says how many people one seat stands for', () => {
  const hall = hallFor(5_000, box)

  expect(hall.each).toBeGreaterThan(1)
  expect(hall.drawn * hall.each).toBeGreaterThanOrEqual(5_000)
  expect(hall.drawn).toBeLessThanOrEqual(seatsOf(hall.plan).length)
})

test('a small meeting keeps a seat, however many people one stands for', () => {
  expect(meetingsIn([2, 90, 11, 0], 9).map(({ size }) => size)).toEqual([1, 10, 1, 0])
})
