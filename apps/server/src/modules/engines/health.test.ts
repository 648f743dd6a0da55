import { expect, test } from 'vitest'
import { healthAfter, nextIn, type State } from './health.ts'

const after = (answers: (number | undefined)[]) =>
  answers.reduce<State>((state, delay) => healthAfter(state, delay), { health: 'unknown', failures: 0 }).health

const no = undefined

test.each([
  [[80], 'healthy'],
  [[2500], 'degraded'],
  [[2500, 80], 'healthy'],
  [[80, no], 'degraded'],
  [[80, no, no], 'degraded'],
  [[80, no, no, no], 'down'],
  [[no], 'down'],
  [[no, 80], 'healthy'],
  [[80, no, no, 80, no], 'degraded'],
  [[80, no, no, no, no, 80], 'healthy'],
  [[80, no, no, no, 2500], 'degraded'],
])('CH-13 a server that answered within %j milliseconds is %s', (answers, health) => {
  expect(after(answers)).toBe(health)
})

test('servers are asked again after a quarter of a minute, not all at one moment', () => {
  expect([0, 0.5, 1].map(nextIn)).toEqual([12_000, 15_000, 18_000])
})
