import { expect, test } from 'vitest'
import { keptAlready } from './kept-already.ts'

const someDay = '2026-11-24T10:00:00.000Z'

test.each([
  ['the letter was opened twice', { archivedAt: null, dueAt: null }, 'kept'],
  ['the letter was passed on to somebody who may not', { archivedAt: null, dueAt: someDay }, 'not_yours'],
  ['it was, and the room is archived already', { archivedAt: someDay, dueAt: someDay }, 'not_yours'],
  ['the letter was opened too late', { archivedAt: someDay, dueAt: null }, 'is_archived'],
])('%s: one reads what is true of the room', (_, room, found) => {
  expect(keptAlready(room)).toBe(found)
})
