import { expect, test } from 'vitest'
import { codeAlphabet } from '@amphi/contract/pages'
import { codeLength, secretCodeLength, shownCode } from './room.ts'

test('SC-09 a room link holds at least 64 random bits, a moderators’ link 128, shown in groups', () => {
  const bits = (letters: number) => letters * Math.log2(codeAlphabet.length)

  expect(bits(codeLength)).toBeGreaterThanOrEqual(64)
  expect(bits(secretCodeLength)).toBeGreaterThanOrEqual(128)
  expect(shownCode('q4hz8ntcv2ka7m')).toBe('q4hz8-ntcv2-ka7m')
})
