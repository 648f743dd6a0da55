import { expect, test } from 'vitest'
import { joined, stayed } from './stayed.ts'

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

test('a page loaded again is one stay, and so are two tabs at once; who comes back later has two', () => {
  const at = (time: string) => `2026-11-24T${time}Z`
  const stays = [
    { joinedAt: at('10:00:00'), leftAt: at('10:10:00') },
    { joinedAt: at('10:10:04'), leftAt: at('10:30:00') },
    { joinedAt: at('10:20:00'), leftAt: at('10:25:00') },
    { joinedAt: at('10:30:06'), leftAt: at('10:40:00') },
    { joinedAt: at('10:40:05'), leftAt: null },
  ]

  expect(joined(stays)).toEqual([
    { joinedAt: at('10:00:00'), leftAt: at('10:30:00') },
    { joinedAt: at('10:30:06'), leftAt: null },
  ])
})
