import { expect, test } from 'vitest'
import { slowings, waitAfter } from './slow-down.ts'

const now = new Date('2026-11-24T10:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const { accountFromAddress, account } = slowings

test.each([
  ['the first five tries are free', accountFromAddress, 4, 0, 0],
  ['then one waits a second', accountFromAddress, 5, 0, 1],
  ['then twice as long each time', accountFromAddress, 9, 0, 16],
  ['what has been waited counts', accountFromAddress, 9, 10, 6],
  ['never longer than a quarter of an hour', accountFromAddress, 60, 0, 900],
  ['an attacked account waits a minute at most', account, 500, 0, 60],
  ['after an hour all is forgotten', accountFromAddress, 60, 3600, 0],
])('%s', (_title, slowing, count, seconds, wait) => {
  expect(waitAfter({ count, lastAt: ago(seconds) }, slowing, now)).toBe(wait)
})
