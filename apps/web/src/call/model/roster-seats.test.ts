import type { Participant } from '@amphi/contract/sessions'
import { expect, test } from 'vitest'
import { awaitedOf, type Seat } from './roster-seats.ts'

const known = (id: string, awaited: boolean) => ({ id, name: id, awaited, present: !awaited }) as unknown as Participant
const seat = (id: string) => ({ id }) as Seat

test.each([
  ['nobody is on their way', [known('ada', false)], [seat('ada')], []],
  ['someone let in is still connecting', [known('ada', false), known('awa', true)], [seat('ada')], ['awa']],
  ['the engine knows them already, our server not yet', [known('awa', true)], [seat('awa')], []],
  ['someone who left is awaited by nobody', [known('awa', false)], [], []],
])('%s', (_, participants, seats, expected) => {
  expect(awaitedOf(participants, seats).map(({ id }) => id)).toEqual(expected)
})
