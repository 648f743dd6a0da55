import { expect, test } from 'vitest'
import { readDoor } from '@amphi/contract/doors'
import { makeLink } from '@amphi/contract/room-links'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { listRooms } from '@amphi/contract/rooms'
import { closeRoom, leaveSession, readSession } from '@amphi/contract/sessions'
import { changeTenant } from '@amphi/contract/tenants'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, comeInside } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })

interface Place {
  id: string
  code: string
}

const holding = (room: Place, mostInside: number) =>
  house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { mostInside } })
const seats = async (visitor: Visitor, { code }: Pick<Place, 'code'>) =>
  (await visitor.ask(readDoor, { params: { code } })).reply.seats
const listed = async ({ id }: Place) =>
  (await house.ask('ada', listRooms, {})).reply.find((room) => room.id === id)?.session?.seats

test('CH-09 whoever comes reads how many seats are left once few are, as those who lead do inside and in their list', async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  const inside = async () => (await ada.visitor.ask(readSession, { params: ada.params })).reply.seats
  const everywhere = async () => [
    await seats(house.aGuest(), room),
    await seats(house.as('bob'), room),
    await seats(house.as('ada'), room),
    await listed(room),
  ]

  await holding(room, 3)
  expect(await everywhere()).toEqual([null, null, null, null])
  expect(await inside()).toEqual({ most: 3, left: 1, few: false, of: 'room' })

  await holding(room, 2)
  const none = { most: 2, left: 0 }
  const atDoor = { ...none, of: 'room' }
  expect(await everywhere()).toEqual([atDoor, atDoor, atDoor, none])
  expect(await inside()).toEqual({ most: 2, left: 0, few: true, of: 'room' })

  await awa.visitor.ask(leaveSession, { params: awa.params })
  expect(await seats(house.aGuest(), room)).toEqual(null)
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  expect(await seats(house.aGuest(), room)).toEqual(null)
})

test('CH-09 one of ten seats is few, two are not', async () => {
  const room = await anOpenRoom(house)
  for (let i = 0; i < 8; i += 1) await comeInside(house, house.aGuest(), room.code, { name: `Invité ${i}` })
  await holding(room, 10)
  expect(await seats(house.aGuest(), room)).toBe(null)

  await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })

  expect(await seats(house.aGuest(), room)).toEqual({ most: 10, left: 1, of: 'room' })
})

test('CH-09 by a link of moderators it is read as well, though they come in over it', async () => {
  const room = await anOpenRoom(house)
  await holding(room, 1)
  await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  const { reply: link } = await house.ask('ada', makeLink, {
    params: { roomId: room.id },
    body: { kind: 'moderators' },
  })

  expect(await seats(house.aGuest(), link)).toEqual({ most: 1, left: 0, of: 'room' })
})

test('CH-09 ENT-11 of room and institution it is said which has fewer seats left, once these are few', async () => {
  const room = await anOpenRoom(house)
  await holding(room, 20)
  await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  const institution = (peopleAtOnce: number | null) => house.ask('malik', changeTenant, { body: { peopleAtOnce } })
  const { reply: everyone } = await house.ask('ada', listRooms, {})
  const inside = everyone.reduce((sum, { session }) => sum + (session?.people ?? 0), 0)

  await institution(inside + 5)
  expect(await seats(house.aGuest(), room)).toEqual(null)
  await institution(inside)
  expect(await seats(house.aGuest(), room)).toEqual({ most: inside, left: 0, of: 'institution' })
  await holding(room, 1)
  expect(await seats(house.aGuest(), room)).toEqual({ most: 1, left: 0, of: 'room' })
  await institution(null)
})
