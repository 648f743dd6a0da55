import { expect, test } from 'vitest'
import { clockTime, day, duration, number } from './format.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test.for([
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [42 * 60_000, '42 min'],
  [3_600_000, '1 h'],
  [88 * 60_000, '1 h 28'],
  [65 * 60_000, '1 h 05'],
  [-5, '0 s'],
] as const)('%i ms is %s', ([milliseconds, words]) => {
  expect(plain(duration(milliseconds))).toBe(words)
})

test('days near by have names', () => {
  const now = new Date(2026, 10, 24, 10, 44)

  expect(day('fr', new Date(2026, 10, 24, 23, 59), now)).toBe('aujourd’hui')
  expect(day('fr', new Date(2026, 10, 23, 0, 1), now)).toBe('hier')
  expect(day('fr', new Date(2026, 10, 17), now)).toBe('mardi 17 novembre')
  expect(day('en', new Date(2026, 10, 23), now)).toBe('yesterday')
  expect(day('fr', new Date(2025, 0, 1), now)).toBe('mercredi 1er janvier 2025')
})

test('hours have no leading zero, minutes do', () => {
  expect(clockTime(new Date(2026, 10, 24, 9, 5))).toBe('9:05')
})

test('thousands are set apart', () => {
  expect(plain(number('fr', 1240))).toBe('1 240')
})
