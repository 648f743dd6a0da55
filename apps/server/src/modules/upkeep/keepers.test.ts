import { expect, test } from 'vitest'
import { RoomId } from '@amphi/contract/rooms'
import { UserId } from '@amphi/contract/people'
import { keepersOf } from './keepers.ts'

const id = (last: number) => UserId.parse(`00000000-0000-4000-8000-0000000000${last}`)
const [owner, named, grouped, other, admin] = [id(10), id(11), id(12), id(13), id(14)]
const roomId = RoomId.parse('00000000-0000-4000-8000-000000000099')
const managers = [
  { roomId, userId: named, named: true },
  { roomId, userId: grouped, named: false },
  { roomId, userId: other, named: false },
]

test.each([
  ['its owner and those named to manage it', [owner, named, grouped, other], [owner, named]],
  ['those named, where the owner cannot sign in', [named, grouped], [named]],
  ['those of its groups, where nobody named can', [grouped, other], [grouped, other]],
  ['whoever administers, where nobody can', [], [admin]],
])('a room is kept by %s', (_title, active, expected) => {
  expect(keepersOf({ ownerId: owner, managers, active: new Set(active), administrators: [admin] })).toEqual(expected)
})

test('one that is nobody’s is kept by whoever administers, and one person by two ways is told once', () => {
  const twice = [...managers, { roomId, userId: owner, named: true }]

  expect(keepersOf({ ownerId: null, managers: [], active: new Set(), administrators: [admin] })).toEqual([admin])
  expect(keepersOf({ ownerId: owner, managers: twice, active: new Set([owner, named]), administrators: [] })).toEqual([
    owner,
    named,
  ])
})
