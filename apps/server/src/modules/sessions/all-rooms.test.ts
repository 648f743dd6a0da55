import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { shareRoom } from '@amphi/contract/grants'
import { startMeeting } from '@amphi/contract/meetings'
import { archiveRoom, listAllRooms, listRooms, removeRoom } from '@amphi/contract/rooms'
import { roomsTold } from '@amphi/contract/limits'
import { closeRoom, openRoom } from '@amphi/contract/sessions'
import { cast, type Name, tenants } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aRoom } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })
const { ada, bob, malik } = cast

const look = async (query: object = {}, who: Name = 'malik') => (await house.ask(who, listAllRooms, { query })).reply
const namesOf = async (query: object) => (await look(query)).rooms.map(({ name }) => name)

test('an administrator finds every room of the institution, whose it is, and what they may do with it', async () => {
  const council = await aRoom(house, 'ada', 'Conseil d’UFR')
  const jury = await aRoom(house, 'bob', 'Jury de mémoire')
  await house.ask('ada', openRoom, { params: { roomId: council.id } })
  await house.ask('bob', shareRoom, {
    params: { roomId: jury.id },
    body: { users: [malik.userId], role: 'moderator' },
  })
  await house.ask('bob', listRooms, {})

  const { rooms } = await look()
  const found = new Map(rooms.map((room) => [room.name, room]))
  expect(found.get('Conseil d’UFR')).toMatchObject({
    ownerName: ada.name,
    standing: 'administrator',
    can: { open: true, close: true, remove: true, handOver: true },
    session: { startedBy: ada.name },
  })
  expect(found.get('Jury de mémoire')).toMatchObject({ standing: 'moderator', can: { remove: true } })
  expect(found.get(`Salle de ${bob.name}`)).toMatchObject({
    kind: 'personal',
    can: { open: true, close: true, configure: false, share: false, remove: false },
  })
})

test('it is searched by name, by owner and by link, and narrowed to what is open, past, or someone’s', async () => {
  const room = await aRoom(house, 'ada', 'Soirée étudiante')
  await aRoom(house, 'bob', 'Soirée 100 % quiz')
  const { reply: meeting } = await house.ask('bob', startMeeting, { body: { name: 'Point du soir' } })

  expect(await namesOf({ search: 'soiree' })).toEqual(['Soirée 100 % quiz', 'Soirée étudiante'])
  expect(await namesOf({ search: 'soiree lovelace' })).toEqual(['Soirée étudiante'])
  expect(await namesOf({ search: room.code })).toEqual(['Soirée étudiante'])
  expect(await namesOf({ search: room.code.slice(0, 5) })).toEqual(['Soirée étudiante'])
  // A few letters stand by chance in any code; together with a digit or two of it, in no name.
  const piece = /[2-9][a-z]|[a-z][2-9]/.exec(room.code)?.[0] ?? room.code.slice(0, 4)
  expect(await namesOf({ search: piece })).toEqual([])
  expect(await namesOf({ search: '100 %' })).toEqual(['Soirée 100 % quiz'])
  expect(await namesOf({ search: 'soir', owner: bob.userId })).toEqual(['Point du soir', 'Soirée 100 % quiz'])
  expect(await namesOf({ search: 'soir', showing: 'open' })).toEqual(['Point du soir'])
  const { rooms } = await look({ search: meeting.code })
  await house.ask('malik', closeRoom, { params: { roomId: rooms[0]?.id ?? '' } })
  expect(await namesOf({ search: 'soir' })).toEqual(['Soirée 100 % quiz', 'Soirée étudiante'])
  expect(await namesOf({ search: 'soir', showing: 'past' })).toEqual(['Point du soir'])
  expect((await house.ask('malik', removeRoom, { params: { roomId: rooms[0]?.id ?? '' } })).status).toBe(204)
})

test('what is archived is found where one looks for it', async () => {
  const room = await aRoom(house, 'ada', 'Au grenier')
  await house.ask('malik', archiveRoom, { params: { roomId: room.id } })

  expect(await namesOf({ search: 'grenier' })).toEqual([])
  expect((await look({ search: 'grenier', showing: 'archived' })).rooms).toMatchObject([
    { name: 'Au grenier', can: { open: false, restore: true } },
  ])
})

test('of a thousand, a page at a time tells each once', async () => {
  await house.db.execute(sql`insert into rooms (tenant_id, id, name, kind, code, owner_id, created_at)
    select ${tenants.university}, gen_random_uuid(), 'Mille ' || n, 'standard', 'many' || lpad(n::text, 10, 'x'),
      ${bob.userId}, now() from generate_series(1, 1000) n`)
  const seen: string[] = []

  for (let page = 0; page < 1000 / roomsTold; page += 1) {
    const { rooms, count } = await look({ search: 'mille', page: String(page) })
    expect([rooms.length, count]).toEqual([roomsTold, 1000])
    seen.push(...rooms.map(({ name }) => name))
  }

  expect(seen.slice(0, 3)).toEqual(['Mille 1', 'Mille 2', 'Mille 3'])
  expect(new Set(seen)).toHaveLength(1000)
  expect((await look({ search: 'mille', page: '40' })).rooms).toEqual([])
})

test('nobody else does, and another institution’s rooms are in no page', async () => {
  const theirs = await aRoom(house, 'eve', 'Ailleurs')
  const refused = [
    await house.ask('ada', listAllRooms, { query: {} }),
    await house.aGuest().ask(listAllRooms, { query: {} }),
    await house.ask('malik', listAllRooms, { query: { page: '-1' } as never }),
  ]

  expect(refused.map(({ status, refusal }) => [status, refusal.code])).toEqual([
    [403, 'room.administrator_only'],
    [401, 'login.required'],
    [400, 'request.invalid'],
  ])
  expect(await namesOf({ search: theirs.code })).toEqual([])
  expect(await namesOf({ search: 'Ailleurs' })).toEqual([])
  expect((await look({ search: 'Ailleurs' }, 'eve')).rooms.map(({ name }) => name)).toEqual(['Ailleurs'])
})
