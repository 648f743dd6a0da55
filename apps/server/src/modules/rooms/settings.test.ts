import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { draftInvitation } from '@amphi/contract/invitations'
import { limitSession } from '@amphi/contract/moderation'
import { readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { changeRoomSettings, readRoomSettings, type RoomSettingsChange } from '@amphi/contract/room-settings'
import { closeRoom, openRoom, raiseHand, readSession } from '@amphi/contract/sessions'
import { changeTenant, type TenantSettings } from '@amphi/contract/tenants'
import { cast, type Name } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, aRoom, comeInside, goIn, knock, worldOf } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ clock: aClock(), limitScale: 1000 })
const world = worldOf(house)

interface Place {
  id: string
  code: string
}
type Inside = Awaited<ReturnType<typeof comeInside>>

const set = (room: Place, body: RoomSettingsChange, by: Name = 'ada') =>
  house.ask(by, changeRoomSettings, { params: { roomId: room.id }, body })
const settings = async (room: Place) =>
  (await house.ask('ada', readRoomSettings, { params: { roomId: room.id } })).reply
const open = (room: Place) => house.ask('ada', openRoom, { params: { roomId: room.id } })
const close = (room: Place) => house.ask('ada', closeRoom, { params: { roomId: room.id } })
const atDoor = async (visitor: Visitor, { code }: Place) => (await visitor.ask(readDoor, { params: { code } })).reply
const seen = async ({ visitor, params }: Inside) => (await visitor.ask(readSession, { params })).reply
const institution = (body: Partial<TenantSettings>) => house.ask('malik', changeTenant, { body })

test('a room says nothing of its own at first, and tells what the institution has', async () => {
  expect(await settings(await aRoom(house))).toMatchObject({
    welcome: null,
    leaveTo: null,
    startMuted: false,
    atStart: { microphone: true, camera: true, screen: true, chat: true },
    listed: true,
    mostInside: null,
    sessionLength: null,
    language: null,
    institution: { usualInside: 150, mostInside: 500, sessionLength: 120, longestSession: 300, opensByRoom: false },
  })
})

test('what is said of a room is kept, and the rest stays as it is', async () => {
  const room = await aRoom(house)
  const said = {
    welcome: 'Bonjour.\nPrenez de quoi écrire.',
    leaveTo: 'https://moodle.university.test/cours',
    mostInside: 60,
  }

  expect((await set(room, said)).reply).toMatchObject(said)
  expect((await set(room, { mostInside: null })).reply).toMatchObject({ ...said, mostInside: null })
})

test.each<[string, object, number, string]>([
  ['nobody inside', { mostInside: 0 }, 400, 'request.invalid'],
  ['half a person', { mostInside: 1.5 }, 400, 'request.invalid'],
  ['more than the institution allows', { mostInside: 501 }, 409, 'room.too_many_seats'],
  ['more than anyone may have', { mostInside: 1001 }, 400, 'request.invalid'],
  ['a session of no time', { sessionLength: 0 }, 400, 'request.invalid'],
  ['a session longer than any may be', { sessionLength: 301 }, 400, 'request.invalid'],
  ['a script to go on to', { leaveTo: 'javascript:alert(1)' }, 400, 'request.invalid'],
  ['a file to go on to', { leaveTo: 'file:///etc/passwd' }, 400, 'request.invalid'],
  ['no address at all', { leaveTo: 'moodle' }, 400, 'request.invalid'],
  ['an address that passes for another', { leaveTo: 'https://university.test@evil.test/' }, 400, 'request.invalid'],
  ['an endless address', { leaveTo: `https://university.test/${'a'.repeat(2000)}` }, 400, 'request.invalid'],
  ['1001 letters of welcome', { welcome: 'a'.repeat(1001) }, 400, 'request.invalid'],
  ['a welcome of spaces', { welcome: '   ' }, 400, 'request.invalid'],
  ['a welcome with half a letter', { welcome: 'Bonjour \uD800' }, 400, 'request.invalid'],
  ['half of what one may do', { atStart: { microphone: true } }, 400, 'request.invalid'],
  ['a tongue we do not speak', { language: 'de' }, 400, 'request.invalid'],
])('%s is refused, and nothing is changed', async (_, body, status, code) => {
  const room = await aRoom(house)
  const before = await settings(room)

  const answer = await set(room, { startMuted: true, ...body })

  expect([answer.status, answer.refusal.code]).toEqual([status, code])
  expect(await settings(room)).toEqual(before)
})

test('CH-11 a session may be as long as the institution allows, and no longer', async () => {
  const room = await aRoom(house)
  await institution({ longestSession: 180 })

  expect((await set(room, { sessionLength: 181 })).refusal).toMatchObject({
    code: 'room.too_long',
    details: { most: 180 },
  })
  expect((await set(room, { sessionLength: 180 })).status).toBe(200)
  await institution({ longestSession: 300 })
})

test('a manager sets the room up, a moderator does not, and to a participant it does not exist', async () => {
  const statusAs = async (role: 'manager' | 'moderator' | 'participant') => {
    const room = await aRoom(house)
    await house.ask('ada', shareRoom, { params: { roomId: room.id }, body: { users: [cast.bob.userId], role } })
    return (await set(room, { startMuted: true }, 'bob')).status
  }

  expect([await statusAs('manager'), await statusAs('moderator'), await statusAs('participant')]).toEqual([
    200, 403, 404,
  ])
})

test('the welcome is read at the door and inside, and by nobody who lacks something', async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const page = await aPage(house.app, ada.visitor)
  await page.join(`session:${room.sessionId}`)

  await set(room, { welcome: 'Bienvenue.', leaveTo: 'https://moodle.university.test/' })

  await page.hearsFact('room.changed')
  expect(await seen(ada)).toMatchObject({ welcome: 'Bienvenue.', leaveTo: 'https://moodle.university.test/' })
  expect((await atDoor(house.aGuest(), room)).welcome).toBe('Bienvenue.')
  await set(room, { password: 'orangers' })
  expect((await atDoor(house.aGuest(), room)).welcome).toBe(null)
  expect((await atDoor(house.as('ada'), room)).welcome).toBe('Bienvenue.')
})

test('participants come in with their microphone off; who leads does not', async () => {
  const room = await anOpenRoom(house)
  await set(room, { startMuted: true })

  expect((await atDoor(house.aGuest(), room)).startMuted).toBe(true)
  expect((await atDoor(house.as('ada'), room)).startMuted).toBe(false)
})

test('ENT-16 what participants may do at the start holds from the next opening, by the engine', async () => {
  const atStart = { microphone: false, camera: true, screen: false, chat: false }
  const room = await anOpenRoom(house)
  await set(room, { atStart })
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  world.publish(bob.sessionId, bob.participantId, 'microphone')
  expect(world.sends(bob.sessionId, bob.participantId)).toEqual(['microphone'])

  await close(room)
  await open(room)
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })

  expect((await seen(awa)).allowed).toEqual(atStart)
  expect((await seen(awa)).participants.find(({ id }) => id === awa.participantId)?.allowed).toEqual(atStart)
  world.publish(awa.sessionId, awa.participantId, 'microphone')
  expect(world.sends(awa.sessionId, awa.participantId)).toEqual([])
  await ada.visitor.ask(limitSession, { params: { sessionId: ada.sessionId }, body: { microphone: true } })
  world.publish(awa.sessionId, awa.participantId, 'microphone')
  expect(world.sends(awa.sessionId, awa.participantId)).toEqual(['microphone'])
})

test('ENT-16 CH-11 how long a session lasts is as it was when it began; how many may be inside holds at once', async () => {
  const room = await aRoom(house)
  await set(room, { sessionLength: 30, mostInside: 2 })
  await open(room)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const before = await seen(ada)

  await set(room, { sessionLength: 60, mostInside: 3 })

  expect(before.seats).toEqual({ most: 2, left: 1, few: false, of: 'room' })
  expect((await seen(ada)).seats).toEqual({ most: 3, left: 2, few: false, of: 'room' })
  expect((await seen(ada)).ends).toMatchObject({ at: before.ends?.at, why: 'max_duration' })
  expect(new Date(before.ends?.at ?? 0).getTime() - new Date(before.startedAt).getTime()).toBe(30 * 60_000)
})

test('the institution’s limits are the most a room has, also where it was set before', async () => {
  const room = await aRoom(house)
  await set(room, { sessionLength: 300, mostInside: 150 })
  await institution({ sessionLength: 60, longestSession: 90, usualInside: 10, mostInside: 20 })

  await open(room)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })

  const { startedAt, ends, seats } = await seen(ada)
  expect(new Date(ends?.at ?? 0).getTime() - new Date(startedAt).getTime()).toBe(90 * 60_000)
  expect(seats?.most).toBe(20)
  await institution({ sessionLength: 120, longestSession: 300, usualInside: 150, mostInside: 500 })
})

test('where participants are not told who is there, neither the server, nor the door, nor the engine tells them', async () => {
  const room = await anOpenRoom(house)
  await set(room, { listed: false })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  for (const one of [bob, awa]) await one.visitor.ask(raiseHand, { params: one.params, body: { raised: true } })
  const told = async (one: Inside) => {
    const { listed, participants } = await seen(one)
    return { listed, hands: Object.fromEntries(participants.map(({ name, hand }) => [name, hand])) }
  }

  expect(await told(ada)).toEqual({ listed: true, hands: { Ada: null, Bob: 1, Awa: 2 } })
  expect(await told(awa)).toEqual({ listed: false, hands: { Ada: null, Awa: 2 } })
  expect((await atDoor(house.aGuest(), room)).session).toMatchObject({ people: 3, names: [] })
  // What the engine's pass says, it says to all inside.
  expect(awa.media.token).not.toContain('Awa')
  expect(ada.media.token).toContain('Ada')

  await set(room, { listed: true })
  expect(await told(awa)).toEqual(await told(ada))
})

test('an invitation begins in the tongue of its room', async () => {
  const room = await aRoom(house)
  const subject = async () =>
    (await house.ask('ada', draftInvitation, { params: { roomId: room.id }, query: { language: 'fr' } })).reply.subject

  await set(room, { language: 'en' })
  expect(await subject()).toBe('Invitation: Atelier')
  await set(room, { language: null })
  expect(await subject()).toBe('Invitation\u00A0: Atelier')
})

const crowd = Array.from({ length: 90 }, () => house.aGuest())
const outcomes = async (room: Place, many: number) => {
  const entries = await Promise.all(crowd.slice(0, many).map((guest) => knock(guest, room.code)))
  const count = (outcome: string) => entries.filter((it) => it.outcome === outcome).length
  return { admitted: count('admitted'), full: count('full') }
}

test.each([
  ['few', 10, 50],
  ['many', 70, 90],
])(
  'CH-09 CH-10 of a crowd that clicks at once, as many come in as a room with %s seats has',
  async (_, mostInside, many) => {
    const room = await aRoom(house)
    await set(room, { mostInside })
    await open(room)

    expect(await outcomes(room, many)).toEqual({ admitted: mostInside, full: many - mostInside })
  },
)

test('CH-08 a room without a number of its own holds as many as is usual, and one with its own as many as that, up to the most', async () => {
  const seats = async (room: Place) => {
    await open(room)
    return (await seen(await comeInside(house, house.as('ada'), room.code, { name: 'Ada' }))).seats?.most
  }
  const [hall, class12] = [await aRoom(house), await aRoom(house)]

  expect((await set(hall, { mostInside: 500 })).status).toBe(200)
  expect((await set(hall, { mostInside: 501 })).refusal).toMatchObject({
    code: 'room.too_many_seats',
    details: { most: 500 },
  })
  expect([await seats(hall), await seats(class12)]).toEqual([500, 150])

  await institution({ usualInside: 30, mostInside: 400 })
  expect([await seats(hall), await seats(class12)]).toEqual([400, 30])
  await institution({ usualInside: 150, mostInside: 500 })
})

test('CH-08 CH-10 fewer seats than are taken put nobody out, and let nobody in; one more lets in the next', async () => {
  const room = await aRoom(house)
  await set(room, { mostInside: 3 })
  await open(room)
  const inside = []
  for (const name of ['Awa', 'Chloé', 'Zoé']) inside.push(await comeInside(house, house.aGuest(), room.code, { name }))
  const guest = house.aGuest()
  const page = await aPage(house.app, guest)
  await page.join(`door:${room.code}`)

  await set(room, { mostInside: 1 })

  // Whoever stands at the door hears that it is worth asking again.
  await page.hearsFact('room.changed')
  expect(await knock(guest, room.code)).toEqual({ outcome: 'full', seats: 1, of: 'room' })
  for (const one of inside) expect((await seen(one)).participants).toHaveLength(3)
  await set(room, { mostInside: 4 })
  await page.hearsFact('room.changed')
  expect(await outcomes(room, 20)).toEqual({ admitted: 1, full: 19 })
})

test('CH-10 a room that is full has a place in its engine for each of many who lead', async () => {
  const room = await aRoom(house)
  await set(room, { mostInside: 1 })
  await open(room)
  await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })

  for (let lead = 1; lead <= 20; lead += 1) await comeInside(house, house.as('ada'), room.code, { name: `Ada ${lead}` })

  expect(await knock(house.aGuest(), room.code)).toEqual({ outcome: 'full', seats: 1, of: 'room' })
})

test('CH-08 CH-10 the limit of the room comes before that of the institution, and who leads comes in over it', async () => {
  const room = await aRoom(house)
  await set(room, { mostInside: 1 })
  await open(room)
  const tab = randomUUID()
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa', tab })

  expect(await knock(house.aGuest(), room.code)).toEqual({ outcome: 'full', seats: 1, of: 'room' })
  expect(await goIn(house.as('ada'), room.code)).toMatchObject({ role: 'moderator' })
  expect(await knock(awa.visitor, room.code, { name: 'Awa', tab })).toMatchObject({ outcome: 'admitted' })
})
