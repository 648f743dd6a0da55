import { expect, test } from 'vitest'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import type { Room } from '@amphi/contract/rooms'
import { closeRoom, leaveSession, listSessions } from '@amphi/contract/sessions'
import { cast, tenants } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aRoom, goIn, knock } from '@amphi/testkit/story'

const clock = aClock(new Date('2026-11-24T12:00:00Z'))
const house = await aHouse({ clock, limitScale: 1000 })

const hour = 3_600_000
const inHours = (hours: number) => new Date(clock.now().getTime() + hours * hour)
const tenantId = tenants.university

type Openers = 'moderators' | 'everyone'

/** As the calendar writes it: from a quarter of an hour before. */
const plan = (room: Room, starts: number[], openers: Openers = 'moderators', name = 'a course') =>
  house.db.transaction((tx) =>
    house.rooms.openings.plan(
      tx,
      { tenantId, id: room.id },
      name,
      starts.map((start) => ({
        opensAt: inHours(start - 0.25),
        startsAt: inHours(start),
        endsAt: inHours(start + 2),
        openers,
      })),
    ),
  )

const plannedOf = async (room: Room) =>
  (await house.aGuest().ask(readDoor, { params: { code: room.code } })).reply.planned

test('POD-18 the door says when a room is awaited next, and nothing once it is open', async () => {
  const room = await aRoom(house)
  expect(await plannedOf(room)).toBe(null)

  await plan(room, [30, 1])
  expect(await plannedOf(room)).toEqual({
    startsAt: inHours(1).toISOString(),
    endsAt: inHours(3).toISOString(),
    opensIn: null,
  })

  await goIn(house.as('ada'), room.code)
  expect(await plannedOf(room)).toBe(null)
})

test('what was planned is said until its end, then what comes after it; a plan that is replaced is gone', async () => {
  const room = await aRoom(house)
  await plan(room, [1, 30])
  await plan(room, [20], 'moderators', 'a council')
  const starts = async () => (await plannedOf(room))?.startsAt
  const [first, second, third] = [inHours(1), inHours(20), inHours(30)].map((it) => it.toISOString())

  clock.pass(2.9 * 3600)
  expect(await starts()).toBe(first)
  clock.pass(0.2 * 3600)
  expect(await starts()).toBe(second)

  await plan(room, [], 'moderators', 'a council')
  expect(await starts()).toBe(third)
})

test('POD-18 where those who lead open it, its time alone lets nobody in', async () => {
  const room = await aRoom(house)
  await plan(room, [0])

  expect(await knock(house.as('bob'), room.code)).toEqual({ outcome: 'waiting' })
})

test('a room planned to open itself does so at its time, for whoever comes first, and not before or after', async () => {
  const room = await aRoom(house)
  await plan(room, [1], 'everyone')
  const bob = house.as('bob')
  expect(await knock(bob, room.code)).toEqual({ outcome: 'waiting' })
  expect(await plannedOf(room)).toMatchObject({ opensIn: 2700 })

  clock.pass(2700)
  const { reply: door } = await bob.ask(readDoor, { params: { code: room.code } })
  expect(door).toMatchObject({ planned: { opensIn: 0 }, can: { open: true } })
  expect(await knock(bob, room.code, { name: 'Bob' })).toMatchObject({ outcome: 'admitted', role: 'participant' })
  const { reply: history } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
  expect(history).toMatchObject([{ startedBy: cast.bob.name, endedAt: null }])

  const late = await aRoom(house)
  await plan(late, [-2], 'everyone')
  expect(await knock(house.as('bob'), late.code)).toEqual({ outcome: 'waiting' })
})

test('where two plans meet, the room opens itself as soon as one of them says so', async () => {
  const room = await aRoom(house)
  await plan(room, [0])
  await plan(room, [0.1], 'everyone', 'a council')

  expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'admitted' })
})

test('ENT-09 once somebody has closed it in that time it opens no more by itself; once it was merely empty it does', async () => {
  const room = await aRoom(house)
  await plan(room, [0], 'everyone')
  const entry = await goIn(house.as('bob'), room.code)
  await house.as('bob').ask(leaveSession, { params: entry })
  clock.pass(1900)
  await house.sweeps.now('presence')
  expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'admitted' })

  await house.ask('ada', closeRoom, { params: { roomId: room.id } })

  expect(await knock(house.as('bob'), room.code)).toEqual({ outcome: 'waiting' })
  const { reply: door } = await house.ask('bob', readDoor, { params: { code: room.code } })
  expect(door).toMatchObject({ planned: { opensIn: null }, can: { open: false } })
  expect(await knock(house.as('ada'), room.code)).toMatchObject({ outcome: 'admitted' })
})

test('POD-21 nor does it open itself for whom it is not', async () => {
  const room = await aRoom(house)
  await plan(room, [0], 'everyone')
  await house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { visibility: 'invited' } })

  expect((await house.ask('bob', readDoor, { params: { code: room.code } })).reply.can).toEqual({ open: false })
  expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'refused' })
})

test('ENT-07 SC-05 it asks for all that it asks for at other times', async () => {
  const room = await aRoom(house)
  await plan(room, [0], 'everyone')
  const change = (body: object) => house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body })
  const ofGuest = async () => (await house.aGuest().ask(readDoor, { params: { code: room.code } })).reply.can

  await change({ lobby: 'guests' })
  expect(await knock(house.aGuest(), room.code)).toEqual({ outcome: 'waiting' })
  expect(await ofGuest()).toEqual({ open: false })

  await change({ lobby: 'off', visibility: 'signed_in' })
  expect(await knock(house.aGuest(), room.code)).toEqual({ outcome: 'sign_in' })
  expect(await ofGuest()).toEqual({ open: false })

  await change({ visibility: 'anyone', password: 'acacia72' })
  expect(await knock(house.aGuest(), room.code)).toEqual({ outcome: 'password', wrong: false })
  const { reply } = await house.as('bob').ask(enterDoor, {
    params: { code: room.code },
    body: { name: cast.bob.name, tab: crypto.randomUUID(), password: 'acacia72' },
  })
  expect(reply).toMatchObject({ outcome: 'admitted' })
})
