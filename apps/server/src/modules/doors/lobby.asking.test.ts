import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { listMessages, postMessage } from '@amphi/contract/chat'
import { type Entry, readDoor } from '@amphi/contract/doors'
import { leaveLobby, readLobby, readLobbyRequest } from '@amphi/contract/lobby'
import { banParticipant, liftBan, removeParticipant } from '@amphi/contract/moderation'
import { listRooms, readRoom } from '@amphi/contract/rooms'
import { closeRoom, openRoom, raiseHand, readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aMeeting, anOpenRoom, comeInside, knock, worldOf } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'
import { lobbiesOf, requestOf } from '@amphi/testkit/lobbies'
import { waitingForLocks } from '@amphi/testkit/locks'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const { set, aRoomWithLobby, wait, again, decide, lobbyOf, namesIn } = lobbiesOf(house, clock)

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

  test('a second tab under another name waits with the first, and is not let in as whoever was seen', async () => {
    const room = await aRoomWithLobby()
    const awa = await wait(room)
    await wait(room, 'Bob')
    const seen = awa.id

    const other = await wait(room, 'M. le Recteur', awa.visitor)

    expect(await namesIn(room)).toEqual(['Awa', 'Bob'])
    expect(other.request).toMatchObject({ id: seen, name: 'Awa', place: 1 })
    expect((await again(room, awa)).reply).toMatchObject({ request: { id: seen, name: 'Awa' } })
    await decide(room, 'admit', [seen])
    const [first, second] = [
      await knock(awa.visitor, room.code, { name: 'Awa' }),
      await knock(awa.visitor, room.code, { name: 'M. le Recteur' }),
    ]
    expect([first.outcome, second.outcome]).toEqual(['admitted', 'lobby'])
    expect(await namesIn(room)).toEqual(['Bob', 'M. le Recteur'])
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
      await expect.poll(() => waitingForLocks(house)).toBe(1)
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
