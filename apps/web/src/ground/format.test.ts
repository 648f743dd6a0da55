import { expect, test } from 'vitest'
import { day, duration, number, timeOfDay, timeOn } from './format.ts'

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

test.for([
  // hours, minutes, in French, in English
  [0, 0, '00:00', '0:00'],
  [6, 40, '06:40', '6:40'],
  [9, 5, '09:05', '9:05'],
  [14, 0, '14:00', '14:00'],
  [23, 59, '23:59', '23:59'],
] as const)('%i hours %i is « %s » in French, “%s” in English', ([hours, minutes, fr, en]) => {
  const when = new Date(2026, 10, 24, hours, minutes)

  expect(plain(timeOfDay('fr', when))).toBe(fr)
  expect(timeOfDay('fr', when)).not.toContain(' ')
  expect(timeOfDay('en', when)).toBe(en)
})

test('a time of another day than the one spoken of says which', () => {
  const evening = new Date(2026, 10, 30, 22, 30)
  const night = new Date(2026, 11, 1, 0, 10)

  expect(plain(timeOn('fr', evening, evening))).toBe('22:30')
  expect(plain(timeOn('fr', night, evening))).toBe('00:10 (1er déc.)')
  expect(plain(timeOn('fr', new Date(2026, 11, 2, 9), evening))).toBe('09:00 (2 déc.)')
  expect(plain(timeOn('en', night.toISOString(), evening.toISOString()))).toBe('0:10 (1 Dec)')
})

test.for([
  [1, 'lundi 1er juin', 'Monday 1 June'],
  [2, 'mardi 2 juin', 'Tuesday 2 June'],
  [11, 'jeudi 11 juin', 'Thursday 11 June'],
  [21, 'dimanche 21 juin', 'Sunday 21 June'],
] as const)('of the days of a month only the first is an ordinal in French: %i', ([date, fr, en]) => {
  const when = new Date(2026, 5, date)
  const now = new Date(2026, 10, 24)

  expect(day('fr', when, now)).toBe(fr)
  expect(day('en', when, now)).toBe(en)
})

test('thousands are set apart', () => {
  expect(plain(number('fr', 1240))).toBe('1 240')
})
