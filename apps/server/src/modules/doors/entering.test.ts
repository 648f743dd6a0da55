import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { changeTenant } from '@amphi/contract/tenants'
import { listRooms, readRoom } from '@amphi/contract/rooms'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { startMeeting } from '@amphi/contract/meetings'
import {
  closeRoom,
  leaveSession,
  listSessions,
  openRoom,
  readRoomAttendance,
  readSession,
} from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aMeeting, anOpenRoom, aRoom, comeInside, goIn, knock, worldOf } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const world = worldOf(house)

const aLeader = async (room: { code: string }) => (await comeInside(house, house.as('ada'), room.code)).visitor

describe('the door', () => {
  test('ENT-S2 before it opens, a link holder waits; then goes in as a participant', async () => {
    const room = await aRoom(house)
    const bob = house.as('bob')
    expect(await knock(bob, room.code)).toEqual({ outcome: 'waiting' })

    await house.ask('ada', openRoom, { params: { roomId: room.id } })

    expect(await knock(bob, room.code)).toMatchObject({ outcome: 'admitted', role: 'participant' })
  })

  test('ENT-05 ENT-06 whoever has the link joins as participant, signed in or not', async () => {
    const room = await anOpenRoom(house)

    const entries = [await knock(house.as('bob'), room.code), await knock(house.aGuest(), room.code)]

    expect(entries).toMatchObject([
      { outcome: 'admitted', role: 'participant' },
      { outcome: 'admitted', role: 'participant' },
    ])
  })

  test('POD-17 the owner opens by going in, and leads; an administrator who does not own it waits', async () => {
    const room = await aRoom(house)
    expect(await knock(house.as('malik'), room.code)).toEqual({ outcome: 'waiting' })

    const entry = await knock(house.as('ada'), room.code, { name: 'Ada L.' })

    expect(entry).toMatchObject({ outcome: 'admitted', role: 'moderator' })
    const { reply: history } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
    expect(history).toMatchObject([{ startedBy: cast.ada.name, endedAt: null }])
  })

  test('POD-18 it says what stands behind the link, and whether going in opens it', async () => {
    const room = await aRoom(house)

    const { reply: guests } = await house.aGuest().ask(readDoor, { params: { code: room.code } })
    const { reply: adas } = await house.ask('ada', readDoor, { params: { code: room.code } })

    expect(guests).toEqual({
      seats: null,
      room: { name: room.name, code: room.code, chosen: null },
      roomId: null,
      role: 'participant',
      session: null,
      ended: null,
      planned: null,
      name: null,
      needs: { signIn: false, password: false, lobby: false },
      archived: null,
      banned: false,
      attendanceKept: 12,
      linkUntil: null,
      welcome: null,
      startMuted: false,
      cameraFor: 'everyone',
      can: { open: false },
    })
    expect(adas).toMatchObject({ role: 'moderator', roomId: room.id, can: { open: true } })
  })

  test('whoever comes too late reads when it ended, until an hour after, and not while it is open again', async () => {
    const room = await anOpenRoom(house)
    const endedOf = async () => (await house.aGuest().ask(readDoor, { params: { code: room.code } })).reply.ended
    expect(await endedOf()).toBe(null)

    const end = clock.now().toISOString()
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    clock.pass(59 * 60)
    expect(await endedOf()).toBe(end)
    clock.pass(2 * 60)
    expect(await endedOf()).toBe(null)

    await house.ask('ada', openRoom, { params: { roomId: room.id } })
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    await house.ask('ada', openRoom, { params: { roomId: room.id } })
    expect(await endedOf()).toBe(null)
  })

  test('it names at most three of those inside', async () => {
    const room = await anOpenRoom(house)
    for (const name of ['Un', 'Deux', 'Trois', 'Quatre']) {
      await comeInside(house, house.aGuest(), room.code, { name })
      clock.pass(1)
    }

    const { reply: door } = await house.aGuest().ask(readDoor, { params: { code: room.code } })

    expect(door.session).toMatchObject({ people: 4, names: ['Un', 'Deux', 'Trois'] })
  })

  test('a token for media comes with “admitted” and with nothing else', async () => {
    const closed = await aRoom(house)
    const full = await aFullRoom()
    const open = await anOpenRoom(house)
    const body = { name: 'Curieuse', tab: randomUUID() }
    const guest = house.aGuest()

    const others = [
      await guest.ask(enterDoor, { params: { code: closed.code }, body }),
      await guest.ask(enterDoor, { params: { code: full.code }, body }),
      await guest.ask(readDoor, { params: { code: open.code } }),
      await guest.ask(enterDoor, { params: { code: 'zzzzz-zzzzz-zzzz' }, body }),
      await house.ask('ada', readRoom, { params: { roomId: open.id } }),
      await house.ask('ada', listRooms, {}),
    ]
    const admitted = await guest.ask(enterDoor, { params: { code: open.code }, body })
    const seen = await guest.ask(readSession, { params: { sessionId: open.sessionId } })

    expect(JSON.stringify(admitted.reply)).toContain('"token"')
    for (const { reply } of [...others, seen]) expect(JSON.stringify(reply)).not.toMatch(/token|media/)
  })
})

/** Ada's, with all its seats taken. */
const aFullRoom = async () => {
  const room = await anOpenRoom(house)
  const crowd = Array.from({ length: 150 }, () => house.aGuest())
  const inside = await Promise.all(crowd.map((guest) => comeInside(house, guest, room.code)))
  return { ...room, inside }
}

describe('a full room', () => {
  test('lets nobody in but those who lead, and whoever is inside already may come back', async () => {
    const room = await anOpenRoom(house)
    const tab = randomUUID()
    const first = await comeInside(house, house.aGuest(), room.code, { tab })
    await Promise.all(Array.from({ length: 149 }, () => comeInside(house, house.aGuest(), room.code)))

    expect(await knock(house.as('bob'), room.code)).toEqual({ outcome: 'full', seats: 150, of: 'room' })
    const ada = await knock(house.as('ada'), room.code)
    const again = await knock(first.visitor, room.code, { tab })

    expect(ada).toMatchObject({ outcome: 'admitted', role: 'moderator' })
    expect(again).toMatchObject({ outcome: 'admitted', participantId: first.participantId })
    if (ada.outcome === 'admitted') await expect(world.connect(ada.media.token)).resolves.toBe(undefined)
  })

  test('has a place again when someone leaves, however many connections the engine still counts', async () => {
    const { code, inside } = await aFullRoom()

    await inside[0]?.visitor.ask(leaveSession, { params: inside[0].params })

    expect(await knock(house.as('bob'), code)).toMatchObject({ outcome: 'admitted' })
  })

  test('keeps the place of who was cut off for a minute', async () => {
    const { code, sessionId } = await aFullRoom()
    const [someone = ''] = world.present(sessionId) ?? []

    await world.disconnect(sessionId, someone)

    expect(await knock(house.as('bob'), code)).toEqual({ outcome: 'full', seats: 150, of: 'room' })
    clock.pass(61)
    expect(await knock(house.as('bob'), code)).toMatchObject({ outcome: 'admitted' })
  })

  test('CH-10 of two hundred who come at the same moment, so many come in as there are seats', async () => {
    const room = await anOpenRoom(house)

    const entries = await Promise.all(Array.from({ length: 200 }, () => knock(house.aGuest(), room.code)))

    expect(entries.filter(({ outcome }) => outcome === 'admitted')).toHaveLength(150)
    expect(entries.filter(({ outcome }) => outcome === 'full')).toHaveLength(50)
  })
})

describe('seats', () => {
  test('the same tab comes back to its seat, under the name of today', async () => {
    const room = await anOpenRoom(house)
    const [guest, tab] = [house.as('bob'), randomUUID()]

    const before = await goIn(guest, room.code, { name: 'Avant', tab })
    const after = await goIn(guest, room.code, { name: 'Après', tab })

    expect(after.participantId).toBe(before.participantId)
    const { reply } = await guest.ask(readSession, { params: { sessionId: room.sessionId } })
    expect(reply.participants.map(({ name }) => name)).toEqual(['Après'])
  })

  test('CH-19 a tab in which another guest gives their name has been passed on: the seat of the first stays theirs', async () => {
    const room = await anOpenRoom(house)
    const [browser, tab] = [house.aGuest(), randomUUID()]

    const awa = await goIn(browser, room.code, { name: 'Awa', tab })
    const paul = await goIn(browser, room.code, { name: 'Paul', tab })
    const again = await goIn(browser, room.code, { name: 'Paul', tab })

    expect(paul.participantId).not.toBe(awa.participantId)
    expect(again.participantId).toBe(paul.participantId)
    const { reply } = await browser.ask(readSession, { params: { sessionId: room.sessionId } })
    expect(reply.participants.map(({ name }) => name).toSorted()).toEqual(['Awa', 'Paul'])
  })

  test('nobody keeps a room full by knocking from many tabs', async () => {
    const room = await anOpenRoom(house)
    const eve = house.aGuest()
    const entries = []
    for (let i = 0; i < 40; i += 1) entries.push(await goIn(eve, room.code))

    const { reply } = await house.ask('ada', readRoom, { params: { roomId: room.id } })
    expect(reply.session?.people).toBe(0)
    const { reply: seen } = await (await aLeader(room)).ask(readSession, { params: { sessionId: room.sessionId } })
    expect(seen.participants.filter(({ awaited }) => awaited !== null).length).toBeLessThan(6)
    // Nor by all the passes they were given: those of seats that were given up let nobody in.
    for (const { media } of entries) await expect(world.connect(media.token)).resolves.not.toThrow()
    expect(world.present(room.sessionId)?.length).toBeLessThan(6)
  })

  test('the same tab that knocks many times at once gets one seat', async () => {
    const room = await anOpenRoom(house)
    const [bob, tab] = [house.as('bob'), randomUUID()]

    const entries = await Promise.all(Array.from({ length: 8 }, () => goIn(bob, room.code, { tab })))

    expect(new Set(entries.map(({ participantId }) => participantId)).size).toBe(1)
  })

  test('nobody takes another’s seat by knowing their tab', async () => {
    const room = await anOpenRoom(house)
    const tab = randomUUID()
    const bob = await goIn(house.as('bob'), room.code, { tab, name: 'Bob' })

    const thieves = [
      await goIn(house.aGuest(), room.code, { tab, name: 'Voleur' }),
      await goIn(house.as('malik'), room.code, { tab, name: 'Voleuse' }),
      await goIn(house.aGuest(), room.code, { tab, name: 'Autre' }),
    ]

    const ids = [bob, ...thieves].map(({ participantId }) => participantId)
    expect(new Set(ids).size).toBe(4)
    const { reply } = await house.ask('bob', readSession, { params: { sessionId: room.sessionId } })
    expect(reply.participants.find(({ id }) => id === bob.participantId)?.name).toBe('Bob')
  })

  test('another tab of the same person is another participant', async () => {
    const room = await anOpenRoom(house)

    const [one, two] = [await goIn(house.as('bob'), room.code), await goIn(house.as('bob'), room.code)]

    expect(one.participantId).not.toBe(two.participantId)
  })

  test('a name is one of a person: not empty, not a page', async () => {
    const room = await anOpenRoom(house)
    const enter = (name: string) =>
      house.aGuest().ask(enterDoor, { params: { code: room.code }, body: { name, tab: randomUUID() } })

    expect((await enter('  ')).status).toBe(400)
    expect((await enter('x'.repeat(81))).status).toBe(400)
    expect((await enter('x'.repeat(80))).status).toBe(200)
  })
})

describe('a meeting without an account', () => {
  test('SC-02 SC-06 SC-S3 one click gives an open room with a random link for guests and another for those who lead', async () => {
    const [one, two] = [await aMeeting(house), await aMeeting(house)]

    expect(one.code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}-[2-9a-z]{4}$/)
    expect(one.moderatorCode.replaceAll('-', '')).toMatch(/^[2-9a-z]{27}$/)
    expect(one.code).not.toBe(two.code)
    const guest = await knock(house.aGuest(), one.code)
    const lead = await knock(house.aGuest(), one.moderatorCode)
    expect(guest).toMatchObject({ outcome: 'admitted', role: 'participant' })
    expect(lead).toMatchObject({ outcome: 'admitted', role: 'moderator' })
  })

  test('SC-06 the guests’ link never tells the moderators’ one', async () => {
    const meeting = await aMeeting(house)
    const guest = house.aGuest()

    const { reply: door } = await guest.ask(readDoor, { params: { code: meeting.code } })
    const { reply: leads } = await guest.ask(readDoor, { params: { code: meeting.moderatorCode } })

    expect(JSON.stringify(door)).not.toContain(meeting.moderatorCode)
    expect(leads).toMatchObject({ role: 'moderator', room: { code: meeting.code } })
    expect(JSON.stringify(leads)).not.toContain(meeting.moderatorCode)
  })

  test('SC-02 it bears the name it was given, else one in the language of the house', async () => {
    const named = await house.aGuest().ask(startMeeting, { body: { name: 'Café' } })

    expect(named.reply.name).toBe('Café')
    expect((await aMeeting(house)).name).toBe('Réunion')
  })

  test('SC-02 where the institution does not want it, only people with an account start one', async () => {
    await house.ask('malik', changeTenant, { body: { instantMeetings: false } })

    const guests = await house.aGuest().ask(startMeeting, { body: {} })
    const adas = await house.as('ada').ask(startMeeting, { body: {} })

    expect([guests.status, guests.refusal.code]).toEqual([403, 'meeting.accounts_only'])
    expect(adas.status).toBe(200)
    await house.ask('malik', changeTenant, { body: { instantMeetings: true } })
  })

  test('one’s own instant meeting is in the list, and stays there once it is over', async () => {
    const { reply: meeting } = await house.as('malik').ask(startMeeting, { body: { name: 'Vite' } })
    const named = async () =>
      (await house.ask('malik', listRooms, {})).reply.filter(({ code }) => code === meeting.code)

    expect(await named()).toMatchObject([{ kind: 'instant', ownerId: cast.malik.userId, can: { open: true } }])
    clock.pass(1800)
    await house.sweeps.now('presence')

    expect(await named()).toMatchObject([{ session: null, can: { open: true } }])
    expect((await house.ask('malik', listRooms, {})).reply.at(-1)?.code).toBe(meeting.code)
  })

  test('CH-19 who was in a meeting is kept for whoever started it with an account, and its links end after a day', async () => {
    const { reply: meeting } = await house.as('malik').ask(startMeeting, { body: { name: 'Vite' } })
    const mine = async () => (await house.ask('malik', listRooms, {})).reply.find(({ code }) => code === meeting.code)
    const params = { roomId: (await mine())?.id ?? '' }
    expect((await house.aGuest().ask(readDoor, { params: { code: meeting.code } })).reply.attendanceKept).toBe(12)
    await comeInside(house, house.aGuest(), meeting.code, { name: 'Awa' })
    clock.pass(24 * 3600 + 1)

    expect((await knock(house.aGuest(), meeting.code, { name: 'Inès' })).outcome).toBe('admitted')
    await house.ask('malik', closeRoom, { params })
    await house.sweeps.now('instant meetings')

    for (const code of [meeting.code, meeting.moderatorCode]) {
      const { status, refusal } = await house.aGuest().ask(readDoor, { params: { code } })
      expect([status, refusal.code]).toEqual([410, 'door.link_expired'])
    }
    expect((await house.ask('malik', openRoom, { params })).status).toBe(403)
    expect(await mine()).toMatchObject({ can: { open: false, configure: false, invite: false, remove: true } })
    const { reply } = await house.ask('malik', readRoomAttendance, { params, query: {} })
    expect(reply.map(({ attendance }) => attendance.map(({ name }) => name))).toEqual([['Awa']])

    clock.pass(370 * 24 * 3600)
    await house.sweeps.now('sessions')
    await house.sweeps.now('instant meetings')
    clock.pass(-371 * 24 * 3600)
    expect(await mine()).toBe(undefined)
  })

  test('CH-19 of a meeting that nobody owns, nobody is promised more than a day, nor its link', async () => {
    const { code } = await aMeeting(house)

    const { reply } = await house.aGuest().ask(readDoor, { params: { code } })

    expect(reply.attendanceKept).toBe(null)
    expect(reply.linkUntil).toBe(new Date(clock.now().getTime() + 24 * 3_600_000).toISOString())
  })

  test('a day after it was made, a meeting that runs no more is forgotten; one that runs is not', async () => {
    const [gone, running] = [await aMeeting(house), await aMeeting(house)]
    const statusOf = async (code: string) => (await house.aGuest().ask(readDoor, { params: { code } })).status
    clock.pass(1800)
    await house.sweeps.now('presence')
    clock.pass(22 * 3600)
    await goIn(house.aGuest(), running.moderatorCode)

    await house.sweeps.now('instant meetings')
    expect([await statusOf(gone.code), await statusOf(running.code)]).toEqual([200, 200])
    clock.pass(2 * 3600)
    await house.sweeps.now('instant meetings')

    expect([await statusOf(gone.code), await statusOf(running.code)]).toEqual([404, 200])
    expect(await statusOf(gone.moderatorCode)).toBe(404)
  })
})

describe('an engine that does not answer', () => {
  test('opens no room, and leaves nothing half made', async () => {
    const room = await aRoom(house)
    world.answer(false)

    const opened = await house.ask('ada', openRoom, { params: { roomId: room.id } })
    const entered = await house.as('ada').ask(enterDoor, {
      params: { code: room.code },
      body: { name: 'Ada', tab: randomUUID() },
    })
    const started = await house.aGuest().ask(startMeeting, { body: { name: 'Jamais' } })
    world.answer(true)

    for (const { status, refusal } of [opened, entered, started]) {
      expect([status, refusal.code]).toEqual([503, 'engine.unreachable'])
    }
    const { reply: history } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
    expect(history).toEqual([])
    expect(await knock(house.as('ada'), room.code)).toMatchObject({ outcome: 'admitted' })
  })
})
