import { expect, test } from 'vitest'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { startMeeting } from '@amphi/contract/meetings'
import { makeLink } from '@amphi/contract/room-links'
import { closeRoom, leaveSession, listHolders, openRoom } from '@amphi/contract/sessions'
import { changeTenant, type TenantSettings } from '@amphi/contract/tenants'
import { cast, type Name } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, aRoom, comeInside, goIn, knock } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const aHouseWith = async (body: Partial<TenantSettings>) => {
  const house = await aHouse({ limitScale: 1000 })
  await house.ask('malik', changeTenant, { body })
  return house
}

test('ENT-11 ENT-S8 where as many rooms are open as may be, the next stays closed, and one reads who holds them', async () => {
  const house = await aHouseWith({ sessionsAtOnce: 2 })
  const first = await anOpenRoom(house)
  await anOpenRoom(house, 'bob')
  const room = await aRoom(house, 'ada', 'Conseil')
  const params = { roomId: room.id }
  const open = () => house.ask('ada', openRoom, { params })
  const holders = (who: Name = 'ada') => house.ask(who, listHolders, { params })

  const { status, refusal } = await open()

  expect([status, refusal.code]).toEqual([409, 'session.too_many_open'])
  expect((await holders()).reply).toMatchObject([
    { name: cast.ada.name, room: 'Atelier' },
    { name: cast.bob.name, room: null },
  ])
  const byMalik = await house.ask('malik', listHolders, { params })
  expect(byMalik.reply.map((it) => it.room)).toEqual(['Atelier', 'Atelier'])
  const byDoor = await house.as('ada').ask(enterDoor, {
    params: { code: room.code },
    body: { name: 'Ada', tab: '00000000-0000-4000-8000-0000000000f1' },
  })
  expect([byDoor.status, byDoor.refusal.code]).toEqual([409, 'session.too_many_open'])
  // From there they find who holds the others; whoever came by a link alone does not.
  const leading = await house.ask('ada', makeLink, { params, body: { kind: 'moderators' } })
  const doorOf = async (visitor: Visitor) =>
    (await visitor.ask(readDoor, { params: { code: leading.reply.code } })).reply
  expect(await doorOf(house.as('ada'))).toMatchObject({ roomId: room.id, can: { open: true } })
  expect(await doorOf(house.aGuest())).toMatchObject({ roomId: null, can: { open: true } })
  const meeting = await house.aGuest().ask(startMeeting, { body: {} })
  expect([meeting.status, meeting.refusal.code]).toEqual([409, 'session.too_many_open'])
  // What is open already can be opened again, and entered.
  expect((await house.ask('ada', openRoom, { params: { roomId: first.id } })).status).toBe(200)
  await goIn(house.aGuest(), first.code)

  await house.ask('ada', closeRoom, { params: { roomId: first.id } })
  expect((await holders()).reply).toEqual([])
  expect((await open()).status).toBe(200)
})

test('ENT-S8 who holds open rooms is told to those who may open this one, and to nobody else', async () => {
  const house = await aHouseWith({ sessionsAtOnce: 1 })
  await anOpenRoom(house)
  const room = await aRoom(house)
  const params = { roomId: room.id }
  const share = (role: 'moderator' | 'participant') =>
    house.ask('ada', shareRoom, { params, body: { users: [cast.bob.userId], role } })
  const asked = async (who: Name | 'anonymous') => (await house.ask(who, listHolders, { params })).status

  expect([await asked('anonymous'), await asked('bob'), await asked('eve')]).toEqual([401, 404, 404])
  await share('participant')
  expect(await asked('bob')).toBe(404)
  await share('moderator')
  expect(await asked('bob')).toBe(200)
})

test('ENT-11 of rooms that are opened at once, as many open as may be', async () => {
  const house = await aHouseWith({ sessionsAtOnce: 3 })
  const rooms = await Promise.all(Array.from({ length: 8 }, () => aRoom(house)))

  const answers = await Promise.all(rooms.map(({ id }) => house.ask('ada', openRoom, { params: { roomId: id } })))

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
})

test('ENT-11 where as many people are inside as may be in all rooms, the next wait, and who leads comes in', async () => {
  const house = await aHouseWith({ peopleAtOnce: 2 })
  const one = await anOpenRoom(house)
  const other = await anOpenRoom(house, 'bob')
  const awa = await comeInside(house, house.aGuest(), one.code, { name: 'Awa' })
  await comeInside(house, house.aGuest(), other.code, { name: 'Chloé' })
  const guest = house.aGuest()

  expect(await knock(guest, one.code)).toEqual({ outcome: 'full', seats: 150, of: 'institution' })
  expect(await knock(house.as('bob'), other.code)).toMatchObject({ outcome: 'admitted', role: 'moderator' })
  await awa.visitor.ask(leaveSession, { params: awa.params })
  expect(await knock(guest, one.code)).toMatchObject({ outcome: 'full', of: 'institution' })
  await house.ask('bob', closeRoom, { params: { roomId: other.id } })
  expect(await knock(guest, one.code)).toMatchObject({ outcome: 'admitted' })
})

test('ENT-11 of people who come at once to several rooms, as many come in as may be', async () => {
  const house = await aHouseWith({ peopleAtOnce: 12 })
  const rooms = await Promise.all(Array.from({ length: 4 }, () => anOpenRoom(house)))

  const entries = await Promise.all(
    Array.from({ length: 40 }, (_, place) => knock(house.aGuest(), rooms[place % 4]?.code ?? '')),
  )

  expect(entries.filter(({ outcome }) => outcome === 'admitted')).toHaveLength(12)
})

test('what one institution has open is none of another’s', async () => {
  const house = await aHouseWith({ sessionsAtOnce: 1, peopleAtOnce: 1 })
  await anOpenRoom(house)
  const theirs = await aRoom(house, 'eve')

  expect((await house.ask('eve', openRoom, { params: { roomId: theirs.id } })).status).toBe(200)
})
