import { expect, test } from 'vitest'
import { seatsOf, takenSeats } from './seats.ts'

const plan = { cx: 100, cy: 100, rows: 3, inner: 40, gap: 20, pitch: 15 }

test('rows behind hold more seats, and aisles none', () => {
  const seats = seatsOf(plan)

  expect(seats.length).toBeGreaterThan(20)
  expect(seatsOf({ ...plan, aisles: [270] }).length).toBeLessThan(seats.length)
  expect(seats.every(({ x, y }) => Number.isFinite(x) && y <= 105)).toBe(true)
})

test('every person has one seat, wherever the meetings are spread', () => {
  const blocks = [9, 3, 14, 2, 40].map((size) => ({ size, tone: `${size}` }))

  for (const spread of [true, false]) {
    const taken = takenSeats(100, blocks, spread)
    expect(taken.size).toBe(68)
    expect([...taken.values()].filter((tone) => tone === '14')).toHaveLength(14)
  }
})

test('a hall too small is full, and that is all', () => {
  expect(takenSeats(10, [{ size: 25, tone: 'a' }], true).size).toBe(10)
  expect(takenSeats(10, [], false).size).toBe(0)
})
