import type { Participant } from '@amphi/contract/sessions'
import { expect, test } from 'vitest'
import type { Peer, Picture } from '../media/types.ts'
import { awaitedOf, mergeSeats, type Seat } from './roster-seats.ts'

const known = (id: string, awaited: boolean) =>
  ({ id, name: id, awaited: awaited ? 60 : null, present: !awaited }) as unknown as Participant
const seat = (id: string) => ({ id }) as Seat

test.each([
  ['nobody is on their way', [known('ada', false)], [seat('ada')], []],
  ['someone let in is still connecting', [known('ada', false), known('awa', true)], [seat('ada')], ['awa']],
  ['the engine knows them already, our server not yet', [known('awa', true)], [seat('awa')], []],
  ['someone who left is awaited by nobody', [known('awa', false)], [], []],
])('%s', (_, participants, seats, expected) => {
  expect(awaitedOf(participants, seats).map(({ id }) => id)).toEqual(expected)
})

test('cameras that are not for the reader look as if they were off; those who lead, and oneself, are seen', () => {
  const picture = (id: string) => ({ id }) as Picture
  const peer = (id: string) =>
    ({ id, name: id, own: id === 'me', joinedAt: 0, films: true, camera: picture(id) }) as Peer
  const people = [known('awa', false), { ...known('ada', false), role: 'moderator' as const }]
  const self = { id: 'me', name: 'me', microphone: true, picture: picture('me'), confides: true }
  const seats = mergeSeats([], ['me', 'awa', 'ada', 'new'].map(peer), people, self, true)

  const shown = Object.fromEntries(seats.map(({ id, films, camera }) => [id, [films, camera?.id]]))

  expect(seats.map(({ id }) => id)).toEqual(['me', 'ada', 'awa', 'new'])
  expect(shown).toEqual({
    me: [true, 'me'],
    ada: [true, 'ada'],
    awa: [false, undefined],
    // Our server has not told of them yet.
    new: [false, undefined],
  })
})
