import { expect, test } from 'vitest'
import { codeAlphabet } from '@amphi/contract/pages'
import { codeLength, isOver, linkUntil, overBefore, secretCodeLength, shownCode } from './room.ts'

test('SC-09 a room link holds at least 64 random bits, a moderators’ link 128, shown in groups', () => {
  const bits = (letters: number) => letters * Math.log2(codeAlphabet.length)

  expect(bits(codeLength)).toBeGreaterThanOrEqual(64)
  expect(bits(secretCodeLength)).toBeGreaterThanOrEqual(128)
  expect(shownCode('q4hz8ntcv2ka7m')).toBe('q4hz8-ntcv2-ka7m')
})

test('the links of a meeting of one time lead there for a day, those of other rooms as long as there is one', () => {
  const createdAt = new Date('2026-11-24T10:00:00Z')
  const dayAfter = new Date('2026-11-25T10:00:00Z')

  expect(linkUntil({ kind: 'instant', createdAt })).toEqual(dayAfter)
  expect(isOver({ kind: 'instant', createdAt }, new Date(dayAfter.getTime() - 1))).toBe(false)
  expect(isOver({ kind: 'instant', createdAt }, dayAfter)).toBe(true)
  expect(overBefore(dayAfter)).toEqual(createdAt)
  expect(isOver({ kind: 'standard', createdAt }, new Date('2036-01-01'))).toBe(false)
})
