import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { listMessages, postMessage } from '@amphi/contract/chat'
import { type Entry, enterDoor, readDoor } from '@amphi/contract/doors'
import { decideLobby, leaveLobby, readLobby, readLobbyRequest, tellLobby } from '@amphi/contract/lobby'
import { banParticipant, liftBan, removeParticipant } from '@amphi/contract/moderation'
import { changeRoomSettings, type RoomSettings } from '@amphi/contract/room-settings'
import { listRooms, readRoom } from '@amphi/contract/rooms'
import { closeRoom, leaveSession, openRoom, raiseHand, readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aMeeting, anOpenRoom, comeInside, goIn, knock, worldOf } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })

const set = (room: { id: string }, settings: Partial<RoomSettings>) =>
  house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: settings })

/** Open, with a lobby, and Ada inside, who leads. */
const aRoomWithLobby = async (lobby: RoomSettings['lobby'] = 'everyone', more: Partial<RoomSettings> = {}) => {
  const room = await anOpenRoom(house)
  await set(room, { lobby, ...more })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  return { ...room, ada, params: { sessionId: room.sessionId } }
}

const requestOf = (entry: Entry) => {
  if (entry.outcome !== 'lobby') throw new Error(`Not in the lobby: ${entry.outcome}`)
  return entry.request
}

/** A second after whoever came before. */
const wait = async (room: { code: string }, name = 'Awa', visitor: Visitor = house.aGuest()) => {
  clock.pass(1)
  const tab = randomUUID()
  const request = requestOf(await knock(visitor, room.code, { name, tab }))
  const read = async () => (await visitor.ask(readLobbyRequest, { params: { requestId: request.id } })).reply
  return { visitor, name, tab, request, read, id: request.id }
}

type Waiting = Awaited<ReturnType<typeof wait>>
type Room = Awaited<ReturnType<typeof aRoomWithLobby>>

const again = (room: { code: string }, { visitor, name, tab }: Pick<Waiting, 'visitor' | 'name' | 'tab'>, more = {}) =>
  visitor.ask(enterDoor, { params: { code: room.code }, body: { name, tab, ...more } })

const decide = (
  { ada, params }: Room,
  decision: 'admit' | 'refuse' | 'let_in_after_all',
  requests: Waiting['id'][] | 'all',
  by: Visitor = ada.visitor,
) => by.ask(decideLobby, { params, body: { decision, requests } })

/** How many wait for what somebody else writes. */
const waitingForLocks = async () => {
  const { rows } = await house.db.execute(
    sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length
}

const lobbyOf = async ({ ada, params }: Room) => (await ada.visitor.ask(readLobby, { params })).reply
const namesIn = async (room: Room) => (await lobbyOf(room)).waiting.map(({ name }) => name)

describe('waiting', () => {
  test('ENT-07 whoever must be let in waits, is told their place, and holds neither a seat nor a pass', async () => {
    const room = await aRoomWithLobby()

    const awa = await wait(room)
    const bob = await wait(room, 'Bob', house.as('bob'))

    expect(awa.request).toMatchObject({ state: 'waiting', place: 1, message: null, sessionId: room.sessionId })
    expect(bob.request).toMatchObject({ state: 'waiting', place: 2 })
    const { rows } = await house.db.execute(
      `select name from participants where session_id = '${room.sessionId}' order by name`,
    )
    expect(rows).toEqual([{ name: 'Ada' }])
    expect(worldOf(house).present(room.sessionId)).toEqual([room.ada.participantId])
  })

  test('no door of the session opens to who waits', async () => {
    const room = await aRoomWithLobby()
    const { visitor } = await wait(room)
    const participantId = room.ada.participantId
    const { params } = room
    const text = { id: randomUUID(), participantId, text: 'Bonjour' }

    const statuses = [
      (await visitor.ask(readSession, { params })).status,
      (await visitor.ask(listMessages, { params, query: {} })).status,
      (await visitor.ask(postMessage, { params, body: text })).status,
      (await visitor.ask(raiseHand, { params: { ...params, participantId }, body: { raised: true } })).status,
      (await visitor.ask(readLobby, { params })).status,
    ]

    expect(statuses).toEqual([404, 404, 404, 404, 404])
    const page = await aPage(house.app, visitor)
    expect(await page.join(`session:${room.sessionId}`)).toBe(false)
    expect(await page.join(`lobby:${room.sessionId}`)).toBe(false)
  })

  test('ENT-07 a lobby for guests lets in who has an account, and those who lead never wait', async () => {
    const room = await aRoomWithLobby('guests')

    expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'admitted' })
    expect(await knock(house.as('ada'), room.code)).toMatchObject({ outcome: 'admitted', role: 'moderator' })
    expect(await knock(house.aGuest(), room.code)).toMatchObject({ outcome: 'lobby' })
  })

  test('ENT-07 the moderators’ link leads past the lobby', async () => {
    const meeting = await aMeeting(house)
    const entry = await knock(house.aGuest(), meeting.moderatorCode)
    expect(entry).toMatchObject({ outcome: 'admitted', role: 'moderator' })
  })

  test('the password comes before the lobby, and never opens it', async () => {
    const room = await aRoomWithLobby('everyone', { password: 'orangers' })
    const awa = { visitor: house.aGuest(), name: 'Awa', tab: randomUUID() }

    expect((await again(room, awa)).reply).toEqual({ outcome: 'password', wrong: false })
    expect((await again(room, awa, { password: 'orangers' })).reply).toMatchObject({ outcome: 'lobby' })
  })

  test('POD-18 before it is open one waits for that; then for a moderator', async () => {
    const room = await aRoomWithLobby()
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    const guest = house.aGuest()
    expect(await knock(guest, room.code)).toEqual({ outcome: 'waiting' })

    await house.ask('ada', openRoom, { params: { roomId: room.id } })

    expect(await knock(guest, room.code)).toMatchObject({ outcome: 'lobby', request: { state: 'waiting' } })
  })

  test('a second tab, or a page loaded again, joins the request and keeps the place', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    await wait(room, 'Bob')

    const second = requestOf(await knock(awa.visitor, room.code, { name: 'Awa' }))
    const reloaded = requestOf((await again(room, awa)).reply)

    expect([second, reloaded]).toMatchObject([
      { id: awa.id, place: 1 },
      { id: awa.id, place: 1 },
    ])
    expect(await namesIn(room)).toEqual(['Awa', 'Bob'])
  })

  test('tabs that ask at the same moment are one request', async () => {
    const room = await aRoomWithLobby()
    const bob = house.as('bob')

    const entries = await Promise.all(Array.from({ length: 8 }, () => knock(bob, room.code, { name: 'Bob' })))

    expect(new Set(entries.map((entry) => requestOf(entry).id)).size).toBe(1)
    expect((await lobbyOf(room)).count).toBe(1)
  })

  test('the place is told only where the room says so', async () => {
    const room = await aRoomWithLobby('everyone', { lobbyPlace: false })
    const awa = await wait(room)

    expect(awa.request.place).toBe(null)
    await set(room, { lobbyPlace: true })
    expect((await awa.read()).place).toBe(1)
  })

  test('the door says that one will be let in by a moderator, and names nobody inside', async () => {
    const room = await aRoomWithLobby('guests')
    const doorFor = async (visitor: Visitor) => (await visitor.ask(readDoor, { params: { code: room.code } })).reply

    expect(await doorFor(house.aGuest())).toMatchObject({ needs: { lobby: true }, session: { people: 1, names: [] } })
    expect(await doorFor(house.as('bob'))).toMatchObject({ needs: { lobby: false }, session: { names: ['Ada'] } })
    expect(await doorFor(house.as('ada'))).toMatchObject({ needs: { lobby: false } })
  })

  test('the list of rooms, and the room, say how many wait', async () => {
    const room = await aRoomWithLobby()
    await wait(room)
    await wait(room, 'Bob')

    const { reply: rooms } = await house.ask('ada', listRooms, {})
    const { reply: one } = await house.ask('ada', readRoom, { params: { roomId: room.id } })

    expect(rooms.find(({ id }) => id === room.id)).toMatchObject({
      guarded: { lobby: true },
      session: { people: 1, waiting: 2 },
    })
    expect(one).toMatchObject({ guarded: { lobby: true }, session: { waiting: 2 } })
  })
})

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

describe('an end to waiting', () => {
  test('ENT-07 after ten minutes a request has run out, and may be made again, at the end of the queue', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    for (let minute = 0; minute < 10; minute += 1) {
      expect((await awa.read()).state).toBe('waiting')
      clock.pass(30)
      await awa.read()
      await house.sweeps.now('lobby')
      clock.pass(30)
    }
    const bob = await wait(room, 'Bob')
    await house.sweeps.now('lobby')

    expect((await awa.read()).state).toBe('expired')
    clock.pass(1)
    expect((await again(room, awa)).reply).toMatchObject({ request: { state: 'waiting', place: 2 } })
    expect((await bob.read()).place).toBe(1)
  })

  test('whoever stops waiting says so', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)

    expect((await awa.visitor.ask(leaveLobby, { params: { requestId: awa.id } })).status).toBe(204)

    expect((await awa.read()).state).toBe('left')
    expect((await lobbyOf(room)).count).toBe(0)
  })

  test('a page that is gone waits no more, one that asks does, and so does one whose line stands', async () => {
    const room = await aRoomWithLobby()
    const [gone, asks, listens] = [await wait(room), await wait(room, 'Bob'), await wait(room, 'Chloé')]
    const page = await aPage(house.app, listens.visitor)
    expect(await page.join(`lobby-request:${listens.id}`)).toBe(true)

    clock.pass(40)
    await asks.read()
    await house.sweeps.now('pages in the lobby')
    clock.pass(10)
    await house.sweeps.now('lobby')

    expect(await namesIn(room)).toEqual(['Bob', 'Chloé'])
    expect((await gone.read()).state).toBe('left')
  })

  test('the session ends, and so does waiting for it', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)

    await house.ask('ada', closeRoom, { params: { roomId: room.id } })

    await expect.poll(async () => (await awa.read()).state).toBe('expired')
    const late = await decide(room, 'admit', 'all')
    expect([late.status, late.refusal.code]).toEqual([410, 'session.ended'])
  })

  test('whoever asks at the very moment the session ends waits for nothing either', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    const asking = Promise.withResolvers<Entry>()
    const undone = new Error('nobody asked here')

    // Held up by another request of his, which comes to nothing: his own is written once all others have expired.
    const before = house.db.transaction(async (tx) => {
      await tx.execute(sql`insert into lobby_requests
        select tenant_id, ${randomUUID()}, session_id, room_id, ${cast.bob.userId}, guest, name, state, asked_at, seen_at
        from lobby_requests where id = ${awa.id}`)
      knock(house.as('bob'), room.code).then(asking.resolve, asking.reject)
      await expect.poll(() => waitingForLocks()).toBe(1)
      await house.ask('ada', closeRoom, { params: { roomId: room.id } })
      await expect.poll(async () => (await awa.read()).state).toBe('expired')
      throw undone
    })
    await expect(before).rejects.toBe(undone)

    const { id } = requestOf(await asking.promise)
    expect((await house.ask('bob', readLobbyRequest, { params: { requestId: id } })).reply.state).toBe('expired')
  })

  test('ENT-07 who was put out is let in anew by a moderator, also when it was for good and is no more', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    const comesIn = async () => {
      await decide(room, 'admit', [awa.id])
      const { reply } = await again(room, awa)
      if (reply.outcome !== 'admitted') throw new Error(`Still out: ${reply.outcome}`)
      return { sessionId: reply.sessionId, participantId: reply.participantId }
    }
    const asks = async () => {
      clock.pass(1)
      return (await again(room, awa)).reply.outcome
    }

    await room.ada.visitor.ask(removeParticipant, { params: await comesIn() })
    expect(await asks()).toBe('lobby')
    const params = await comesIn()
    await room.ada.visitor.ask(banParticipant, { params })
    expect(await asks()).toBe('refused')
    await room.ada.visitor.ask(liftBan, { params })
    expect(await asks()).toBe('lobby')
    await comesIn()
    expect(await asks()).toBe('admitted')
  })

  test('nor does having been inside before there was a lobby bring back who was put out', async () => {
    const room = await anOpenRoom(house)
    const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
    const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    const eve = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
    await set(room, { lobby: 'everyone' })

    await ada.visitor.ask(removeParticipant, { params: eve.params })

    expect(await knock(eve.visitor, room.code)).toMatchObject({ outcome: 'lobby' })
    expect(await knock(bob.visitor, room.code)).toMatchObject({ outcome: 'admitted' })
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

describe('what those who wait read', () => {
  const tell = ({ ada, params }: Room, text: string | null) => ada.visitor.ask(tellLobby, { params, body: { text } })

  test('ENT-07 a moderator’s words, with their name and the time, changed and taken back at any moment', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    const page = await aPage(house.app, awa.visitor)
    await page.join(`lobby-request:${awa.id}`)

    expect((await tell(room, ' J’ouvre dans deux minutes. ')).status).toBe(204)

    await page.hearsFact('lobby.told')
    const message = { text: 'J’ouvre dans deux minutes.', by: 'Ada', at: clock.now().toISOString() }
    expect((await awa.read()).message).toEqual(message)
    expect((await wait(room, 'Bob')).request.message).toEqual(message)
    expect((await lobbyOf(room)).message).toEqual(message)
    await tell(room, 'Encore un instant.')
    expect((await awa.read()).message?.text).toBe('Encore un instant.')
    await tell(room, null)
    expect((await awa.read()).message).toBe(null)
  })

  test.each(['', '   ', '\u0000', 'x'.repeat(301)])('a message cannot be %j', async (text) => {
    const { status, refusal } = await tell(await aRoomWithLobby(), text)

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
  })
})

describe('who may', () => {
  test('ENT-07 only those who lead see who waits, decide, and tell them something', async () => {
    const room = await aRoomWithLobby('guests')
    const awa = await wait(room)
    const participant = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    const { params } = room
    const answers = async (visitor: Visitor) => [
      (await visitor.ask(readLobby, { params })).status,
      (await decide(room, 'admit', [awa.id], visitor)).status,
      (await decide(room, 'refuse', 'all', visitor)).status,
      (await visitor.ask(tellLobby, { params, body: { text: 'Entrez' } })).status,
    ]

    expect(await answers(participant.visitor)).toEqual([403, 403, 403, 403])
    expect(await answers(house.as('malik'))).toEqual([404, 404, 404, 404])
    expect(await answers(awa.visitor)).toEqual([404, 404, 404, 404])
    expect(await answers(house.as('eve'))).toEqual([404, 404, 404, 404])
    expect(await answers(house.aGuest())).toEqual([401, 401, 401, 401])
    expect((await awa.read()).state).toBe('waiting')
  })

  test('whoever led, and has left, lets nobody in', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    await room.ada.visitor.ask(leaveSession, { params: room.ada.params })

    const { status, refusal } = await decide(room, 'admit', [awa.id])

    expect([status, refusal.code]).toEqual([403, 'participant.not_inside'])
  })

  test('a request is known to the one who made it alone', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    const other = await wait(room, 'Bob')
    const params = { requestId: awa.id }

    for (const visitor of [other.visitor, house.as('bob'), house.as('ada'), house.as('eve')]) {
      expect((await visitor.ask(readLobbyRequest, { params })).status).toBe(404)
      expect((await visitor.ask(leaveLobby, { params })).status).toBe(404)
      expect(await (await aPage(house.app, visitor)).join(`lobby-request:${awa.id}`)).toBe(false)
    }
    expect((await awa.read()).state).toBe('waiting')
  })

  test('a request of another session is not decided here', async () => {
    const [room, elsewhere] = [await aRoomWithLobby(), await aRoomWithLobby()]
    const awa = await wait(elsewhere)

    expect((await decide(room, 'admit', [awa.id])).reply).toMatchObject({ decided: 0, otherwise: [] })
    expect((await awa.read()).state).toBe('waiting')
  })
})

describe('hearing of it', () => {
  test('moderators hear who comes, one who waits hears of themselves, and nobody else anything', async () => {
    const room = await aRoomWithLobby()
    const [awa, bob] = [await wait(room), await wait(room, 'Bob')]
    const [atDesk, hers, his] = await Promise.all(
      [room.ada.visitor, awa.visitor, bob.visitor].map((visitor) => aPage(house.app, visitor)),
    )
    if (!atDesk || !hers || !his) throw new Error('No pages.')
    expect(await atDesk.join(`lobby:${room.sessionId}`)).toBe(true)
    await hers.join(`lobby-request:${awa.id}`)
    await his.join(`lobby-request:${bob.id}`)

    await decide(room, 'admit', [awa.id])

    expect((await hers.hearsFact('lobby.changed')).ids).toMatchObject({ requestIds: [awa.id] })
    expect((await atDesk.hearsFact('lobby.changed')).ids).toMatchObject({ requestIds: [] })
    await his.catchUp()
    expect(his.heard.filter(({ say }) => say === 'fact')).toEqual([])
  })

  test('a hundred who come at once are a few words to moderators', async () => {
    const room = await aRoomWithLobby()
    const page = await aPage(house.app, room.ada.visitor)
    await page.join(`lobby:${room.sessionId}`)

    await Promise.all(Array.from({ length: 100 }, (_, i) => wait(room, `Élève ${i}`)))
    await page.hearsFact('lobby.changed')
    expect((await lobbyOf(room)).count).toBe(100)
    await page.catchUp()

    expect(page.heard.filter((it) => it.say === 'fact').length).toBeLessThan(50)
  })

  test('whoever owns the room hears in their list that somebody waits', async () => {
    const room = await aRoomWithLobby()
    const page = await aPage(house.app, house.as('ada'))
    await page.join('rooms')

    await wait(room)

    await page.hearsFact('lobby.changed')
  })
})
