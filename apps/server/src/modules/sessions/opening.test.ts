import { describe, expect, test } from 'vitest'
import { createRoom, listRooms, readRoom, removeRoom, renameRoom } from '@amphi/contract/rooms'
import { changePerson, removePerson, invitePeople } from '@amphi/contract/people'
import { readDoor } from '@amphi/contract/doors'
import { closeRoom, listSessions, openRoom } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, aRoom, comeInside, goIn, knock, worldOf } from '@amphi/testkit/story'

const house = await aHouse()
const world = worldOf(house)

describe('making a room', () => {
  test('ENT-01 a new room is closed, and its owner may do everything with it', async () => {
    const { status, reply } = await house.ask('ada', createRoom, { body: { name: '  Conseil d’UFR ' } })

    expect(status).toBe(200)
    expect(reply).toMatchObject({
      name: 'Conseil d’UFR',
      kind: 'standard',
      ownerId: cast.ada.userId,
      session: null,
      last: null,
      standing: 'owner',
      ownerName: cast.ada.name,
      can: { open: true, close: true, configure: true, share: true, handOver: true, remove: true },
    })
    expect(reply.code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}-[2-9a-z]{4}$/)
  })

  test.each([[''], [' '], ['x'], ['x'.repeat(251)]])('ENT-01 a room is not called “%s”', async (name) => {
    const { status, refusal } = await house.ask('ada', createRoom, { body: { name } })

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
    expect(refusal.details['issues']).toMatchObject([{ at: 'body.name' }])
  })

  test('ENT-01 who may not create rooms is refused; an administrator always may', async () => {
    const { userId } = cast.bob
    await house.ask('malik', changePerson, { params: { userId }, body: { capabilities: [] } })
    await house.ask('malik', changePerson, { params: { userId: cast.malik.userId }, body: { capabilities: [] } })

    const bobs = await house.as('bob').ask(createRoom, { body: { name: 'Refusée' } })
    const maliks = await house.as('malik').ask(createRoom, { body: { name: 'Permise' } })

    expect([bobs.status, bobs.refusal.code]).toEqual([403, 'room.creation_forbidden'])
    expect(maliks.status).toBe(200)
    await house.ask('malik', changePerson, { params: { userId }, body: { capabilities: ['createRooms'] } })
  })
})

describe('the list of rooms', () => {
  test('ENT-03 POD-01 it shows one’s own rooms, the personal one first, those that are open, then by name', async () => {
    const bob = await house.asAnew('bob')
    for (const name of ['Cours', 'atelier', 'Salle 10', 'Bureau', 'Salle 2', 'Études'])
      await bob.ask(createRoom, { body: { name } })
    const { reply: all } = await bob.ask(listRooms, {})
    const cours = all.find(({ name }) => name === 'Cours')
    await bob.ask(openRoom, { params: { roomId: cours?.id ?? '' } })

    const { reply: rooms } = await bob.ask(listRooms, {})
    const { reply: adas } = await house.ask('ada', listRooms, {})

    expect(rooms.map(({ name, session }) => [name, session !== null])).toEqual([
      [`Salle de ${cast.bob.name}`, false],
      ['Cours', true],
      ['atelier', false],
      ['Bureau', false],
      ['Études', false],
      ['Salle 2', false],
      ['Salle 10', false],
    ])
    expect(adas.filter(({ id }) => rooms.some((room) => room.id === id))).toEqual([])
  })

  test('ENT-03 a room one does not own is not there', async () => {
    const { id: roomId } = await aRoom(house)

    for (const who of ['bob', 'eve'] as const) {
      const answers = [
        await house.ask(who, readRoom, { params: { roomId } }),
        await house.ask(who, renameRoom, { params: { roomId }, body: { name: 'À moi' } }),
        await house.ask(who, openRoom, { params: { roomId } }),
        await house.ask(who, closeRoom, { params: { roomId } }),
        await house.ask(who, removeRoom, { params: { roomId } }),
        await house.ask(who, listSessions, { query: {}, params: { roomId } }),
      ]
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    }
  })
})

describe('opening and closing', () => {
  test('ENT-07 opening starts a session, and says who started it and when', async () => {
    const room = await anOpenRoom(house)

    expect(room.session).toMatchObject({ startedBy: cast.ada.name, people: 0, moderators: 0 })
    expect(world.present(room.sessionId)).toEqual([])
    const { reply: history } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
    expect(history).toMatchObject([{ id: room.sessionId, startedBy: cast.ada.name, endedAt: null, people: 0 }])
  })

  test('ENT-08 opened twice it is one session; closed twice, it is closed', async () => {
    const room = await anOpenRoom(house)
    const params = { roomId: room.id }

    const { reply: again } = await house.ask('ada', openRoom, { params })
    const closed = await house.ask('ada', closeRoom, { params })
    const closedAgain = await house.ask('ada', closeRoom, { params })

    expect(again.session?.sessionId).toBe(room.sessionId)
    expect([closed.status, closedAgain.status]).toEqual([200, 200])
    expect(closedAgain.reply.session).toBe(null)
    expect(closedAgain.reply.last?.endedAt).toBe(closed.reply.last?.endedAt)
    const { reply: history } = await house.ask('ada', listSessions, { query: {}, params })
    expect(history).toMatchObject([{ endReason: 'closed_by_user' }])
  })

  test('ENT-07 every run is a session of its own, newest first', async () => {
    const room = await anOpenRoom(house)
    const params = { roomId: room.id }
    await house.ask('ada', closeRoom, { params })
    const { reply: second } = await house.ask('ada', openRoom, { params })

    const { reply: history } = await house.ask('ada', listSessions, { query: {}, params })

    expect(history.map(({ id }) => id)).toEqual([second.session?.sessionId, room.sessionId])
  })

  test('ENT-09 ENT-S9 the room says how many are inside, and how many of them lead', async () => {
    const room = await anOpenRoom(house)
    await comeInside(house, house.as('ada'), room.code)
    await comeInside(house, await house.asAnew('ada'), room.code)
    const guest = await comeInside(house, house.aGuest(), room.code)
    await comeInside(house, house.as('bob'), room.code)
    await world.disconnect(room.sessionId, guest.participantId)

    const { reply } = await house.ask('ada', readRoom, { params: { roomId: room.id } })

    expect(reply.session).toMatchObject({ people: 3, moderators: 2 })
  })

  test('ENT-09 closing ends it for everyone inside', async () => {
    const room = await anOpenRoom(house)
    const guest = await comeInside(house, house.aGuest(), room.code)

    await house.ask('ada', closeRoom, { params: { roomId: room.id } })

    expect(world.present(room.sessionId)).toBe(undefined)
    await expect(world.connect(guest.media.token)).rejects.toThrow('no meeting')
    expect(await knock(guest.visitor, room.code)).toEqual({ outcome: 'waiting' })
  })

  test('ENT-10 what ended is shown closed, with the moment it ended', async () => {
    const room = await anOpenRoom(house)
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })

    const { reply: seen } = await house.ask('ada', readRoom, { params: { roomId: room.id } })
    const { reply: door } = await house.aGuest().ask(readDoor, { params: { code: room.code } })

    expect(seen).toMatchObject({ session: null, last: { startedAt: room.session?.startedAt } })
    expect(door.session).toBe(null)
  })

  test('of two who open a room at the same time, both find one session', async () => {
    const { id: roomId } = await aRoom(house)

    const opened = await Promise.all(
      Array.from({ length: 8 }, () => house.ask('ada', openRoom, { params: { roomId } })),
    )

    expect(opened.map(({ status }) => status)).toEqual(opened.map(() => 200))
    expect(new Set(opened.map(({ reply }) => reply.session?.sessionId)).size).toBe(1)
    const { reply: history } = await house.ask('ada', listSessions, { query: {}, params: { roomId } })
    expect(history).toHaveLength(1)
  })
})

describe('the link', () => {
  test('POD-22 link and session survive a new name', async () => {
    const room = await anOpenRoom(house)
    const guest = house.aGuest()
    await goIn(guest, room.code)

    const { reply: renamed } = await house.ask('ada', renameRoom, {
      params: { roomId: room.id },
      body: { name: 'Tout autre chose' },
    })
    const { reply: door } = await guest.ask(readDoor, { params: { code: room.code } })

    expect(renamed).toMatchObject({ name: 'Tout autre chose', code: room.code })
    expect(door).toMatchObject({ room: { name: 'Tout autre chose' }, session: { id: room.sessionId } })
  })

  test('SC-09 the link is read with or without dashes, in capitals too', async () => {
    const { code } = await aRoom(house)

    for (const spelt of [code, code.replaceAll('-', ''), code.toUpperCase()]) {
      const { reply } = await house.aGuest().ask(readDoor, { params: { code: spelt } })
      expect(reply.room.code).toBe(code)
    }
  })

  test('SC-09 no two rooms have one link', async () => {
    const rooms = await Promise.all(Array.from({ length: 20 }, () => aRoom(house)))

    expect(new Set(rooms.map(({ code }) => code)).size).toBe(20)
  })

  test('a link leads nowhere in another house', async () => {
    const { code } = await aRoom(house)

    const { status } = await house.ask('eve', readDoor, { params: { code } })

    expect(status).toBe(404)
  })
})

describe('deleting', () => {
  test('a room that is deleted while it is open ends for everyone first', async () => {
    const room = await anOpenRoom(house)
    await comeInside(house, house.aGuest(), room.code)

    const { status } = await house.ask('ada', removeRoom, { params: { roomId: room.id } })

    expect(status).toBe(204)
    expect(world.present(room.sessionId)).toBe(undefined)
    expect((await house.ask('ada', readRoom, { params: { roomId: room.id } })).status).toBe(404)
    expect((await house.aGuest().ask(readDoor, { params: { code: room.code } })).status).toBe(404)
  })

  test('opened and deleted at the same time, no meeting is left on the engine', async () => {
    const { id: roomId } = await aRoom(house)
    const before = world.meetings()

    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => house.ask('ada', openRoom, { params: { roomId } })),
      house.ask('ada', removeRoom, { params: { roomId } }),
      ...Array.from({ length: 4 }, () => house.ask('ada', openRoom, { params: { roomId } })),
    ])

    expect(answers.filter(({ status }) => ![200, 204, 404].includes(status))).toEqual([])
    expect((await house.ask('ada', readRoom, { params: { roomId } })).status).toBe(404)
    expect(world.meetings()).toEqual(before)
  })

  test('the rooms of someone who is deleted go to their heir, open ones stay open', async () => {
    const people = [{ email: 'partante@university.test', name: 'Partante' }]
    const { reply: invited } = await house.ask('malik', invitePeople, { body: { people } })
    const userId = invited.invited[0]?.id ?? ''
    const partante = await house.asAnew('bob', userId)
    const { reply: room } = await partante.ask(createRoom, { body: { name: 'Héritage' } })
    await partante.ask(openRoom, { params: { roomId: room.id } })

    await house.ask('malik', removePerson, { params: { userId }, query: { heir: cast.ada.userId } })

    await expect
      .poll(async () => (await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply)
      .toMatchObject({ ownerId: cast.ada.userId, code: room.code, session: { startedBy: 'Partante' } })
  })
})
