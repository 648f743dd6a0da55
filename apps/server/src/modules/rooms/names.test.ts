import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { chooseLink, mostNames, readChosenLink } from '@amphi/contract/chosen-links'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { draftInvitation } from '@amphi/contract/invitations'
import { listRooms, readRoom, removeRoom, type RoomSeen } from '@amphi/contract/rooms'
import { changeTenant } from '@amphi/contract/tenants'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { waitingForLocks } from '@amphi/testkit/locks'
import { aRoom } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })
await house.ask('malik', changeTenant, { body: { chosenLinks: true } })

const choose = (room: Pick<RoomSeen, 'id'>, name: string | null, by: Visitor = house.as('ada')) =>
  by.ask(chooseLink, { params: { roomId: room.id }, body: { name } })
const roomBehind = async (code: string) => {
  const { status, reply } = await house.aGuest().ask(readDoor, { params: { code } })
  return status === 200 ? reply.room.name : status
}

test('a room has a readable link, whatever its capitals, beside the one that never changes', async () => {
  const room = await aRoom(house, 'ada', 'Conseil')
  expect((await choose(room, ' Conseil-UFR ')).reply).toEqual({ chosen: 'conseil-ufr' })

  expect([await roomBehind('conseil-ufr'), await roomBehind('CONSEIL-ufr'), await roomBehind(room.code)]).toEqual([
    'Conseil',
    'Conseil',
    'Conseil',
  ])
  const { reply } = await house.as('bob').ask(enterDoor, {
    params: { code: 'conseil-ufr' },
    body: { name: 'Bob', tab: '00000000-0000-4000-8000-000000000099' },
  })
  expect(reply).toEqual({ outcome: 'waiting' })
  expect((await house.aGuest().ask(readDoor, { params: { code: room.code } })).reply.room.chosen).toBe('conseil-ufr')
  expect((await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply.chosen).toBe('conseil-ufr')
})

test('a former one still leads there, and is nobody else’s', async () => {
  const [room, other] = [await aRoom(house, 'ada', 'Une'), await aRoom(house, 'bob', 'Autre')]
  await choose(room, 'premier-nom')
  await choose(room, 'second-nom')
  await choose(room, null)

  expect([await roomBehind('premier-nom'), await roomBehind('second-nom')]).toEqual(['Une', 'Une'])
  const { reply } = await house.ask('ada', readChosenLink, { params: { roomId: room.id } })
  expect(reply).toMatchObject({ allowed: true, chosen: null })
  expect(reply.former.toSorted()).toEqual(['premier-nom', 'second-nom'])
  expect((await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply.chosen).toBe(null)
  expect((await choose(other, 'premier-nom', house.as('bob'))).refusal.code).toBe('chosen.taken')
})

test('of two who want the same at once, one has it', async () => {
  const rooms = [await aRoom(house), await aRoom(house), await aRoom(house)]

  const answers = await Promise.all(rooms.map((room) => choose(room, 'convoite')))

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
})

test('of two who take that of a room that is gone at once, one has it', async () => {
  const gone = await aRoom(house)
  await choose(gone, 'ancien-nom')
  await house.ask('ada', removeRoom, { params: { roomId: gone.id } })
  const rooms = [await aRoom(house), await aRoom(house)]
  const answers: ReturnType<typeof choose>[] = []

  // Held up where the name is given: both have seen that it is free.
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`select name from room_names where name = 'ancien-nom' for update`)
    answers.push(...rooms.map((room) => choose(room, 'ancien-nom')))
    await expect.poll(() => waitingForLocks(house)).toBe(2)
  })

  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('of a room that is gone it may be given again by whoever chose it, and by nobody else', async () => {
  const room = await aRoom(house, 'ada', 'Ancienne')
  await choose(room, 'rendez-vous')
  await house.ask('ada', removeRoom, { params: { roomId: room.id } })
  expect(await roomBehind('rendez-vous')).toBe(404)

  const bobs = await aRoom(house, 'bob')
  expect((await choose(bobs, 'rendez-vous', house.as('bob'))).refusal.code).toBe('chosen.taken')
  const next = await aRoom(house, 'ada', 'Nouvelle')
  expect((await choose(next, 'rendez-vous')).status).toBe(200)
  expect(await roomBehind('rendez-vous')).toBe('Nouvelle')
})

test.each(['rooms', 'admin', 'api', 'sign-in', 'lives', 'help'])('no room is called “%s”', async (name) => {
  expect((await choose(await aRoom(house), name)).refusal.code).toBe('chosen.reserved')
})

test.each(['ab', 'deux--tirets', '-tiret', 'é-accent', 'a b', 'x'.repeat(41), 'q4hz8-ntcv2-ka7m', 'a/b'])(
  '“%s” is no link',
  async (name) => {
    const { status, refusal } = await choose(await aRoom(house), name)

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
  },
)

test('a room keeps so many, and no more', async () => {
  const room = await aRoom(house)
  for (let i = 0; i < mostNames; i += 1) expect((await choose(room, `nom-numero-${i}`)).status).toBe(200)

  const { refusal } = await choose(room, 'un-de-trop')

  expect(refusal).toEqual({ code: 'chosen.limit_reached', details: { most: mostNames } })
  expect((await choose(room, 'nom-numero-0')).status).toBe(200)
})

test('who may not configure the room chooses nothing, nor anybody where the institution does not want it', async () => {
  const room = await aRoom(house)
  await house.ask('ada', shareRoom, {
    params: { roomId: room.id },
    body: { users: [cast.bob.userId], role: 'moderator' },
  })
  expect((await choose(room, 'pas-a-moi', house.as('bob'))).refusal.code).toBe('room.not_yours')
  expect((await choose(room, 'pas-a-moi', house.as('eve'))).status).toBe(404)

  await house.ask('malik', changeTenant, { body: { chosenLinks: false } })
  expect((await choose(room, 'plus-maintenant')).refusal.code).toBe('chosen.not_allowed')
  await house.ask('malik', changeTenant, { body: { chosenLinks: true } })
})

test('where they are allowed no more, those there are lead on, and none is shown or handed out', async () => {
  const room = await aRoom(house, 'ada', 'Imprimée')
  const params = { roomId: room.id }
  await choose(room, 'sur-le-papier')

  await house.ask('malik', changeTenant, { body: { chosenLinks: false } })
  const told = async () => [
    (await house.ask('ada', readRoom, { params })).reply.chosen,
    (await house.ask('ada', listRooms, {})).reply.find(({ id }) => id === room.id)?.chosen,
    (await house.ask('ada', draftInvitation, { params, query: {} })).reply.link,
  ]
  expect(await roomBehind('sur-le-papier')).toBe('Imprimée')
  expect(await told()).toEqual([null, null, `http://university.test/${room.code}`])

  await house.ask('malik', changeTenant, { body: { chosenLinks: true } })
  expect(await told()).toEqual(['sur-le-papier', 'sur-le-papier', 'http://university.test/sur-le-papier'])
})

test('its page is there; at a name that nobody chose there is none', async () => {
  await choose(await aRoom(house), 'jury-de-memoire')
  const statusOf = async (url: string) =>
    (await house.app.inject({ url, headers: { host: 'university.test', accept: 'text/html' } })).statusCode

  expect([await statusOf('/jury-de-memoire'), await statusOf('/jury-de-personne')]).toEqual([200, 404])
})
