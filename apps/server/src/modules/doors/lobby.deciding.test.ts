import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decideLobby, leaveLobby } from '@amphi/contract/lobby'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { closeRoom, leaveSession, openRoom } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, comeInside, goIn, knock, worldOf } from '@amphi/testkit/story'
import { lobbiesOf, requestOf } from '@amphi/testkit/lobbies'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const { set, aRoomWithLobby, wait, again, decide, lobbyOf, namesIn } = lobbiesOf(house, clock)

describe('letting in', () => {
  test('ENT-07 one is let in, then all, in order of arrival', async () => {
    const room = await aRoomWithLobby()
    const [awa, bob, chloe] = [await wait(room), await wait(room, 'Bob'), await wait(room, 'Chloé')]
    expect(await lobbyOf(room)).toMatchObject({
      count: 3,
      waiting: [{ name: 'Awa', guest: true }, { name: 'Bob' }, { name: 'Chloé' }],
      refused: [],
      message: null,
    })

    const { reply } = await decide(room, 'admit', [bob.id])

    expect(reply).toEqual({ decided: 1, seatsLeft: 149, otherwise: [] })
    expect((await again(room, bob)).reply).toMatchObject({ outcome: 'admitted', role: 'participant' })
    expect((await again(room, awa)).reply).toMatchObject({ outcome: 'lobby', request: { place: 1 } })
    expect((await chloe.read()).place).toBe(2)

    expect((await decide(room, 'admit', 'all')).reply.decided).toBe(2)
    for (const one of [awa, chloe]) expect((await again(room, one)).reply).toMatchObject({ outcome: 'admitted' })
    expect(await namesIn(room)).toEqual([])
  })

  test('ENT-07 whoever was let in comes back without asking: by another tab, and after leaving', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    await decide(room, 'admit', [awa.id])
    const inside = await comeInside(house, awa.visitor, room.code, awa)
    await awa.visitor.ask(leaveSession, { params: inside.params })

    expect((await again(room, awa)).reply).toMatchObject({ outcome: 'admitted' })
    expect(await knock(awa.visitor, room.code, { name: 'Awa' })).toMatchObject({ outcome: 'admitted' })
  })

  test('ENT-07 a guest comes in under the name they were let in by; under another they ask again', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    await decide(room, 'admit', [awa.id])

    expect((await again(room, { ...awa, name: 'M. le Proviseur' })).reply).toMatchObject({ outcome: 'lobby' })
    expect(await namesIn(room)).toEqual(['M. le Proviseur'])
    await decide(room, 'admit', 'all')
    expect((await again(room, { ...awa, name: 'M. le Proviseur' })).reply).toMatchObject({ outcome: 'admitted' })
  })

  test('whoever has an account is told by it, whatever they call themselves', async () => {
    const room = await aRoomWithLobby()
    await wait(room, 'Paul Martin', house.as('bob'))
    await wait(room, cast.malik.name, house.as('malik'))
    await wait(room, 'Awa')

    const { waiting } = await lobbyOf(room)

    expect(waiting.map(({ name, account }) => [name, account])).toEqual([
      ['Paul Martin', cast.bob.name],
      [cast.malik.name, null],
      ['Awa', null],
    ])
  })

  test('but asks again in the next session', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    await decide(room, 'admit', [awa.id])
    await comeInside(house, awa.visitor, room.code, awa)
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    await house.ask('ada', openRoom, { params: { roomId: room.id } })

    expect((await again(room, awa)).reply).toMatchObject({ outcome: 'lobby', request: { state: 'waiting' } })
  })

  test('ENT-07 turned on during a session it does not touch those inside, nor who was', async () => {
    const room = await anOpenRoom(house)
    const tab = randomUUID()
    const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa', tab })
    const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    await bob.visitor.ask(leaveSession, { params: bob.params })

    await set(room, { lobby: 'everyone' })

    expect(worldOf(house).present(room.sessionId)).toContain(awa.participantId)
    expect(await knock(awa.visitor, room.code, { name: 'Awa', tab })).toMatchObject({ outcome: 'admitted' })
    expect(await knock(awa.visitor, room.code, { name: 'Paul' })).toMatchObject({ outcome: 'lobby' })
    expect(await knock(bob.visitor, room.code)).toMatchObject({ outcome: 'admitted' })
    expect(await knock(house.aGuest(), room.code)).toMatchObject({ outcome: 'lobby' })
  })

  test('turned off, those who wait go in at once; turned to guests, those who have an account', async () => {
    const room = await aRoomWithLobby()
    const [awa, bob] = [await wait(room), await wait(room, 'Bob', house.as('bob'))]
    const page = await aPage(house.app, awa.visitor)
    await page.join(`lobby-request:${awa.id}`)

    await set(room, { lobby: 'guests' })

    await expect.poll(async () => (await bob.read()).state).toBe('admitted')
    expect((await awa.read()).state).toBe('waiting')

    await set(room, { lobby: 'off' })

    await page.hearsFact('lobby.changed')
    expect((await awa.read()).state).toBe('admitted')
    expect((await again(room, awa)).reply).toMatchObject({ outcome: 'admitted' })
  })

  test('whoever comes in by another way waits no more', async () => {
    const room = await aRoomWithLobby()
    const guest = await wait(room, 'Awa')
    await decide(room, 'admit', [guest.id])
    await goIn(guest.visitor, room.code, guest)

    expect((await lobbyOf(room)).count).toBe(0)
  })
})

describe('refusing', () => {
  test('ENT-07 who is refused is told so, and stays refused until they ask again', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)

    await decide(room, 'refuse', [awa.id])

    expect(await awa.read()).toMatchObject({ state: 'refused', place: null })
    expect((await again(room, awa)).reply).toMatchObject({ outcome: 'lobby', request: { state: 'refused' } })
    expect(await lobbyOf(room)).toMatchObject({ count: 0, refused: [{ name: 'Awa', decidedBy: 'Ada' }] })
    expect((await again(room, awa, { askAgain: true })).reply).toMatchObject({
      request: { state: 'waiting', place: 1 },
    })
    expect(await lobbyOf(room)).toMatchObject({ count: 1, refused: [] })
  })

  test('a refused one can be let in later', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    await decide(room, 'refuse', [awa.id])

    expect((await decide(room, 'let_in_after_all', [awa.id])).reply).toMatchObject({ decided: 1, otherwise: [] })

    expect((await awa.read()).state).toBe('admitted')
    expect((await again(room, awa)).reply).toMatchObject({ outcome: 'admitted' })
  })

  test('whoever knocks again and again waits before the next knock', async () => {
    const strict = await aHouse({ clock })
    const room = await anOpenRoom(strict)
    await strict.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { lobby: 'everyone' } })
    const ada = await comeInside(strict, strict.as('ada'), room.code, { name: 'Ada' })
    const awa = { visitor: strict.aGuest(), name: 'Awa', tab: randomUUID() }
    const { id } = requestOf((await again(room, awa)).reply)
    const refuse = () =>
      ada.visitor.ask(decideLobby, { params: ada.params, body: { decision: 'refuse', requests: [id] } })
    const askAgain = () => again(room, awa, { askAgain: true })
    for (let i = 0; i < 3; i += 1) {
      await refuse()
      expect((await askAgain()).status).toBe(200)
    }
    await refuse()

    const { status, refusal } = await askAgain()

    expect([status, refusal.code, refusal.details.retryAfter]).toEqual([429, 'lobby.knocks', 300])
    clock.pass(301)
    expect((await askAgain()).reply).toMatchObject({ request: { state: 'waiting' } })
  })

  test('of two moderators the first decides; the same is no error, and the opposite is told', async () => {
    const room = await aRoomWithLobby()
    const [awa, bob, chloe] = [await wait(room), await wait(room, 'Bob'), await wait(room, 'Chloé')]
    const second = await comeInside(house, house.as('ada'), room.code, { name: 'Ada, elsewhere' })
    await decide(room, 'admit', [awa.id])
    await decide(room, 'refuse', [bob.id])
    await chloe.visitor.ask(leaveLobby, { params: { requestId: chloe.id } })

    const same = await decide(room, 'admit', [awa.id], second.visitor)
    const opposite = await decide(room, 'admit', [bob.id, chloe.id], second.visitor)

    expect(same.reply).toMatchObject({ decided: 0, otherwise: [] })
    expect(opposite.reply).toMatchObject({
      decided: 0,
      otherwise: expect.arrayContaining([
        { name: 'Bob', state: 'refused', by: 'Ada' },
        { name: 'Chloé', state: 'left', by: null },
      ]),
    })
    expect((await bob.read()).state).toBe('refused')
  })

  test('decided in both ways at the same moment, one of them holds', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)

    const answers = await Promise.all([
      decide(room, 'admit', [awa.id]),
      decide(room, 'refuse', [awa.id]),
      decide(room, 'admit', 'all'),
    ])

    expect(answers.reduce((sum, { reply }) => sum + reply.decided, 0)).toBe(1)
    expect(['admitted', 'refused']).toContain((await awa.read()).state)
  })
})

describe('seats', () => {
  test('ENT-07 CH-10 fifty let in where ten seats are left: ten come in, also when all click at once', async () => {
    const room = await aRoomWithLobby('off')
    await Promise.all(Array.from({ length: 139 }, () => goIn(house.aGuest(), room.code)))
    await set(room, { lobby: 'guests' })
    const waiting = await Promise.all(Array.from({ length: 50 }, (_, i) => wait(room, `Élève ${i}`)))

    const { reply } = await decide(room, 'admit', 'all')
    const entries = await Promise.all(waiting.map(async (one) => (await again(room, one)).reply.outcome))

    expect(reply).toMatchObject({ decided: 50, seatsLeft: 10 })
    expect(entries.filter((outcome) => outcome === 'admitted')).toHaveLength(10)
    expect(entries.filter((outcome) => outcome === 'full')).toHaveLength(40)
  })
})
