import { expect, test } from 'vitest'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { startMeeting } from '@amphi/contract/meetings'
import { changePerson } from '@amphi/contract/people'
import { makeLink } from '@amphi/contract/room-links'
import { closeRoom, leaveSession, listHolders, openRoom, readSession } from '@amphi/contract/sessions'
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
  const accountOf = (who: Name, write: boolean) => ({ id: cast[who].userId, name: cast[who].name, can: { write } })
  expect((await holders()).reply).toMatchObject({
    full: 'sessions',
    holders: [
      { owner: accountOf('ada', false), openedBy: accountOf('ada', false), room: 'Atelier', own: first.id, people: 0 },
      { owner: accountOf('bob', true), openedBy: accountOf('bob', true), room: null, own: null, people: 0 },
    ],
  })
  const byMalik = await house.ask('malik', listHolders, { params })
  expect(byMalik.reply.holders.map((it) => it.room)).toEqual(['Atelier', 'Atelier'])
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
  expect((await holders()).reply).toEqual({ full: null, holders: [] })
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

test('ENT-11 who opened a room is told by their account, and whose it is; whoever has none by what they called themselves', async () => {
  const house = await aHouseWith({ sessionsAtOnce: 3 })
  const shared = await aRoom(house, 'ada', 'Conseil')
  await house.ask('ada', shareRoom, {
    params: { roomId: shared.id },
    body: { users: [cast.bob.userId], role: 'moderator' },
  })
  const byLink = await aRoom(house, 'ada', 'Jury')
  const { reply: link } = await house.ask('ada', makeLink, {
    params: { roomId: byLink.id },
    body: { kind: 'moderators' },
  })
  // As he calls himself at the door, which anybody could.
  await comeInside(house, house.as('bob'), shared.code, { name: 'La présidente' })
  await comeInside(house, house.aGuest(), shared.code, { name: 'Awa' })
  await comeInside(house, house.aGuest(), link.code, { name: 'Inconnue' })
  await house.aGuest().ask(startMeeting, { body: {} })
  const mine = await aRoom(house, 'malik', 'Examen')

  const { reply } = await house.ask('malik', listHolders, { params: { roomId: mine.id } })

  const ada = { id: cast.ada.userId, can: { write: true } }
  expect(reply.holders).toMatchObject([
    { owner: ada, openedBy: { id: cast.bob.userId, can: { write: true } }, name: cast.bob.name, people: 2 },
    { owner: ada, openedBy: null, name: 'Inconnue', people: 1 },
    { owner: null, openedBy: null, name: '', room: expect.any(String) as unknown },
  ])
  await house.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { disabled: true } })
  const { reply: later } = await house.ask('malik', listHolders, { params: { roomId: mine.id } })
  expect(later.holders[0]?.openedBy).toMatchObject({ name: cast.bob.name, can: { write: false } })
})

test('ENT-11 ENT-S8 where all seats of the institution are taken, those who lead and administrators read who holds them, most first', async () => {
  const house = await aHouseWith({ peopleAtOnce: 3 })
  const one = await anOpenRoom(house)
  const other = await anOpenRoom(house, 'bob')
  await comeInside(house, house.aGuest(), one.code, { name: 'Awa' })
  for (const name of ['Chloé', 'Zoé']) await comeInside(house, house.aGuest(), other.code, { name })
  const holders = async (who: Name) => house.ask(who, listHolders, { params: { roomId: one.id } })
  const door = async (visitor: Visitor) => (await visitor.ask(readDoor, { params: { code: one.code } })).reply

  const { reply } = await holders('ada')

  expect(reply).toMatchObject({
    full: 'people',
    holders: [
      { owner: { id: cast.bob.userId }, people: 2 },
      { owner: { id: cast.ada.userId }, people: 1 },
    ],
  })
  expect((await holders('malik')).status).toBe(200)
  expect([(await holders('bob')).status, (await holders('eve')).status]).toEqual([404, 404])
  expect((await house.aGuest().ask(listHolders, { params: { roomId: one.id } })).status).toBe(401)
  const rooms = [await door(house.as('ada')), await door(house.as('malik')), await door(house.as('bob'))]
  expect(rooms.map(({ roomId }) => roomId)).toEqual([one.id, one.id, null])
  expect((await door(house.aGuest())).roomId).toBe(null)

  await house.ask('bob', closeRoom, { params: { roomId: other.id } })
  expect((await holders('ada')).reply).toEqual({ full: null, holders: [] })
  expect((await door(house.as('malik'))).roomId).toBe(null)
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

  expect(await knock(guest, one.code)).toEqual({ outcome: 'full', seats: 2, of: 'institution' })
  const bob = await comeInside(house, house.as('bob'), other.code, { name: 'Bob' })
  expect(bob.role).toBe('moderator')
  const { reply: seen } = await bob.visitor.ask(readSession, { params: bob.params })
  expect(seen.seats).toEqual({ most: 2, left: 0, few: true, of: 'institution' })
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
