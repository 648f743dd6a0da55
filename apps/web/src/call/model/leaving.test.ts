import { expect, test } from 'vitest'
import { leftBehind } from './leaving.ts'

const me = { own: true, moderator: true }
const awa = { own: false, moderator: false }
const ines = { own: false, moderator: true }

test.each([
  ['without the last who led it the meeting ends', true, [me, awa], [], 'no_moderator'],
  ['it goes on where somebody else leads', true, [me, awa, ines], [], null],
  ['it goes on where somebody who leads is on their way in', true, [me, awa], [{ role: 'moderator' as const }], null],
  ['it goes on where nobody need lead', false, [me, awa], [], null],
  ['it goes on without somebody who does not lead', true, [{ ...me, moderator: false }, awa], [], null],
  ['with nobody inside it ends', false, [me], [], 'empty'],
  ['somebody on their way in is somebody', false, [me], [{ role: 'participant' as const }], null],
])('%s', (_, endsUnled, seats, awaited, expected) => {
  expect(leftBehind({ endsUnled }, seats, awaited)).toBe(expected)
})
