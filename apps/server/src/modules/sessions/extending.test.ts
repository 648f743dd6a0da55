import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeTenant } from '@amphi/contract/tenants'
import { shareRoom } from '@amphi/contract/grants'
import { closeRoom, extendSession, readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aMeeting, anOpenRoom, comeInside, goIn } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })

const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString()

type Inside = Awaited<ReturnType<typeof comeInside>>
const extend = ({ visitor, params }: Pick<Inside, 'visitor' | 'params'>, until: string) =>
  visitor.ask(extendSession, { params, body: { until } })
const seenBy = async ({ visitor, params }: Inside) => (await visitor.ask(readSession, { params })).reply

const aLesson = async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  return { room, ada, awa }
}

test('CH-11 whose room it is lets a session last longer, and everyone inside hears of it', async () => {
  const { room, ada, awa } = await aLesson()
  const page = await aPage(house.app, awa.visitor)
  await page.join(`session:${room.sessionId}`)
  const until = inMinutes(150)

  const { status, reply } = await extend(ada, until)

  expect([status, reply.ends]).toEqual([200, { at: until, left: 9000, why: 'max_duration' }])
  await page.hearsFact('session.extended')
  expect((await seenBy(awa)).ends?.at).toBe(until)
})

test('CH-11 said twice it is one extension, and a moment before its end makes nothing shorter', async () => {
  const { ada, awa } = await aLesson()
  const until = inMinutes(150)
  await Promise.all([extend(ada, until), extend(ada, until)])

  const { status } = await extend(ada, inMinutes(10))
  await extend(ada, '2020-01-01T00:00:00.000Z')

  expect(status).toBe(200)
  expect((await seenBy(awa)).ends?.at).toBe(until)
})

test('CH-11 no session lasts longer than the institution’s longest', async () => {
  const { ada } = await aLesson()
  const longest = inMinutes(300)
  expect((await seenBy(ada)).can.extend).toBe(true)

  const { reply } = await extend(ada, inMinutes(100_000))
  const again = await extend(ada, inMinutes(100_001))

  expect(reply.ends.at).toBe(longest)
  expect([again.status, again.refusal.code]).toEqual([409, 'session.longest_reached'])
  expect((await seenBy(ada)).can.extend).toBe(false)
})

test('CH-11 where the longest is shorter than the usual, as it may have been said before, it is the usual too', async () => {
  await house.db.execute(sql`update tenants set longest_session = 30`)
  await house.ask('malik', changeTenant, { body: { name: 'Université' } })
  const { ada } = await aLesson()
  await house.ask('malik', changeTenant, { body: { longestSession: 300 } })

  expect((await seenBy(ada)).ends).toMatchObject({ left: 1800, why: 'max_duration' })
})

test('in a meeting that is nobody’s, whoever leads extends it, and a participant does not', async () => {
  const meeting = await aMeeting(house)
  const camille = await comeInside(house, house.aGuest(), meeting.moderatorCode, { name: 'Camille' })
  const awa = await comeInside(house, house.aGuest(), meeting.code, { name: 'Awa' })

  expect([(await seenBy(camille)).can.extend, (await seenBy(awa)).can.extend]).toEqual([true, false])
  expect((await extend(camille, inMinutes(150))).status).toBe(200)
  expect((await extend(awa, inMinutes(180))).refusal.code).toBe('session.extend_forbidden')
})

test('CH-11 who manages a room extends its sessions too, who only leads them does not', async () => {
  const { room } = await aLesson()
  const share = (userId: string, role: 'manager' | 'moderator') =>
    house.ask('ada', shareRoom, { params: { roomId: room.id }, body: { users: [userId], groups: [], role } })
  await share(cast.bob.userId, 'manager')
  await share(cast.malik.userId, 'moderator')
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  const malik = await comeInside(house, house.as('malik'), room.code, { name: 'Malik' })

  expect([(await seenBy(bob)).can, (await seenBy(malik)).can]).toMatchObject([
    { end: true, extend: true },
    { end: true, extend: false },
  ])
  expect((await extend(malik, inMinutes(150))).refusal.code).toBe('session.extend_forbidden')
  expect((await extend(bob, inMinutes(150))).status).toBe(200)
})

test('nobody else extends a session, by any door', async () => {
  const { room, ada, awa } = await aLesson()
  const { params } = ada
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  const until = inMinutes(150)
  const asked = [
    await extend(awa, until),
    await extend(bob, until),
    await extend({ visitor: house.as('malik'), params }, until),
    await extend({ visitor: house.as('eve'), params }, until),
    await extend({ visitor: house.aGuest(), params }, until),
  ]

  expect(asked.map(({ status, refusal }) => [status, refusal.code])).toEqual([
    [403, 'session.extend_forbidden'],
    [403, 'session.extend_forbidden'],
    [404, 'session.not_found'],
    [404, 'session.not_found'],
    [401, 'login.required'],
  ])
  expect((await seenBy(ada)).ends?.left).toBe(7200)
})

test('what is over, or was never said as a moment, is not extended', async () => {
  const { room, ada } = await aLesson()
  expect((await extend(ada, 'in an hour')).status).toBe(400)
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })

  const { status, refusal } = await extend(ada, inMinutes(150))

  expect([status, refusal.code]).toEqual([410, 'session.ended'])
})

test('who stands at the door does not extend what goes on behind it', async () => {
  const room = await anOpenRoom(house)
  const ada = house.as('ada')
  const { sessionId, participantId } = await goIn(ada, room.code, { name: 'Ada' })
  clock.pass(61)

  const { refusal } = await extend({ visitor: ada, params: { sessionId, participantId } }, inMinutes(150))

  expect(refusal.code).toBe('participant.not_inside')
})
