import { describe, expect, test } from 'vitest'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { draftInvitation, listInvitations } from '@amphi/contract/invitations'
import { startMeeting } from '@amphi/contract/meetings'
import { readJournal } from '@amphi/contract/journal'
import { makeLink } from '@amphi/contract/room-links'
import { archiveRoom, keepRoom, listRooms, readRoom, removeRoom, restoreRoom } from '@amphi/contract/rooms'
import { closeRoom, listSessions, openRoom } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, aRoom, goIn, knock } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })

const anArchivedRoom = async () => {
  const room = await aRoom(house)
  const params = { roomId: room.id }
  const { reply } = await house.ask('ada', archiveRoom, { params })
  return { ...reply, params }
}

describe('an archived room', () => {
  test('is opened by nobody, entered by nobody, and no one is invited there', async () => {
    const room = await aRoom(house)
    const { params } = { params: { roomId: room.id } }
    const { reply: link } = await house.ask('ada', makeLink, { params, body: { kind: 'moderators' } })

    const { reply: archived } = await house.ask('ada', archiveRoom, { params })

    expect(archived).toMatchObject({
      archivedAt: expect.any(String) as string,
      can: { open: false, close: false, invite: false, archive: false, restore: true, remove: true, keep: false },
    })
    expect((await house.ask('ada', openRoom, { params })).refusal.code).toBe('room.archived')
    expect((await house.ask('ada', draftInvitation, { params, query: {} })).refusal.code).toBe('room.archived')
    const comers: [Visitor, string][] = [
      [house.as('ada'), room.code],
      [house.as('bob'), room.code],
      [house.aGuest(), room.code],
      [house.aGuest(), link.code],
    ]
    for (const [visitor, code] of comers) {
      expect(await knock(visitor, code)).toEqual({ outcome: 'refused', reason: 'archived' })
    }
  })

  test('says so at its door, and who may take it back finds the way there', async () => {
    const room = await anArchivedRoom()
    const door = async (visitor: Visitor) => (await visitor.ask(readDoor, { params: { code: room.code } })).reply

    expect(await door(house.aGuest())).toMatchObject({
      room: { name: room.name },
      archived: { roomId: null },
      can: { open: false },
      session: null,
      welcome: null,
    })
    expect((await door(house.as('bob'))).archived).toEqual({ roomId: null })
    expect(await door(house.as('ada'))).toMatchObject({ archived: { roomId: room.id }, can: { open: false } })
  })

  test('keeps its link, its people and its past, and comes back as it was', async () => {
    const room = await anOpenRoom(house)
    const params = { roomId: room.id }
    await house.ask('ada', shareRoom, { params, body: { users: [cast.bob.userId], role: 'moderator' } })
    await goIn(house.aGuest(), room.code)
    await house.ask('ada', closeRoom, { params })
    await house.ask('ada', archiveRoom, { params })
    expect((await house.ask('bob', readRoom, { params })).reply.can).toMatchObject({ open: false, restore: false })
    expect((await house.ask('ada', listInvitations, { params })).status).toBe(200)

    const { reply: restored } = await house.ask('ada', restoreRoom, { params })

    expect(restored).toMatchObject({ archivedAt: null, code: room.code, can: { open: true, archive: true } })
    expect(restored.shared.people).toBe(1)
    expect((await house.ask('ada', listSessions, { query: {}, params })).reply).toHaveLength(1)
    expect((await house.ask('bob', openRoom, { params })).status).toBe(200)
    expect(await knock(house.aGuest(), room.code)).toMatchObject({ outcome: 'admitted' })
  })

  test('stands last in the list of its people', async () => {
    const room = await anArchivedRoom()
    await aRoom(house, 'ada', 'Zoologie')

    const listed = (await house.ask('ada', listRooms, {})).reply

    expect(listed.findIndex(({ id }) => id === room.id)).toBeGreaterThan(
      listed.findIndex(({ archivedAt }) => archivedAt === null),
    )
    const firstArchived = listed.findIndex(({ archivedAt }) => archivedAt !== null)
    expect(listed.slice(firstArchived).every(({ archivedAt }) => archivedAt !== null)).toBe(true)
  })

  test('is deleted by its owner, as any other', async () => {
    const room = await anArchivedRoom()

    expect((await house.ask('ada', removeRoom, { params: room.params })).status).toBe(204)
    expect((await house.aGuest().ask(readDoor, { params: { code: room.code } })).refusal.code).toBe('door.not_found')
  })
})

test('an open room is not archived under those inside', async () => {
  const room = await anOpenRoom(house)

  const { status, refusal } = await house.ask('ada', archiveRoom, { params: { roomId: room.id } })

  expect([status, refusal.code]).toEqual([409, 'room.still_open'])
  expect((await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply.archivedAt).toBe(null)
})

test('opened and archived at the same moment, it is one of the two', async () => {
  const room = await aRoom(house)
  const params = { roomId: room.id }

  const [opened, archived] = await Promise.all([
    house.ask('ada', openRoom, { params }),
    house.ask('ada', archiveRoom, { params }),
  ])

  expect([opened.status, archived.status].toSorted((a, b) => a - b)).toEqual([200, 409])
  const { reply } = await house.ask('ada', readRoom, { params })
  expect(reply.session === null).toBe(reply.archivedAt !== null)
})

test('a personal room and a meeting of the moment are never archived', async () => {
  const own = (await house.ask('ada', listRooms, {})).reply.find(({ kind }) => kind === 'personal')
  await house.ask('ada', startMeeting, { body: {} })
  const meeting = (await house.ask('ada', listRooms, {})).reply.find(({ kind }) => kind === 'instant')

  for (const room of [own, meeting]) {
    const params = { roomId: room?.id ?? '' }
    expect(room?.can).toMatchObject({ archive: false, restore: false, keep: false })
    for (const route of [archiveRoom, restoreRoom, keepRoom])
      expect((await house.ask('ada', route, { params })).refusal.code).toBe('room.not_yours')
  }
})

test('said twice, a room is archived once and taken back once; the journal says who did', async () => {
  const room = await anArchivedRoom()
  const told = async () =>
    (await house.ask('malik', readJournal, { query: {} })).reply
      .filter(({ ids }) => ids['roomId'] === room.id)
      .map(({ fact, ids }) => [fact, ids['by']])
  await house.ask('ada', archiveRoom, { params: room.params })
  await expect.poll(told).toHaveLength(1)
  await house.ask('malik', restoreRoom, { params: room.params })
  await house.ask('ada', restoreRoom, { params: room.params })

  await expect.poll(told).toEqual([
    ['room.restored', cast.malik.userId],
    ['room.archived', cast.ada.userId],
  ])
})

test('who stands at its door, and who has it in a list, hear of it', async () => {
  const room = await aRoom(house)
  const [guest, owner] = [await aPage(house.app, house.aGuest()), await aPage(house.app, house.as('ada'))]
  await guest.join(`door:${room.code}`)
  await owner.join('rooms')

  await house.ask('ada', archiveRoom, { params: { roomId: room.id } })

  await guest.hearsFact('room.changed')
  await owner.hearsFact('room.changed')
})

test('nobody comes in by keeping a password to an archived room', async () => {
  const room = await anArchivedRoom()
  const body = { name: 'Awa', tab: '00000000-0000-4000-8000-0000000000f0', password: 'orangers' }

  const { reply } = await house.aGuest().ask(enterDoor, { params: { code: room.code }, body })

  expect(reply).toEqual({ outcome: 'refused', reason: 'archived' })
})
