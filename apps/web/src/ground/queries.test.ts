import type { RoomId } from '@amphi/contract/rooms'
import { expect, test } from 'vitest'
import { keyOf } from './queries.ts'

test('another question to the same route is another question', () => {
  const params = { roomId: 'r' as RoomId }
  const check = (address: string) => keyOf('checkInvitation', { params, body: { addresses: [address] } })

  expect(check('awa@example.org')).not.toEqual(check('bob@example.org'))
  expect(check('awa@example.org')).toEqual(check('awa@example.org'))
})

test('what was read by a link is found again by whoever has not asked in words', () => {
  const params = { roomId: 'r' as RoomId }

  expect(keyOf('readRoom', { params })).toEqual(['readRoom', params, null])
  expect(keyOf('readRoom')).toEqual(['readRoom'])
})
