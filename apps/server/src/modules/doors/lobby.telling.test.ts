import { describe, expect, test } from 'vitest'
import { leaveLobby, readLobby, readLobbyRequest, tellLobby } from '@amphi/contract/lobby'
import { leaveSession } from '@amphi/contract/sessions'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { comeInside } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'
import { lobbiesOf, type RoomWithLobby } from '@amphi/testkit/lobbies'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const { aRoomWithLobby, wait, decide, lobbyOf } = lobbiesOf(house, clock)

describe('what those who wait read', () => {
  const tell = ({ ada, params }: RoomWithLobby, text: string | null) =>
    ada.visitor.ask(tellLobby, { params, body: { text } })

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
