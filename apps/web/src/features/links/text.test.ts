import { expect, test } from 'vitest'
import type { Say } from '#ground/words.ts'
import { invitationOf } from './text.ts'

const say: Say<'links'> = (key) => key
const room = { room: 'Conseil', address: 'https://a.test/x', password: 'abcdefgh', locked: true, needsAccount: true }

test.each([
  [undefined, ['text.guests', 'text.password', 'text.account']],
  ['direct' as const, ['text.guests', 'text.account']],
  ['moderators' as const, ['text.moderators', 'text.anyone']],
  ['personal' as const, ['text.personal', 'text.anyone']],
])('POD-S6 the text for a link of kind %s says whose it is, and what one needs', (kind, said) => {
  expect(invitationOf(say, { ...room, kind }).split('\n\n')).toEqual(said)
})
