import { describe, expect, test } from 'vitest'
import { createAllowance, readReaction } from './reactions.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('reactions', () => {
  test.each([
    ['agree', 'agree'],
    ['question', 'question'],
    ['👍', null],
    ['constructor', null],
    ['<img src=x onerror=alert(1)>', null],
    ['agree agree', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])('%s over the wire is %s', (text, expected) => {
    expect(readReaction(bytes(text))).toBe(expected)
  })

  test('someone who sends without end is shown now and then', () => {
    let now = 0
    const allowed = createAllowance(() => now)

    const burst = Array.from({ length: 20 }, () => allowed('eve')).filter(Boolean)
    now = 3_100

    expect(burst).toHaveLength(6)
    expect(allowed('eve')).toBe(true)
    expect(allowed('bob')).toBe(true)
  })
})
