import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { decideLobby, readLobby } from '@amphi/contract/lobby'
import { giveRole, switchLobby } from '@amphi/contract/moderation'
import { changePreset, createPreset } from '@amphi/contract/presets'
import { makeLink } from '@amphi/contract/room-links'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { createRoom, listRooms, renameRoom } from '@amphi/contract/rooms'
import { closeRoom, type Lobbies, openRoom, readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { lobbiesOf } from '@amphi/testkit/lobbies'
import { aPage } from '@amphi/testkit/page'
import { aColleague, aGroup, aMeeting, comeInside, knock, worldOf } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const { set, aRoomWithLobby, wait, again, lobbyOf } = lobbiesOf(house, clock)

type Inside = Awaited<ReturnType<typeof comeInside>>

const turn = ({ visitor, sessionId }: Pick<Inside, 'visitor' | 'sessionId'>, lobby: Lobbies) =>
  visitor.ask(switchLobby, { params: { sessionId }, body: { lobby } })
const seen = async ({ visitor, sessionId }: Pick<Inside, 'visitor' | 'sessionId'>) =>
  (await visitor.ask(readSession, { params: { sessionId } })).reply
const needsLobby = async (code: string, visitor: Visitor = house.aGuest()) =>
  (await visitor.ask(readDoor, { params: { code } })).reply.needs.lobby

const aForcedRoom = async (lobby: Lobbies) => {
  const told = { name: `Cours ${randomUUID()}`.slice(0, 60), settings: { lobby }, forced: ['lobby' as const] }
  const { reply: preset } = await house.ask('malik', createPreset, { body: told })
  const { reply: room } = await house.ask('ada', createRoom, { body: { name: 'Atelier', presetId: preset.id } })
  await house.ask('ada', openRoom, { params: { roomId: room.id } })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const force = (next: Lobbies) =>
    house.ask('malik', changePreset, { params: { presetId: preset.id }, body: { ...told, settings: { lobby: next } } })
  return { room, ada, force }
}

describe('switched from inside', () => {
  test('ENT-07 who leads a meeting of the moment turns it on: newcomers wait, those inside stay, and they are let in', async () => {
    const meeting = await aMeeting(house)
    const lead = await comeInside(house, house.aGuest(), meeting.moderatorCode, { name: 'Camille' })
    const tab = randomUUID()
    const awa = await comeInside(house, house.aGuest(), meeting.code, { name: 'Awa', tab })
    expect(await seen(lead)).toMatchObject({ lobby: 'off', lobbyAtLeast: 'off', can: { switchLobby: true } })
    expect((await seen(awa)).can.switchLobby).toBe(false)

    expect((await turn(lead, 'everyone')).status).toBe(204)

    expect(await seen(awa)).toMatchObject({ lobby: 'everyone' })
    expect(worldOf(house).present(lead.sessionId)).toContain(awa.participantId)
    expect(await knock(awa.visitor, meeting.code, { name: 'Awa', tab })).toMatchObject({ outcome: 'admitted' })
    expect(await needsLobby(meeting.code)).toBe(true)
    const chloe = await wait(meeting, 'Chloé')
    const decision = { decision: 'admit' as const, requests: [chloe.id] }
    await lead.visitor.ask(decideLobby, { params: { sessionId: lead.sessionId }, body: decision })
    expect((await again(meeting, chloe)).reply).toMatchObject({ outcome: 'admitted' })
  })

  test('ENT-07 narrowed to guests it lets in those with an account; turned off, all who wait', async () => {
    const room = await aRoomWithLobby()
    const [awa, bob] = [await wait(room), await wait(room, 'Bob', house.as('bob'))]
    const page = await aPage(house.app, awa.visitor)
    await page.join(`lobby-request:${awa.id}`)

    await turn(room.ada, 'guests')

    await expect.poll(async () => (await bob.read()).state).toBe('admitted')
    expect((await awa.read()).state).toBe('waiting')

    await turn(room.ada, 'off')

    await page.hearsFact('lobby.changed')
    expect((await again(room, awa)).reply).toMatchObject({ outcome: 'admitted' })
    expect(await lobbyOf(room)).toMatchObject({ count: 0 })
    expect(await needsLobby(room.code)).toBe(false)
  })

  test('it holds for this session: the room keeps its setting, and the next one begins by it', async () => {
    const room = await aRoomWithLobby('off')
    await turn(room.ada, 'everyone')
    await house.ask('ada', renameRoom, { params: { roomId: room.id }, body: { name: 'Atelier du soir' } })
    await set(room, { welcome: 'Bonjour' })
    expect(await knock(house.aGuest(), room.code)).toMatchObject({ outcome: 'lobby' })

    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    await house.ask('ada', openRoom, { params: { roomId: room.id } })

    expect(await knock(house.aGuest(), room.code)).toMatchObject({ outcome: 'admitted' })
  })

  test('ENT-16 what is set for the room while it runs becomes the session’s at once', async () => {
    const room = await aRoomWithLobby('off')
    await turn(room.ada, 'everyone')
    const [awa, bob] = [await wait(room), await wait(room, 'Bob', house.as('bob'))]

    await set(room, { lobby: 'guests' })
    expect((await seen(room.ada)).lobby).toBe('guests')
    await expect.poll(async () => (await bob.read()).state).toBe('admitted')

    // What was said inside before is over, though the room is now as it was then.
    await set(room, { lobby: 'off' })
    expect((await seen(room.ada)).lobby).toBe('off')
    await expect.poll(async () => (await awa.read()).state).toBe('admitted')
  })

  test('those at the door, those inside and those who lead hear of it', async () => {
    const room = await aRoomWithLobby('off')
    const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    const [inside, door] = [await aPage(house.app, bob.visitor), await aPage(house.app, house.aGuest())]
    await inside.join(`session:${room.sessionId}`)
    await door.join(`door:${room.code}`)

    await turn(room.ada, 'guests')

    await inside.hearsFact('lobby.switched')
    await door.hearsFact('lobby.switched')
  })

  test('a list of rooms counts those who wait, though the room itself has no lobby', async () => {
    const room = await aRoomWithLobby('off')
    await turn(room.ada, 'everyone')
    await wait(room)

    const one = (await house.ask('ada', listRooms, {})).reply.find(({ id }) => id === room.id)

    expect(one?.session).toMatchObject({ waiting: 1 })
  })
})

describe('who may', () => {
  const able = async (it: Inside) =>
    (await seen(it)).can.switchLobby ? (await turn(it, 'guests')).status : 'not offered'

  test('owner, manager, moderator by name, by group and by link, and who was made one: all who lead', async () => {
    const room = await aRoomWithLobby('off')
    const params = { roomId: room.id }
    const [manager, member] = [await aColleague(house), await aColleague(house)]
    const group = await aGroup(house, [member.id])
    await house.ask('ada', shareRoom, { params, body: { users: [manager.id], role: 'manager' } })
    await house.ask('ada', shareRoom, { params, body: { users: [cast.bob.userId], role: 'moderator' } })
    await house.ask('ada', shareRoom, { params, body: { groups: [group.id], role: 'moderator' } })
    const { reply: link } = await house.ask('ada', makeLink, { params, body: { kind: 'moderators' } })
    const made = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
    await room.ada.visitor.ask(giveRole, { params: made.params, body: { role: 'moderator' } })
    const leaders = [
      room.ada,
      await comeInside(house, manager.visitor, room.code, { name: 'Grace' }),
      await comeInside(house, house.as('bob'), room.code, { name: 'Bob' }),
      await comeInside(house, member.visitor, room.code, { name: 'Grace B.' }),
      await comeInside(house, house.aGuest(), link.code, { name: 'Camille' }),
      made,
    ]

    for (const leader of leaders) expect(await able(leader)).toBe(204)
  })

  test('nobody else: participants, those outside, another institution, nor who waits', async () => {
    const room = await aRoomWithLobby('off')
    const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
    await turn(room.ada, 'guests')
    const awa = await wait(room)
    const as = (visitor: Visitor) => turn({ visitor, sessionId: room.ada.sessionId }, 'off')

    expect((await turn(bob, 'off')).refusal.code).toBe('session.moderator_only')
    for (const stranger of [house.as('malik'), house.as('eve'), awa.visitor])
      expect((await as(stranger)).refusal.code).toBe('session.not_found')
    expect((await as(house.aGuest())).status).toBe(401)
    expect((await seen(bob)).lobby).toBe('guests')
    expect((await awa.visitor.ask(readLobby, { params: room.params })).status).toBe(404)
  })

  test('nor in a session that is over', async () => {
    const room = await aRoomWithLobby('off')
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })

    expect((await turn(room.ada, 'everyone')).refusal.code).toBe('session.ended')
    expect((await seen(room.ada)).can.switchLobby).toBe(false)
  })

  test('an engine with pages of its own lets people in there, and it is said so', async () => {
    const room = await aRoomWithLobby('guests')
    worldOf(house).able({ pages: true })

    const { status, refusal } = await turn(room.ada, 'off')

    expect([status, refusal.code]).toEqual([409, 'session.lobby_elsewhere'])
    expect(await seen(room.ada)).toMatchObject({ lobby: 'guests', can: { switchLobby: false } })
    worldOf(house).able({ pages: false })
  })
})

describe('what the institution forces', () => {
  test('is made stricter from inside, and never looser', async () => {
    const { room, ada } = await aForcedRoom('guests')
    expect(await seen(ada)).toMatchObject({ lobby: 'guests', lobbyAtLeast: 'guests' })

    const { status, refusal } = await turn(ada, 'off')

    expect([status, refusal.code]).toEqual([403, 'session.lobby_forced'])
    expect((await turn(ada, 'everyone')).status).toBe(204)
    expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'lobby' })
    expect((await turn(ada, 'guests')).status).toBe(204)
    expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'admitted' })
  })

  test('where it forces none, those who lead may have one all the same', async () => {
    const { room, ada } = await aForcedRoom('off')

    expect((await turn(ada, 'everyone')).status).toBe(204)

    expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'lobby' })
  })

  test('holds where a session was made looser before the institution said anything', async () => {
    const room = await aRoomWithLobby('everyone')
    await turn(room.ada, 'off')
    expect(await needsLobby(room.code)).toBe(false)
    const told = { name: `Jury ${randomUUID()}`, settings: { lobby: 'everyone' as const }, forced: ['lobby' as const] }
    const { reply: preset } = await house.ask('malik', createPreset, { body: told })

    await house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { presetId: preset.id } })

    expect(await needsLobby(room.code, house.as('bob'))).toBe(true)
    expect((await seen(room.ada)).lobby).toBe('everyone')
  })

  test('holds at once in a session that was made looser before', async () => {
    const { room, ada, force } = await aForcedRoom('off')
    await turn(ada, 'guests')

    await force('everyone')

    expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'lobby' })
    expect(await seen(ada)).toMatchObject({ lobby: 'everyone', lobbyAtLeast: 'everyone' })
  })
})
