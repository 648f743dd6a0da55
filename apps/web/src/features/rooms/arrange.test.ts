import type { RoomSeen } from '@amphi/contract/rooms'
import { expect, test } from 'vitest'
import { arrange, type Arrangement } from './arrange.ts'

const aRoom = (name: string, more: Partial<RoomSeen> = {}) =>
  ({
    name,
    code: 'abcde-fghjk-mnpq',
    kind: 'standard',
    standing: 'owner',
    ownerName: 'Camille Aubert',
    createdAt: '2026-11-01T10:00:00.000Z',
    session: null,
    archivedAt: null,
    last: null,
    shared: { people: 0, groups: 0, first: [] },
    ...more,
  }) as RoomSeen

const session = { startedAt: '2026-11-24T09:00:00.000Z' } as RoomSeen['session']
const rooms = [
  aRoom('Atelier', { createdAt: '2026-11-20T10:00:00.000Z' }),
  aRoom('Bureau de Camille', { kind: 'personal' }),
  aRoom('Conseil', { standing: 'moderator', ownerName: 'Nadia Benali', session }),
  aRoom('Permanence', {
    shared: { people: 1, groups: 0, first: [] },
    last: { startedAt: '2026-11-23T09:00:00.000Z', endedAt: '' },
  }),
  aRoom('Remises', { archivedAt: '2026-11-02T10:00:00.000Z', standing: 'manager' }),
]

const past = aRoom('Vite', { kind: 'instant', last: { startedAt: '2026-11-22T09:00:00.000Z', endedAt: '' } })

const all: Arrangement = { search: '', showing: 'all', order: 'open' }

test.each<[string, Partial<Arrangement>, string[]]>([
  [
    'POD-01 one’s personal room stands first, then those that are open',
    {},
    ['Bureau', 'Conseil', 'Atelier', 'Permanence'],
  ],
  ['by name', { order: 'name' }, ['Bureau', 'Atelier', 'Conseil', 'Permanence']],
  ['the newest first', { order: 'newest' }, ['Bureau', 'Atelier', 'Conseil', 'Permanence']],
  ['those used last first', { order: 'used' }, ['Bureau', 'Conseil', 'Permanence', 'Atelier']],
  ['those that are open', { showing: 'open' }, ['Conseil']],
  ['one’s own', { showing: 'mine' }, ['Bureau', 'Atelier', 'Permanence']],
  ['ENT-14 those that are shared, by oneself or with oneself', { showing: 'shared' }, ['Conseil', 'Permanence']],
  ['those that are archived, which are in no other list', { showing: 'archived' }, ['Remises']],
  ['those of a person who is looked for', { search: 'benali' }, ['Conseil']],
  ['POD-02 meetings that are over, only when they are asked for', { showing: 'past' }, ['Vite']],
  ['none where nothing fits', { search: 'géographie' }, []],
])('%s', (_title, asked, expected) => {
  expect(arrange([...rooms, past], { ...all, ...asked }).map(({ name }) => name.split(' ')[0])).toEqual(expected)
})
