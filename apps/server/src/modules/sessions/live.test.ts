import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { postMessage } from '@amphi/contract/chat'
import { createRoom, readRoom, removeRoom, renameRoom } from '@amphi/contract/rooms'
import { closeRoom, lowerHands, openRoom, raiseHand } from '@amphi/contract/sessions'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, aRoom, comeInside, goIn, worldOf } from '@amphi/testkit/story'

const house = await aHouse()
const { app } = house

test('POD-18 ENT-S2 who waits at a closed door hears it open, and goes in', async () => {
  const room = await aRoom(house)
  const guest = house.aGuest()
  const page = await aPage(app, guest)
  expect(await page.join(`door:${room.code}`)).toBe(true)

  await house.ask('ada', openRoom, { params: { roomId: room.id } })

  const { ids } = await page.hearsFact('session.opened')
  const entry = await goIn(guest, room.code)
  expect(entry).toMatchObject({ sessionId: ids['sessionId'], role: 'participant' })
})

test('who waits at a door hears of a new name, and that the room is gone', async () => {
  const room = await aRoom(house)
  const page = await aPage(app, house.aGuest())
  await page.join(`door:${room.code}`)

  await house.ask('ada', renameRoom, { params: { roomId: room.id }, body: { name: 'Autre nom' } })
  await page.hearsFact('room.changed')
  await house.ask('ada', removeRoom, { params: { roomId: room.id } })

  const { ids } = await page.hearsFact('room.gone')
  expect(Object.keys(ids).toSorted()).toEqual(['roomId', 'tenantId'])
})

test('the list of rooms hears what happens to its rooms, on every page of their owner', async () => {
  const [one, other] = [await aPage(app, house.as('ada')), await aPage(app, house.as('ada'))]
  await one.join('rooms')
  await other.join('rooms')

  const room = await aRoom(house)
  await house.ask('ada', openRoom, { params: { roomId: room.id } })
  const inside = await comeInside(house, house.aGuest(), room.code)
  await worldOf(house).disconnect(inside.sessionId, inside.participantId)
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  await house.ask('ada', removeRoom, { params: { roomId: room.id } })

  for (const page of [one, other]) {
    for (const name of ['room.created', 'session.opened', 'participant.joined', 'participant.left', 'session.ended']) {
      const { ids } = await page.hears('fact', (it) => it.fact === name && it.ids['roomId'] === room.id)
      expect(ids['roomId']).toBe(room.id)
    }
    await page.hears('fact', (it) => it.fact === 'room.gone' && it.ids['roomId'] === room.id)
  }
})

test('a list hears of many who come within a second when the first has come, and once more', async () => {
  const room = await anOpenRoom(house)
  const page = await aPage(app, house.as('ada'))
  await page.join('rooms')
  const begin = performance.now()

  await Promise.all(Array.from({ length: 30 }, () => comeInside(house, house.aGuest(), room.code)))

  const joins = () => page.heard.filter((it) => it.say === 'fact' && it.fact === 'participant.joined')
  await expect
    .poll(async () => (await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply.session?.people)
    .toBe(30)
  await expect.poll(() => joins().length).toBeGreaterThan(1)
  const seconds = (performance.now() - begin) / 1000
  expect(joins().length).toBeLessThanOrEqual(2 + seconds)
})

test('a list hears nothing of the rooms of others, nor of one’s double in another house', async () => {
  const bob = await aPage(app, house.as('bob'))
  const eve = await aPage(app, house.as('eve'))
  const ada = await aPage(app, house.as('ada'))
  for (const page of [bob, eve, ada]) expect(await page.join('rooms')).toBe(true)

  await house.ask('ada', createRoom, { body: { name: 'À Ada seule' } })
  await ada.hearsFact('room.created')
  // Told after it on the same line of the database: had they been told, it would have been before this.
  await house.ask('bob', createRoom, { body: { name: 'À Bob' } })
  const { ids } = await bob.hearsFact('room.created')
  await eve.catchUp()

  expect(ids['ownerId']).not.toBe(undefined)
  expect(bob.heard.filter(({ say }) => say === 'fact')).toHaveLength(1)
  expect(eve.heard.filter(({ say }) => say === 'fact')).toHaveLength(0)
})

test('nobody’s rooms are told to someone without an account', async () => {
  const page = await aPage(app, house.aGuest())

  expect(await page.join('rooms')).toBe(false)
})

test('those inside a session hear joins, hands and messages, the message whole', async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const page = await aPage(app, ada.visitor)
  expect(await page.join(`session:${room.sessionId}`)).toBe(true)

  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  await bob.visitor.ask(raiseHand, { params: bob.params, body: { raised: true } })
  const body = { id: randomUUID(), participantId: bob.participantId, text: 'Bonjour' }
  await bob.visitor.ask(postMessage, { params: bob.params, body })

  // Ada's own coming in may be told after she has begun to listen.
  await page.hears('fact', (it) => it.fact === 'participant.joined' && it.ids['participantId'] === bob.participantId)
  const hand = await page.hearsFact('hands.changed')
  expect(hand.ids).toMatchObject({ participantId: bob.participantId, raised: true })
  await ada.visitor.ask(lowerHands, { params: ada.params })
  await page.hearsFact('hands.lowered')
  const posted = await page.hearsFact('message.posted')
  expect(posted.message).toMatchObject({ ...body, sequence: 1, name: 'Bob' })
})

test('a session is told to nobody who has no seat in it', async () => {
  const room = await anOpenRoom(house)
  await goIn(house.as('ada'), room.code)
  const elsewhere = await anOpenRoom(house, 'bob')
  const guestOfAnother = house.aGuest()
  await goIn(guestOfAnother, elsewhere.code)

  for (const visitor of [house.as('bob'), house.as('eve'), house.aGuest(), guestOfAnother]) {
    const page = await aPage(app, visitor)
    expect(await page.join(`session:${room.sessionId}`)).toBe(false)
  }
})

test('a page that leaves a channel hears no more of it', async () => {
  const room = await aRoom(house)
  const page = await aPage(app, house.as('ada'))
  await page.join('rooms')
  await page.join(`door:${room.code}`)

  page.say({ say: 'leave', channel: `door:${room.code}` })
  await page.catchUp()
  await house.ask('ada', renameRoom, { params: { roomId: room.id }, body: { name: 'Sans témoin' } })
  await page.hears('fact', (it) => it.fact === 'room.changed' && it.channel === 'rooms')
  await page.catchUp()

  expect(page.heard.filter((it) => it.say === 'fact' && it.channel.startsWith('door:'))).toEqual([])
})

test.each(['door:', 'door:zzzzz-zzzzz-zzzz', 'session:', `session:${randomUUID()}`, 'cellar:1', 'rooms2', '__proto__'])(
  'there is no channel %s',
  async (channel) => {
    const page = await aPage(app, house.as('ada'))

    expect(await page.join(channel)).toBe(false)
  },
)
