import { describe, expect, test } from 'vitest'
import { type Candidate, carriedOf, place, type Wanted } from './placement.ts'

const nothing = { people: 0, expected: 0, fresh: 0 }
const able = {
  presence: true,
  remove: true,
  mute: true,
  permit: true,
  camerasForSome: true,
  pages: false,
  events: true,
  recording: false,
  streaming: false,
  breakouts: false,
  largest: 1000,
}

const aServer = (id: string, said: Partial<Candidate> = {}): Candidate => ({
  id,
  engine: 'livekit',
  serves: true,
  state: 'enabled',
  health: 'healthy',
  tags: [],
  capabilities: able,
  seats: 100,
  weight: 1,
  strangers: 0,
  ours: nothing,
  ...said,
})

const withPeople = (people: number) => ({ ours: { people, expected: people, fresh: 0 } })

/** Each that chance may choose. */
const chosenOf = (servers: Candidate[], wanted: Partial<Wanted> = {}) => {
  const ids = Array.from({ length: 100 }, (_, at) => {
    const placed = place(servers, { seats: 50, ...wanted }, () => at / 100)
    return placed.outcome === 'placed' ? placed.id : placed.outcome
  })
  return [...new Set(ids)].toSorted((a, b) => a.localeCompare(b))
}

describe('a new session', () => {
  test.each<[string, Candidate[], Partial<Wanted>, string[]]>([
    ['goes to the only server there is', [aServer('a')], {}, ['a']],
    ['goes where the smallest share is taken', [aServer('a', withPeople(50)), aServer('b', withPeople(10))], {}, ['b']],
    [
      'SC-S1 goes to the server at 0.1, of three at 0.1, 0.5 and 0.9',
      [aServer('a', withPeople(10)), aServer('b', withPeople(50)), aServer('c', withPeople(90))],
      {},
      ['a'],
    ],
    [
      'SC-07 goes at random to any within a tenth of the best',
      [aServer('a', withPeople(40)), aServer('b', withPeople(43)), aServer('c', withPeople(45))],
      {},
      ['a', 'b'],
    ],
    [
      'goes to a larger server for the same number of people',
      [aServer('a', withPeople(40)), aServer('b', { ...withPeople(40), seats: 400 })],
      {},
      ['b'],
    ],
    [
      'counts strangers on a server as it counts its own people',
      [aServer('a', { strangers: 30 }), aServer('b', withPeople(20))],
      {},
      ['b'],
    ],
    [
      'weighs: a server of weight 2 with twice as many is as good',
      [aServer('a', withPeople(20)), aServer('b', { ...withPeople(40), weight: 2 })],
      {},
      ['a', 'b'],
    ],
    [
      'is not given to a server that was just given three',
      [
        aServer('a', { ours: { people: 0, expected: 45, fresh: 3 } }),
        aServer('b', { ours: { people: 0, expected: 45, fresh: 0 } }),
        aServer('c', { ours: { people: 0, expected: 43, fresh: 0 } }),
      ],
      {},
      ['b', 'c'],
    ],
    [
      'SC-S6 goes nowhere where all are overloaded, and that is said',
      [aServer('a', withPeople(80)), aServer('b', { strangers: 95 }), aServer('c', { health: 'down' })],
      {},
      ['full'],
    ],
    ['may go to a server that is nearly overloaded', [aServer('a', withPeople(79))], {}, ['a']],
    [
      'is not kept out by those who are yet to come',
      [aServer('a', { ours: { people: 20, expected: 90, fresh: 0 } })],
      {},
      ['a'],
    ],
    [
      'goes to no server that does not answer, and that is said',
      [aServer('a', { health: 'down' })],
      {},
      ['unreachable'],
    ],
    ['goes to a server that is slow', [aServer('a', { health: 'degraded' })], {}, ['a']],
    ['goes to a server that was never asked yet', [aServer('a', { health: 'unknown' })], {}, ['a']],
    ['goes to none that was tried already', [aServer('a'), aServer('b', withPeople(70))], { tried: ['a'] }, ['b']],
    ['goes nowhere once all were tried', [aServer('a')], { tried: ['a'] }, ['unreachable']],
    [
      'goes to no server that is cordoned or disabled',
      [aServer('a', { state: 'cordoned' }), aServer('b', { state: 'disabled' }), aServer('c', withPeople(70))],
      {},
      ['c'],
    ],
    ['finds none where all are cordoned', [aServer('a', { state: 'cordoned' })], {}, ['unsuitable']],
    ['ENT-12 goes to no server of others', [aServer('a', { serves: false }), aServer('b', withPeople(70))], {}, ['b']],
    [
      'goes where its tags are, all of them',
      [aServer('a'), aServer('b', { tags: ['lyon'] }), aServer('c', { tags: ['lyon', 'large'] })],
      { tags: ['large', 'lyon'] },
      ['c'],
    ],
    [
      'goes where its needs are met',
      [aServer('a'), aServer('b', { capabilities: { ...able, recording: true } })],
      { needs: ['recording'] },
      ['b'],
    ],
    [
      'goes where it is not too large',
      [aServer('a', { capabilities: { ...able, largest: 200 } }), aServer('b')],
      { seats: 201 },
      ['b'],
    ],
    [
      'goes to the engine that was asked for, however busy',
      [aServer('a'), aServer('b', { engine: 'bigbluebutton', ...withPeople(70) })],
      { engine: 'bigbluebutton' },
      ['b'],
    ],
    ['goes to the server that was asked for', [aServer('a'), aServer('b', withPeople(70))], { node: 'b' }, ['b']],
    ['is not put elsewhere than was asked for', [aServer('a'), aServer('b', withPeople(90))], { node: 'b' }, ['full']],
    ['finds none where there is none', [], {}, ['unsuitable']],
  ])('%s', (_, servers, wanted, chosen) => {
    expect(chosenOf(servers, wanted)).toEqual(chosen)
  })

  test('is told why it is where it is', () => {
    const servers = [
      aServer('a', withPeople(12)),
      aServer('b', { health: 'down' }),
      aServer('c', withPeople(95)),
      aServer('d', withPeople(60)),
      aServer('e', { serves: false }),
    ]

    expect(place(servers, { seats: 50 }, () => 0)).toEqual({
      outcome: 'placed',
      id: 'a',
      choice: {
        why: 'least_busy',
        among: 2,
        load: 0.12,
        passedOver: { down: 1, overloaded: 1, serves_others: 1 },
      },
    })
    expect(place(servers, { seats: 50, node: 'd' }, () => 0)).toMatchObject({ choice: { why: 'asked', among: 1 } })
    expect(place([aServer('a')], { seats: 50 }, () => 0)).toMatchObject({ choice: { why: 'only' } })
  })
})

describe('what a server carries', () => {
  test.each([
    ['nothing', [], nothing],
    ['a young session as fifteen people', [{ people: 2, age: 100 }], { people: 2, expected: 15, fresh: 0 }],
    ['more than fifteen as they are', [{ people: 31, age: 100 }], { people: 31, expected: 31, fresh: 0 }],
    ['an old one as it is', [{ people: 2, age: 900 }], { people: 2, expected: 2, fresh: 0 }],
    [
      'the freshest besides',
      [
        { people: 0, age: 19 },
        { people: 0, age: 20 },
      ],
      { people: 0, expected: 30, fresh: 1 },
    ],
  ])('is %s', (_, sessions, carried) => {
    expect(carriedOf(sessions)).toEqual(carried)
  })
})
