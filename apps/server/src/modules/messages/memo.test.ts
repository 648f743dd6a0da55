import { expect, test } from 'vitest'
import { answerTo, startOf } from './memo.ts'

test('an answer says so once, and is no longer than a subject may be', () => {
  expect(answerTo('Conseil')).toBe('Re: Conseil')
  expect(answerTo('Re: Conseil')).toBe('Re: Conseil')
  expect(answerTo('RE : Conseil')).toBe('RE : Conseil')
  expect(answerTo('x'.repeat(300))).toHaveLength(300)
})

test('a list shows how a text begins, on one line, and cuts no letter in two', () => {
  expect(startOf('Bonjour,\n\nvoici  le lien')).toBe('Bonjour, voici le lien')
  expect(startOf('👩‍🏫'.repeat(200))).toMatch(/…$/)
  expect(startOf('👩‍🏫'.repeat(200)).isWellFormed()).toBe(true)
  expect(startOf('a'.repeat(160))).toHaveLength(160)
})
