import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { changeRoomSettings, readRoomSettings, type RoomSettings } from '@amphi/contract/room-settings'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { leaveSession, openRoom } from '@amphi/contract/sessions'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, aRoom, comeInside, worldOf } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock })

const set = (room: { id: string }, settings: Partial<RoomSettings>) =>
  house.ask('ada', changeRoomSettings, {
    params: { roomId: room.id },
    body: settings,
  })

const enter = (visitor: Visitor, code: string, password?: string, tab: string = randomUUID()) =>
  visitor.ask(enterDoor, {
    params: { code },
    body: { name: 'Awa', tab, ...(password === undefined ? {} : { password }) },
  })

test('POD-19 SC-05 a room with a password asks for it, says when it is wrong, and lets in who has it', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })
  const guest = house.aGuest()

  expect((await enter(guest, room.code)).reply).toEqual({ outcome: 'password', wrong: false })
  expect((await enter(guest, room.code, 'citronniers')).reply).toEqual({ outcome: 'password', wrong: true })
  expect((await enter(guest, room.code, ' orangers ')).reply).toMatchObject({ outcome: 'admitted' })
  expect((await enter(house.as('bob'), room.code)).reply).toEqual({ outcome: 'password', wrong: false })
  expect((await enter(house.as('ada'), room.code)).reply).toMatchObject({ outcome: 'admitted', role: 'moderator' })
})

test('POD-19 before the room opens the password is asked already; with it one waits', async () => {
  const room = await aRoom(house)
  await set(room, { password: 'orangers' })
  const guest = house.aGuest()

  expect((await enter(guest, room.code)).reply).toEqual({ outcome: 'password', wrong: false })
  expect((await enter(guest, room.code, 'orangers')).reply).toEqual({ outcome: 'waiting' })
  await house.ask('ada', openRoom, { params: { roomId: room.id } })
  expect((await enter(guest, room.code, 'orangers')).reply).toMatchObject({ outcome: 'admitted' })
})

test('with the right password one reads what the room says while one waits, and with a wrong one not', async () => {
  const room = await aRoom(house)
  await set(room, { password: 'orangers', welcome: 'Prenez vos textes.' })
  const guest = house.aGuest()

  expect((await enter(guest, room.code, 'citronniers')).reply).toEqual({ outcome: 'password', wrong: true })
  const waits = { outcome: 'waiting', welcome: 'Prenez vos textes.' }
  expect((await enter(guest, room.code, 'orangers')).reply).toEqual(waits)
  await house.ask('ada', openRoom, { params: { roomId: room.id } })
  await set(room, { lobby: 'everyone' })

  expect((await enter(guest, room.code, 'orangers')).reply).toMatchObject({ ...waits, outcome: 'lobby' })
})

test('SC-S4 a password set while people are inside leaves them there, and is asked of who comes', async () => {
  const room = await anOpenRoom(house)
  const tab = randomUUID()
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa', tab })

  await set(room, { password: 'orangers' })

  expect(worldOf(house).present(room.sessionId)).toContain(awa.participantId)
  expect((await enter(awa.visitor, room.code, undefined, tab)).reply).toMatchObject({ outcome: 'admitted' })
  expect((await enter(house.aGuest(), room.code)).reply).toEqual({ outcome: 'password', wrong: false })
  await awa.visitor.ask(leaveSession, { params: awa.params })
  expect((await enter(awa.visitor, room.code, undefined, tab)).reply).toEqual({ outcome: 'password', wrong: false })
})

test('POD-21 a room of people with accounts sends strangers to sign in, and lets in who is', async () => {
  const room = await anOpenRoom(house)
  await set(room, { visibility: 'signed_in' })

  expect((await enter(house.aGuest(), room.code)).reply).toEqual({ outcome: 'sign_in' })
  expect((await enter(house.as('bob'), room.code)).reply).toMatchObject({ outcome: 'admitted', role: 'participant' })
})

test('no pass to the engine exists before all that is asked for is given', async () => {
  const room = await anOpenRoom(house)
  await set(room, { visibility: 'signed_in', password: 'orangers' })
  const guest = house.aGuest()

  for (const password of [undefined, 'wrong one', 'orangers']) {
    const { reply } = await enter(guest, room.code, password)
    expect(Object.keys(reply)).toEqual(['outcome'])
  }
  expect(guest.cookie()).toBe('')

  await set(room, { visibility: 'anyone', lobby: 'everyone' })
  const told = async (password?: string) => JSON.stringify((await enter(guest, room.code, password)).reply)
  expect([await told(), await told('wrong one'), await told('orangers')]).toEqual([
    expect.stringContaining('password'),
    expect.stringContaining('password'),
    expect.stringContaining('lobby'),
  ])
  expect(await told('orangers')).not.toMatch(/media|token|participantId/)
})

test('the door says what one lacks, and names nobody inside to who lacks it', async () => {
  const room = await anOpenRoom(house)
  await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const doorFor = async (visitor: Visitor) => (await visitor.ask(readDoor, { params: { code: room.code } })).reply

  expect(await doorFor(house.aGuest())).toMatchObject({
    needs: { signIn: false, password: false },
    session: { people: 1, names: ['Ada'] },
  })
  await set(room, { visibility: 'signed_in', password: 'orangers' })

  expect(await doorFor(house.aGuest())).toMatchObject({
    needs: { signIn: true, password: true },
    session: { people: 1, names: [] },
  })
  expect(await doorFor(house.as('bob'))).toMatchObject({ needs: { signIn: false, password: true } })
  expect(await doorFor(house.as('ada'))).toMatchObject({
    needs: { signIn: false, password: false },
    session: { names: ['Ada'] },
  })
})

test('who stands at the door hears that it changed', async () => {
  const room = await aRoom(house)
  const page = await aPage(house.app, house.aGuest())
  await page.join(`door:${room.code}`)

  await set(room, { password: 'orangers' })

  await page.hearsFact('room.changed')
})

test('a guest whom nobody knew before the first has ten tries as well', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })
  const guest = house.aGuest()
  const tries = []

  for (let i = 0; i < 11; i += 1) tries.push((await enter(guest, room.code, `essai ${i}`)).status)

  expect(tries.filter((status) => status === 200)).toHaveLength(10)
  expect(tries.at(-1)).toBe(429)
})

test('after ten wrong passwords one waits, whatever one says next; and the right one costs nobody anything', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })
  const bob = house.as('bob')
  for (let i = 0; i < 12; i += 1) expect((await enter(house.as('malik'), room.code, 'orangers')).status).toBe(200)
  for (let i = 0; i < 10; i += 1) await enter(bob, room.code, `essai ${i}`)

  const stopped = await enter(bob, room.code, 'orangers')

  expect(stopped.status).toBe(429)
  expect(stopped.refusal).toMatchObject({ code: 'door.password_tries', details: { retryAfter: 600 } })
  expect((await enter(house.as('malik'), room.code, 'orangers')).reply).toMatchObject({ outcome: 'admitted' })
  clock.pass(601)
  expect((await enter(bob, room.code, 'orangers')).reply).toMatchObject({ outcome: 'admitted' })
})

test('guesses that are made at the same moment are counted one by one', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })

  const tries = await Promise.all(Array.from({ length: 25 }, (_, i) => enter(house.as('bob'), room.code, `essai ${i}`)))

  expect(tries.filter(({ status }) => status === 200)).toHaveLength(10)
})

test('a stranger is known from their first wrong password on, and waits like the others', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })
  const guest = house.aGuest()
  for (let i = 0; i < 11; i += 1) await enter(guest, room.code, `essai ${i}`)

  expect((await enter(guest, room.code, 'orangers')).status).toBe(429)
  expect((await enter(house.aGuest(), room.code, 'orangers')).status).toBe(200)
})

test('whoever makes a whole school guess wrong locks nobody out: strangers go on slowly, all others as before', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })
  const [awa, tab] = [house.aGuest(), randomUUID()]
  const { reply: inside } = await enter(awa, room.code, 'orangers', tab)
  if (inside.outcome === 'admitted') await worldOf(house).connect(inside.media.token)
  for (let i = 0; i < 200; i += 1) {
    if (i % 50 === 0) clock.pass(60)
    await enter(house.aGuest(), room.code, `essai ${i}`)
  }

  const strangers = []
  for (let i = 0; i < 6; i += 1) strangers.push((await enter(house.aGuest(), room.code, 'orangers')).status)
  expect(strangers).toEqual([200, 200, 200, 200, 429, 429])
  expect((await enter(awa, room.code, 'orangers', tab)).status).toBe(200)
  expect((await enter(house.as('bob'), room.code, 'orangers')).status).toBe(200)
  clock.pass(11)
  expect((await enter(house.aGuest(), room.code, 'orangers')).status).toBe(200)
})

test('a password is known again however its spaces are typed', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'les  orangers' })

  for (const said of ['les orangers', 'les  orangers', 'les\u00a0orangers'])
    expect((await enter(house.aGuest(), room.code, said)).reply).toMatchObject({ outcome: 'admitted' })
})

test('only who configures a room reads and changes who may come in; the password lies sealed', async () => {
  const room = await aRoom(house)
  const params = { roomId: room.id }
  expect((await set(room, { visibility: 'signed_in', password: '  orangers ' })).reply).toMatchObject({
    visibility: 'signed_in',
    password: 'orangers',
    lobby: 'off',
    lobbyPlace: true,
  })

  expect((await house.ask('ada', readRoomSettings, { params })).reply.password).toBe('orangers')
  for (const who of ['bob', 'eve'] as const) {
    expect((await house.ask(who, readRoomSettings, { params })).status).toBe(404)
    const body = { visibility: 'anyone', password: null } as const
    expect((await house.ask(who, changeRoomSettings, { params, body })).status).toBe(404)
  }
  const { rows } = await house.db.execute(`select sealed_password from rooms where id = '${room.id}'`)
  expect(JSON.stringify(rows)).not.toContain('orangers')
})

test.each(['abc', '   ', 'x'.repeat(65), '\u0000\u0000\u0000\u0000'])(
  'a password like %j is refused',
  async (password) => {
    const room = await aRoom(house)

    const { status, refusal } = await set(room, { password })

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
  },
)
