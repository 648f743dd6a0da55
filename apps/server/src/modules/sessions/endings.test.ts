import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { listGrants, shareRoom, withdrawGrant } from '@amphi/contract/grants'
import { giveRole } from '@amphi/contract/moderation'
import {
  closeRoom,
  endSession,
  leaveSession,
  listSessions,
  openRoom,
  readAttendance,
  readSession,
} from '@amphi/contract/sessions'
import { changeTenant } from '@amphi/contract/tenants'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aMeeting, anOpenRoom, comeInside, goIn, knock, worldOf } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const world = worldOf(house)
const look = () => house.sweeps.now('presence')

const recordOf = async (room: { id: string }) => {
  const { reply } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
  if (!reply[0]) throw new Error('The room was never open.')
  return reply[0]
}
const isOpen = async (room: { id: string }) => (await recordOf(room)).endedAt === null
const endOf = async (room: { id: string }) => (await recordOf(room)).endReason

type Inside = Awaited<ReturnType<typeof comeInside>>
const seenBy = async ({ visitor, params }: Inside) => (await visitor.ask(readSession, { params })).reply

/** Ada leads, Awa takes part. */
const aLesson = async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  return { room, ada, awa }
}

/** A room of Ada's, who is not there; Bob leads it as long as it is shared with him, always from the same tab. */
const lentToBob = async () => {
  const room = await anOpenRoom(house)
  const body = { users: [cast.bob.userId], groups: [], role: 'moderator' as const }
  await house.ask('ada', shareRoom, { params: { roomId: room.id }, body })
  const tab = randomUUID()
  return { room, enter: () => comeInside(house, house.as('bob'), room.code, { name: 'Bob', tab }) }
}
const withdrawn = async ({ id: roomId }: { id: string }) => {
  const { reply } = await house.ask('ada', listGrants, { params: { roomId } })
  for (const { id } of reply) await house.ask('ada', withdrawGrant, { params: { roomId, grantId: id } })
}

/** Started one after the other while nobody may touch the session, and so coming to it in that order. */
const inLine = <Deeds extends (() => Promise<unknown>)[]>({ sessionId }: { sessionId: string }, ...deeds: Deeds) =>
  house.db.transaction(async (tx) => {
    await tx.execute(sql`select from sessions where id = ${sessionId} for update`)
    const started: Promise<unknown>[] = []
    for (const deed of deeds) {
      started.push(deed())
      await expect.poll(waiting).toBe(started.length)
    }
    return started as { [K in keyof Deeds]: ReturnType<Deeds[K]> }
  })
const waiting = async () => {
  const { rows } = await house.db.execute(sql`select count(*)::int as locked from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%"sessions"%'`)
  return rows[0]?.['locked']
}
const leave = ({ visitor, params }: Inside) => visitor.ask(leaveSession, { params })

describe('a session ends by itself', () => {
  test('ENT-S6 ENT-24 two minutes after the last moderator left', async () => {
    const { room, ada } = await aLesson()
    clock.pass(60)
    await world.disconnect(room.sessionId, ada.participantId)
    clock.pass(119)
    await look()
    expect(await isOpen(room)).toBe(true)

    clock.pass(1)
    await look()

    expect(await endOf(room)).toBe('no_moderator')
    expect(world.present(room.sessionId)).toBe(undefined)
  })

  test('ENT-S6 not when one comes back before', async () => {
    const { room, ada } = await aLesson()
    await world.disconnect(room.sessionId, ada.participantId)
    clock.pass(110)
    await world.connect(ada.media.token)
    clock.pass(300)

    await look()

    expect(await isOpen(room)).toBe(true)
  })

  test('ENT-S6 not while one moderator of two is there', async () => {
    const { room, ada } = await aLesson()
    await comeInside(house, house.as('ada'), room.code, { name: 'Ada, au téléphone' })
    await leave(ada)
    clock.pass(300)

    await look()

    expect(await isOpen(room)).toBe(true)
  })

  test('ENT-S6 a moderator let in at the last second wins, and if they stay at the door after all, it is over', async () => {
    const { room, ada } = await aLesson()
    await leave(ada)
    clock.pass(119)
    const back = await goIn(house.as('ada'), room.code, { name: 'Ada' })
    clock.pass(30)
    await look()
    expect(await isOpen(room)).toBe(true)

    clock.pass(30)
    await look()

    expect(await endOf(room)).toBe('no_moderator')
    await expect(world.connect(back.media.token)).rejects.toThrow('no meeting')
  })

  test('ENT-S6 a moderator who comes back at the very moment of the end is in a meeting, this one or a new one', async () => {
    for (let time = 0; time < 8; time += 1) {
      const { room, ada } = await aLesson()
      await leave(ada)
      clock.pass(120)
      const [entry] = await Promise.all([goIn(house.as('ada'), room.code, { name: 'Ada' }), look()])
      await world.connect(entry.media.token)

      expect(world.present(entry.sessionId)).toContain(entry.participantId)
      const record = await recordOf(room)
      expect([record.id, record.endedAt]).toEqual([entry.sessionId, null])
      const params = { roomId: room.id, sessionId: room.sessionId }
      const { reply } = await house.ask('ada', readAttendance, { params })
      const open = reply.flatMap(({ stays }) => stays).filter(({ leftAt }) => leftAt === null)
      expect(open.length > 0).toBe(record.id === room.sessionId)
    }
  })

  test('ENT-09 who takes a seat in the moment it is closed waits, or leads a new one', async () => {
    const room = await anOpenRoom(house)
    const close = () => house.ask('ada', closeRoom, { params: { roomId: room.id } })

    const [, late] = await inLine(room, close, () => knock(house.aGuest(), room.code))
    expect(await late).toEqual({ outcome: 'waiting' })

    clock.pass(1)
    const { reply: again } = await house.ask('ada', openRoom, { params: { roomId: room.id } })
    const sessionId = again.session?.sessionId ?? ''
    clock.pass(1)
    const [, led] = await inLine({ sessionId }, close, () => knock(house.as('ada'), room.code))
    const entry = await led
    if (entry?.outcome !== 'admitted') throw new Error('Ada is not let in.')
    await world.connect(entry.media.token)
    expect(await recordOf(room)).toMatchObject({ id: entry.sessionId, endedAt: null })
    expect(entry.sessionId).not.toBe(sessionId)
  })

  test('ENT-S6 two minutes after the last moderator was made a participant, whoever else had led before', async () => {
    const { room, ada, awa } = await aLesson()
    await ada.visitor.ask(giveRole, { params: awa.params, body: { role: 'moderator' } })
    await world.disconnect(room.sessionId, ada.participantId)
    clock.pass(50)
    await ada.visitor.ask(giveRole, { params: awa.params, body: { role: 'participant' } })
    clock.pass(119)
    await look()
    expect(await isOpen(room)).toBe(true)

    clock.pass(1)
    await look()

    expect(await endOf(room)).toBe('no_moderator')
  })

  test('ENT-S6 nobody leads after the one moderator inside was made a participant by one who stays at the door', async () => {
    const room = await anOpenRoom(house)
    const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    await goIn(house.as('ada'), room.code, { name: 'Ada' })
    for (const role of ['moderator', 'participant'] as const)
      await house.ask('ada', giveRole, { params: bob.params, body: { role } })
    expect((await seenBy(bob)).ends).toMatchObject({ why: 'no_moderator', left: 120 })
    clock.pass(120)

    await look()

    expect(await endOf(room)).toBe('no_moderator')
  })

  test('ENT-S6 two minutes after the one moderator’s lead was withdrawn, loaded they the page again or not', async () => {
    const { room, enter } = await lentToBob()
    const bob = await enter()
    clock.pass(600)
    await look()
    expect((await seenBy(bob)).ends?.why).toBe('max_duration')
    await withdrawn(room)
    await expect.poll(async () => (await seenBy(bob)).ends).toMatchObject({ why: 'no_moderator', left: 120 })

    clock.pass(60)
    expect(await enter()).toMatchObject({ role: 'participant', participantId: bob.participantId })

    clock.pass(59)
    await look()
    expect(await isOpen(room)).toBe(true)
    clock.pass(1)
    await look()
    expect(await endOf(room)).toBe('no_moderator')
  })

  test('ENT-S6 whoever comes back as a participant does not put off the end of what nobody leads', async () => {
    const { room, enter } = await lentToBob()
    const bob = await enter()
    await world.disconnect(bob.sessionId, bob.participantId)
    await withdrawn(room)
    clock.pass(40)

    const back = await enter()

    expect((await seenBy(back)).ends).toMatchObject({ why: 'no_moderator', left: 80 })
  })

  test('ENT-24 a minute after everybody left, and not before', async () => {
    const { room, ada, awa } = await aLesson()
    await leave(ada)
    clock.pass(10)
    await leave(awa)
    clock.pass(59)
    await look()
    expect(await isOpen(room)).toBe(true)

    clock.pass(1)
    await look()

    expect(await endOf(room)).toBe('empty')
  })

  test('SC-06 a meeting without an account ends when nobody came, after half an hour', async () => {
    const meeting = await aMeeting(house)
    const guest = house.aGuest()
    const { sessionId } = await goIn(guest, meeting.code)
    clock.pass(1799)
    await look()
    expect(world.present(sessionId)).toEqual([])

    clock.pass(1)
    await look()

    expect(world.present(sessionId)).toBe(undefined)
  })

  test('CH-11 when it has lasted as long as the institution says', async () => {
    await house.ask('malik', changeTenant, { body: { sessionLength: 60 } })
    const { room } = await aLesson()
    await house.ask('malik', changeTenant, { body: { sessionLength: 120 } })
    clock.pass(3599)
    await look()
    expect(await isOpen(room)).toBe(true)

    clock.pass(1)
    await look()

    expect(await endOf(room)).toBe('max_duration')
  })

  test('ENT-24 at the hour of the night that the institution chose, by its own clock', async () => {
    const hour = new Date(clock.now().getTime() + 3600_000)
    hour.setUTCMinutes(0, 0, 0)
    // Nairobi keeps three hours more than Greenwich the year round.
    const nightlyStop = (hour.getUTCHours() + 3) % 24
    await house.ask('malik', changeTenant, { body: { nightlyStop, timeZone: 'Africa/Nairobi' } })
    const { room, awa } = await aLesson()
    const left = Math.round((hour.getTime() - clock.now().getTime()) / 1000)
    expect((await seenBy(awa)).ends).toEqual({ at: hour.toISOString(), left, why: 'nightly' })
    clock.pass(left + 1)

    await look()

    expect(await endOf(room)).toBe('nightly')
    await house.ask('malik', changeTenant, { body: { nightlyStop: null, timeZone: 'Europe/Paris' } })
  })
})

describe('an engine that does not answer', () => {
  test('ENT-24 for ten minutes has lost its sessions', async () => {
    const { room, awa } = await aLesson()
    world.lose(room.sessionId)
    await expect(look()).rejects.toThrow('engine.unreachable')
    clock.pass(599)
    await expect(look()).rejects.toThrow('engine.unreachable')
    expect((await seenBy(awa)).ends).toMatchObject({ why: 'server_lost', left: 1 })

    clock.pass(1)
    await expect(look()).rejects.toThrow('engine.unreachable')
    world.lose(undefined)

    expect(await endOf(room)).toBe('server_lost')
    await look()
    expect(world.present(room.sessionId)).toBe(undefined)
  })

  test('and answers again has lost none: people come back by themselves', async () => {
    const { room, awa } = await aLesson()
    world.lose(room.sessionId)
    await expect(look()).rejects.toThrow('engine.unreachable')
    clock.pass(500)
    world.lose(undefined)
    world.crash()
    await look()
    await world.connect(awa.media.token)
    world.lose(room.sessionId)
    clock.pass(110)

    await expect(look()).rejects.toThrow('engine.unreachable')
    world.lose(undefined)

    expect(await isOpen(room)).toBe(true)
  })
})

describe('those inside', () => {
  test('ENT-S6 all see when it will end and why, and that it will not, once a moderator is back', async () => {
    const { room, ada, awa } = await aLesson()
    expect((await seenBy(awa)).ends?.why).toBe('max_duration')
    await leave(ada)
    clock.pass(30)
    expect((await seenBy(awa)).ends).toEqual({
      at: new Date(clock.now().getTime() + 90_000).toISOString(),
      left: 90,
      why: 'no_moderator',
    })

    await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })

    expect((await seenBy(awa)).ends?.why).toBe('max_duration')
  })

  test('ENT-24 are told afterwards why it ended', async () => {
    const { ada, awa } = await aLesson()
    await leave(ada)
    clock.pass(120)
    await look()

    expect(await seenBy(awa)).toMatchObject({ endReason: 'no_moderator', ends: null, can: { extend: false } })
  })

  test('ENT-09 who closed it is kept, by their account', async () => {
    const { room } = await aLesson()
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    expect(await recordOf(room)).toMatchObject({ endReason: 'closed_by_user', endedBy: cast.ada.name })

    const other = await aLesson()
    await other.ada.visitor.ask(endSession, { params: other.ada.params })
    expect(await recordOf(other.room)).toMatchObject({ endReason: 'closed_by_user', endedBy: cast.ada.name })

    const unled = await aLesson()
    await leave(unled.ada)
    clock.pass(120)
    await look()
    expect(await recordOf(unled.room)).toMatchObject({ endReason: 'no_moderator', endedBy: null })
  })
})
