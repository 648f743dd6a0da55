import { expect, test } from 'vitest'
import { stayed } from './stayed.ts'

const now = new Date('2026-11-24T11:00:00Z')

test('every stay counts, also the one that goes on', () => {
  const stays = [
    { joinedAt: '2026-11-24T10:00:00Z', leftAt: '2026-11-24T10:10:00Z' },
    { joinedAt: '2026-11-24T10:55:00Z', leftAt: null },
  ]

  expect(stayed(stays, now)).toBe(15 * 60_000)
  expect(stayed([], now)).toBe(0)
})

test('a clock that runs ahead takes nothing away', () => {
  expect(stayed([{ joinedAt: '2026-11-24T11:00:05Z', leftAt: null }], now)).toBe(0)
})
