import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { shareRoom } from '@amphi/contract/grants'
import { giveRole } from '@amphi/contract/moderation'
import { changePerson } from '@amphi/contract/people'
import {
  closeRoom,
  leaveSession,
  listSessions,
  openRoom,
  readAttendance,
  readRoomAttendance,
  readSession,
  readSessionRecord,
  runsTold,
} from '@amphi/contract/sessions'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aColleague, anOpenRoom, comeInside, goIn, worldOf } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const world = worldOf(house)
const look = () => house.sweeps.now('presence')

const attendanceOf = async (room: { id: string; sessionId: string }) =>
  (await house.ask('ada', readAttendance, { params: { roomId: room.id, sessionId: room.sessionId } })).reply

const isOpen = async (room: { id: string }) => {
  const { reply } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
  return reply[0]?.endedAt === null
}

/** So many seconds after now, as a page reads it. */
const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000).toISOString()

const someoneInside = async () => {
  const room = await anOpenRoom(house)
  const guest = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  const { sessionId, participantId } = guest
  const event = { key: sessionId, identity: participantId, connection: 'again' }
  return { room, guest, event }
}

describe('who came, from when to when', () => {
  test('CH-19 every join and every leave is kept, guests and people alike', async () => {
    const room = await anOpenRoom(house)
    const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    const [came, left, back] = [inSeconds(0), inSeconds(60), inSeconds(90)]
    clock.pass(60)
    await world.disconnect(room.sessionId, bob.participantId)
    clock.pass(30)
    await world.connect(bob.media.token)
    const guest = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
    clock.pass(30)
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })

    const all = await attendanceOf(room)

    const end = inSeconds(0)
    expect(all).toEqual([
      {
        name: cast.bob.name,
        calledThemselves: 'Bob',
        email: emailOf('bob'),
        role: 'participant',
        guest: false,
        stays: [
          { joinedAt: came, leftAt: left },
          { joinedAt: back, leftAt: end },
        ],
      },
      {
        name: 'Awa',
        calledThemselves: null,
        email: null,
        role: 'participant',
        guest: true,
        stays: [{ joinedAt: back, leftAt: end }],
      },
    ])
    expect(guest.role).toBe('participant')
  })

  test('CH-19 an event told twice is one event', async () => {
    const { room, guest, event } = await someoneInside()
    await world.disconnect(room.sessionId, guest.participantId)
    clock.pass(1)
    const at = clock.now()

    for (let i = 0; i < 3; i += 1) await world.claim({ kind: 'joined', ...event, at })
    for (let i = 0; i < 3; i += 1) await world.claim({ kind: 'left', ...event, at })

    const [awa] = await attendanceOf(room)
    expect(awa?.stays).toHaveLength(2)
  })

  test('CH-19 a leave that is told before its join leaves nobody inside, and the times are right', async () => {
    const { room, guest, event } = await someoneInside()
    await world.disconnect(room.sessionId, guest.participantId)
    const joined = clock.now()
    clock.pass(20)
    const left = clock.now()

    await world.claim({ kind: 'left', ...event, at: left })
    await world.claim({ kind: 'joined', ...event, at: joined })

    const [awa] = await attendanceOf(room)
    expect(awa?.stays).toContainEqual({ joinedAt: joined.toISOString(), leftAt: left.toISOString() })
    const { reply } = await guest.visitor.ask(readSession, { params: { sessionId: room.sessionId } })
    expect(reply.participants.map(({ present }) => present)).toEqual([false])
  })

  test('a join that is told after the end opens nothing', async () => {
    const { room, event } = await someoneInside()
    const joined = clock.now()
    clock.pass(10)
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    const ended = clock.now()

    await world.claim({ kind: 'joined', ...event, at: joined })

    const [awa] = await attendanceOf(room)
    expect(awa?.stays.at(-1)).toEqual({ joinedAt: joined.toISOString(), leftAt: ended.toISOString() })
  })

  test('joins and the end told at the same moment leave nobody inside a session that is over', async () => {
    const { room, event } = await someoneInside()
    const joins = Array.from({ length: 10 }, (_, i) =>
      world.claim({ kind: 'joined', ...event, connection: `at once ${i}`, at: clock.now() }),
    )

    await Promise.all([...joins, house.ask('ada', closeRoom, { params: { roomId: room.id } })])

    const [awa] = await attendanceOf(room)
    expect(awa?.stays.filter(({ leftAt }) => leftAt === null)).toEqual([])
  })

  test('an event of a meeting, or of someone, that nobody knows changes nothing', async () => {
    const { room, event } = await someoneInside()
    const before = await attendanceOf(room)
    const at = clock.now()

    await world.claim({ kind: 'joined', ...event, key: 'not ours', at })
    await world.claim({ kind: 'joined', ...event, key: cast.ada.userId, at })
    await world.claim({ kind: 'joined', ...event, identity: 'recorder', at })
    await world.claim({ kind: 'joined', ...event, identity: cast.ada.userId, at })
    await world.claim({ kind: 'ended', key: room.sessionId, at })

    expect(await attendanceOf(room)).toEqual(before)
    expect(await isOpen(room)).toBe(true)
  })

  test('CH-19 lost events are corrected by a look at the engine', async () => {
    const { room, guest } = await someoneInside()
    clock.pass(1)
    const missed = await goIn(house.as('bob'), room.code, { name: 'Bob' })
    world.tell(false)
    await world.disconnect(room.sessionId, guest.participantId)
    clock.pass(10)
    await world.connect(missed.media.token)
    const joined = inSeconds(0)
    world.tell(true)
    clock.pass(10)

    await look()

    const [awa, bob] = await attendanceOf(room)
    expect(awa?.stays).toMatchObject([{ leftAt: inSeconds(0) }])
    expect(bob?.stays).toEqual([{ joinedAt: joined, leftAt: null }])
  })

  test('a look does not take away someone who has only just come', async () => {
    const { room, guest, event } = await someoneInside()
    await world.disconnect(room.sessionId, guest.participantId)
    clock.pass(4)
    await world.claim({ kind: 'joined', ...event, at: clock.now() })

    await look()

    const [awa] = await attendanceOf(room)
    expect(awa?.stays.at(-1)?.leftAt).toBe(null)
  })

  test('who says that they leave has left at once, and the engine lets them go', async () => {
    const { room, guest } = await someoneInside()

    const { status } = await guest.visitor.ask(leaveSession, { params: guest.params })

    expect(status).toBe(204)
    expect(world.present(room.sessionId)).toEqual([])
    const [awa] = await attendanceOf(room)
    expect(awa?.stays).toMatchObject([{ leftAt: inSeconds(0) }])
  })

  test('one leaves also while the engine does not answer, and nobody leaves for another', async () => {
    const { room, guest } = await someoneInside()
    const bob = await comeInside(house, house.as('bob'), room.code)

    const forAnother = await bob.visitor.ask(leaveSession, { params: guest.params })
    world.answer(false)
    const { status } = await guest.visitor.ask(leaveSession, { params: guest.params })
    world.answer(true)

    expect([forAnother.status, forAnother.refusal.code]).toEqual([403, 'participant.not_you'])
    expect(status).toBe(204)
  })

  test('attendance is for the room’s own people', async () => {
    const { room, guest } = await someoneInside()
    const params = { roomId: room.id, sessionId: room.sessionId }

    expect((await house.ask('bob', readAttendance, { params })).status).toBe(404)
    expect((await guest.visitor.ask(readAttendance, { params })).status).toBe(401)
  })

  test('CH-19 a session of another room is not among a room’s own', async () => {
    const [one, two] = [await anOpenRoom(house), await anOpenRoom(house)]

    const params = { roomId: one.id, sessionId: two.sessionId }

    expect((await house.ask('ada', readAttendance, { params })).status).toBe(404)
  })
})

describe('one person is one line', () => {
  test('CH-19 the times of two tabs are one time', async () => {
    const room = await anOpenRoom(house)
    const [came, left] = [inSeconds(0), inSeconds(90)]
    const first = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    clock.pass(30)
    const second = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    clock.pass(30)
    await world.disconnect(room.sessionId, first.participantId)
    clock.pass(30)
    await world.disconnect(room.sessionId, second.participantId)

    expect(await attendanceOf(room)).toEqual([
      {
        name: cast.bob.name,
        calledThemselves: 'Bob',
        email: emailOf('bob'),
        role: 'participant',
        guest: false,
        stays: [{ joinedAt: came, leftAt: left }],
      },
    ])
    const { reply } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
    expect(reply[0]?.people).toBe(1)
  })

  test('CH-S7 addresses are told to those who may write to them, and not to who only moderates', async () => {
    const room = await anOpenRoom(house)
    const colleague = await aColleague(house)
    const body = { users: [colleague.id], groups: [], role: 'moderator' as const }
    await house.ask('ada', shareRoom, { params: { roomId: room.id }, body })
    await comeInside(house, house.as('bob'), room.code)
    const params = { roomId: room.id, sessionId: room.sessionId }

    for (const [who, email] of [
      [house.as('ada'), emailOf('bob')],
      [colleague.visitor, null],
    ] as const) {
      expect((await who.ask(readAttendance, { params })).reply).toMatchObject([{ email }])
      expect((await who.ask(readRoomAttendance, { params, query: {} })).reply[0]?.attendance).toMatchObject([{ email }])
    }
  })

  test('CH-19 two guests who share a computer are two, and whoever only stood at the door is none', async () => {
    const room = await anOpenRoom(house)
    const browser = house.aGuest()
    const tab = randomUUID()
    await comeInside(house, browser, room.code, { name: 'Awa', tab })
    clock.pass(1)
    await comeInside(house, browser, room.code, { name: 'Paul', tab })
    clock.pass(1)
    await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
    await goIn(house.aGuest(), room.code, { name: 'Inès' })

    expect((await attendanceOf(room)).map(({ name }) => name)).toEqual(['Awa', 'Paul', 'Awa'])
    const { reply } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
    expect(reply[0]?.people).toBe(3)
  })

  test('CH-19 the role is the strongest they had, however briefly they have another', async () => {
    const room = await anOpenRoom(house)
    const ada = await comeInside(house, house.as('ada'), room.code)
    const bob = await comeInside(house, house.as('bob'), room.code)
    const give = (role: 'moderator' | 'participant') =>
      ada.visitor.ask(giveRole, { params: bob.params, body: { role } })
    await give('moderator')
    clock.pass(3000)
    await give('participant')

    const roles = (await attendanceOf(room)).map(({ name, role }) => [name, role])

    expect(roles).toContainEqual([cast.bob.name, 'moderator'])
  })

  test('POD-45 all sessions of a room come with who was there, newest first', async () => {
    const room = await anOpenRoom(house)
    await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    clock.pass(60)
    await house.ask('ada', openRoom, { params: { roomId: room.id } })
    await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })

    const { reply } = await house.ask('ada', readRoomAttendance, { params: { roomId: room.id }, query: {} })

    expect(
      reply.map(({ endReason, endedBy, people, attendance }) => [endReason, endedBy, people, attendance[0]?.name]),
    ).toEqual([
      [null, null, 1, 'Awa'],
      ['closed_by_user', cast.ada.name, 1, cast.bob.name],
    ])
  })

  test('POD-45 of a room that was opened more often than one answer tells, the next one tells the rest', async () => {
    const room = await anOpenRoom(house)
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    await house.db
      .execute(sql`insert into sessions (tenant_id, id, room_id, engine, started_at, started_by, lasts_until, ended_at)
      select tenant_id, gen_random_uuid(), room_id, engine, started_at - n * interval '1 hour', started_by, lasts_until, ended_at
      from sessions, generate_series(1, ${runsTold}) n where id = ${room.sessionId}`)
    const params = { roomId: room.id }

    const { reply: first } = await house.ask('ada', readRoomAttendance, { params, query: {} })
    const query = { before: first.at(-1)?.startedAt }
    const { reply: rest } = await house.ask('ada', readRoomAttendance, { params, query })

    const { reply: newest } = await house.ask('ada', listSessions, { params, query: {} })
    const { reply: oldest } = await house.ask('ada', listSessions, { params, query })

    expect([first.length, rest.length]).toEqual([runsTold, 1])
    expect([...newest, ...oldest].map(({ id }) => id)).toEqual([...first, ...rest].map(({ id }) => id))
    expect(new Set([...first, ...rest].map(({ id }) => id))).toHaveLength(runsTold + 1)
  })

  test('the journal of a room is for its own people', async () => {
    const { room } = await someoneInside()
    const params = { roomId: room.id, sessionId: room.sessionId }

    const asked = [
      await house.ask('bob', readRoomAttendance, { params, query: {} }),
      await house.ask('bob', readSessionRecord, { params }),
      await house.ask('eve', readRoomAttendance, { params, query: {} }),
      await house.ask('ada', readSessionRecord, {
        params: { ...params, sessionId: (await anOpenRoom(house)).sessionId },
      }),
    ]

    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await house.ask('ada', readSessionRecord, { params })).reply.startedBy).toBe(cast.ada.name)
  })
})

describe('what the list shows as open is open', () => {
  test('CH-13 an engine that was started anew is given its meetings again', async () => {
    const { room } = await someoneInside()
    world.crash()
    clock.pass(10)

    await look()

    expect(world.present(room.sessionId)).toEqual([])
    expect(await isOpen(room)).toBe(true)
    const [awa] = await attendanceOf(room)
    expect(awa?.stays).toMatchObject([{ leftAt: inSeconds(0) }])
  })

  test('ENT-10 what ended with us, and not on the engine, is ended there as well', async () => {
    const room = await anOpenRoom(house)
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    world.revive(room.sessionId)

    await look()

    expect(world.present(room.sessionId)).toBe(undefined)
  })

  test('a room is open until the engine has let everybody go', async () => {
    const room = await anOpenRoom(house)
    world.answer(false)

    const { status, refusal } = await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    world.answer(true)

    expect([status, refusal.code]).toEqual([503, 'engine.unreachable'])
    expect(await isOpen(room)).toBe(true)
  })

  test('one session that cannot be looked after does not keep the others from it', async () => {
    const [one, two] = [await someoneInside(), await someoneInside()]
    world.tell(false)
    await world.disconnect(two.room.sessionId, two.guest.participantId)
    world.tell(true)
    clock.pass(10)
    world.lose(one.room.sessionId)

    await expect(look()).rejects.toThrow('engine.unreachable')
    world.lose(undefined)

    const [awa] = await attendanceOf(two.room)
    expect(awa?.stays).toMatchObject([{ leftAt: inSeconds(0) }])
  })
})

describe('someone who may no longer be here', () => {
  test('a disabled person is taken out of the call at once, and does not come back by their old token', async () => {
    const room = await anOpenRoom(house)
    const bob = await comeInside(house, house.as('bob'), room.code)

    await house.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { disabled: true } })
    await expect.poll(() => world.present(room.sessionId)).toEqual([])
    await world.connect(bob.media.token)
    await look()

    expect(world.present(room.sessionId)).toEqual([])
    await house.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { disabled: false } })
  })
})
