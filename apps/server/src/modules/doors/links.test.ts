import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { mostPersonalLinks, listLinks, makeLink, revokeLink, type RoomLink } from '@amphi/contract/room-links'
import { changeRoomSettings, type RoomSettings } from '@amphi/contract/room-settings'
import type { RoomSeen } from '@amphi/contract/rooms'
import { closeRoom, openRoom } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aColleague, aGroup, anOpenRoom, aRoom, knock } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const ada = house.as('ada')

const set = (room: Pick<RoomSeen, 'id'>, body: Partial<RoomSettings>) =>
  ada.ask(changeRoomSettings, { params: { roomId: room.id }, body })

const link = (
  room: Pick<RoomSeen, 'id'>,
  body:
    | { kind: 'moderators' | 'direct'; expiresAt?: string }
    | { kind: 'personal'; name: string; role?: 'moderator'; expiresAt?: string },
  by: Visitor = ada,
) => by.ask(makeLink, { params: { roomId: room.id }, body })

const links = async (room: Pick<RoomSeen, 'id'>): Promise<RoomLink[]> =>
  (await ada.ask(listLinks, { params: { roomId: room.id } })).reply

const door = (code: string, visitor: Visitor = house.aGuest()) => visitor.ask(readDoor, { params: { code } })
const enter = (code: string, visitor: Visitor = house.aGuest()) =>
  visitor.ask(enterDoor, { params: { code }, body: { name: 'Awa', tab: randomUUID() } })
const inDays = (days: number) => new Date(clock.now().getTime() + days * 24 * 3600 * 1000).toISOString()

test('SC-06 whoever has the moderators’ link leads; a new one ends the former', async () => {
  const room = await aRoom(house)
  const { reply: first } = await link(room, { kind: 'moderators' })
  expect(first.code.replaceAll('-', '')).toMatch(/^[2-9a-z]{27}$/)
  expect(await knock(house.aGuest(), first.code)).toMatchObject({ outcome: 'admitted', role: 'moderator' })

  const { reply: second } = await link(room, { kind: 'moderators' })

  const over = await enter(first.code)
  expect([over.status, over.refusal.code]).toEqual([410, 'door.link_revoked'])
  expect((await door(first.code)).refusal.code).toBe('door.link_revoked')
  expect(await links(room)).toEqual([second])
})

test('POD-20 POD-S5 by the direct link nobody is asked for the password', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })
  const { reply: direct } = await link(room, { kind: 'direct' })

  expect((await door(room.code)).reply.needs.password).toBe(true)
  expect((await door(direct.code)).reply.needs.password).toBe(false)
  expect((await enter(direct.code)).reply).toMatchObject({ outcome: 'admitted', role: 'participant' })
  expect((await enter(direct.code, house.as('bob'))).reply).toMatchObject({ outcome: 'admitted' })
})

test('POD-20 the direct link spares the password and nothing else', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers', visibility: 'signed_in' })
  const { reply: direct } = await link(room, { kind: 'direct' })

  expect((await enter(direct.code)).reply).toEqual({ outcome: 'sign_in' })
  expect((await enter(direct.code, house.as('bob'))).reply).toMatchObject({ outcome: 'admitted' })
})

test.each([
  ['changes', { password: 'citronniers' }],
  ['is taken away', { password: null }],
])('POD-S6 when the password %s the direct link is over', async (_title, change) => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers' })
  const { reply: direct } = await link(room, { kind: 'direct' })
  await set(room, { password: 'orangers', visibility: 'anyone' })
  expect((await door(direct.code)).status).toBe(200)

  await set(room, change)

  expect((await enter(direct.code)).refusal.code).toBe('door.link_revoked')
  expect(await links(room)).toEqual([])
})

test('a direct link needs a password to spare', async () => {
  const room = await aRoom(house)

  const { status, refusal } = await link(room, { kind: 'direct' })

  expect([status, refusal.code]).toEqual([409, 'link.needs_password'])
})

test('by a personal link one comes under its name and in its role, whatever the room asks of others', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers', visibility: 'invited' })
  const { reply: jeanne } = await link(room, { kind: 'personal', name: 'Jeanne Baret' })
  clock.pass(1)
  const { reply: speaker } = await link(room, { kind: 'personal', name: 'Rosa Parks', role: 'moderator' })

  expect((await door(jeanne.code)).reply).toMatchObject({
    name: 'Jeanne Baret',
    role: 'participant',
    needs: { signIn: false, password: false },
  })
  expect((await enter(jeanne.code)).reply).toMatchObject({ outcome: 'admitted', role: 'participant' })
  expect((await enter(speaker.code)).reply).toMatchObject({ outcome: 'admitted', role: 'moderator' })
  expect((await links(room)).map(({ name, lastUsedAt }) => [name, lastUsedAt !== null])).toEqual([
    ['Jeanne Baret', true],
    ['Rosa Parks', true],
  ])
  const { rows } = await house.db.execute(`select name from participants where session_id = '${room.sessionId}'
    order by name`)
  expect(rows.map(({ name }) => name)).toEqual(['Jeanne Baret', 'Rosa Parks'])
})

test('a link says when somebody last came in by it, whatever its kind, and nothing of who was turned away', async () => {
  const room = await anOpenRoom(house)
  await set(room, { password: 'orangers', mostInside: 2 })
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  const { reply: direct } = await link(room, { kind: 'direct' })
  const { reply: jeanne } = await link(room, { kind: 'personal', name: 'Jeanne' })
  await link(room, { kind: 'moderators' })
  const used = async () =>
    Object.fromEntries((await links(room)).map(({ kind, lastUsedAt }) => [kind, lastUsedAt !== null]))

  expect((await enter(direct.code)).reply.outcome).toBe('waiting')
  await ada.ask(openRoom, { params: { roomId: room.id } })
  await enter(direct.code)
  await enter(direct.code)
  expect((await enter(jeanne.code)).reply.outcome).toBe('full')

  expect(await used()).toEqual({ direct: true, personal: false, moderators: false })
})

test('who stands behind a link that is replaced hears that it is over', async () => {
  const room = await aRoom(house)
  const { reply: first } = await link(room, { kind: 'moderators' })
  const page = await aPage(house.app, house.aGuest())
  await page.join(`door:${first.code}`)

  await link(room, { kind: 'moderators' })

  await page.hearsFact('room.changed')
})

test('a link says when it has expired, and when it was revoked; one that nobody made leads nowhere', async () => {
  const room = await anOpenRoom(house)
  const { reply: short } = await link(room, { kind: 'personal', name: 'Jeanne', expiresAt: inDays(1) })
  const { reply: other } = await link(room, { kind: 'personal', name: 'Rosa' })
  const params = { roomId: room.id, linkId: other.id }

  expect((await ada.ask(revokeLink, { params })).reply.map(({ id }) => id)).toEqual([short.id])
  expect((await ada.ask(revokeLink, { params })).refusal.code).toBe('link.not_found')
  expect((await enter(other.code)).refusal.code).toBe('door.link_revoked')

  clock.pass(24 * 3600 + 1)
  expect((await enter(short.code)).refusal.code).toBe('door.link_expired')
  expect(await links(room)).toEqual([])
  expect((await enter('z'.repeat(27))).refusal.code).toBe('door.not_found')
  expect((await enter('Z')).status).toBe(400)
})

test('who stands at the door of a link that is revoked hears of it', async () => {
  const room = await aRoom(house)
  const { reply: personal } = await link(room, { kind: 'personal', name: 'Jeanne' })
  const page = await aPage(house.app, house.aGuest())
  await page.join(`door:${personal.code}`)

  await ada.ask(revokeLink, { params: { roomId: room.id, linkId: personal.id } })

  await page.hearsFact('room.changed')
})

test('a link is no longer given to a day that is past, nor to more people than a room can keep in mind', async () => {
  const room = await aRoom(house)
  const past = await link(room, { kind: 'personal', name: 'Jeanne', expiresAt: inDays(-1) })
  expect([past.status, past.refusal.code]).toEqual([400, 'link.over_already'])
  await house.db.execute(`insert into room_links (tenant_id, id, room_id, kind, print, sealed_code, role, created_at)
    select tenant_id, gen_random_uuid(), id, 'personal', gen_random_uuid()::text, null, 'participant', now()
    from rooms, generate_series(1, ${mostPersonalLinks}) where id = '${room.id}'`)

  const { status, refusal } = await link(room, { kind: 'personal', name: 'Jeanne' })

  expect([status, refusal]).toEqual([409, { code: 'link.limit_reached', details: { most: mostPersonalLinks } }])
})

test('links lie as fingerprints and under seal, and are told to those who configure the room alone', async () => {
  const room = await aRoom(house)
  const { reply: lead } = await link(room, { kind: 'moderators' })
  await ada.ask(shareRoom, { params: { roomId: room.id }, body: { users: [cast.bob.userId], role: 'moderator' } })

  const { rows } = await house.db.execute(`select * from room_links where room_id = '${room.id}'`)
  expect(JSON.stringify(rows)).not.toContain(lead.code.replaceAll('-', ''))
  const params = { roomId: room.id }
  for (const [who, status] of [
    ['bob', 403],
    ['eve', 404],
  ] as const) {
    expect((await house.ask(who, listLinks, { params })).status).toBe(status)
    expect((await link(room, { kind: 'moderators' }, house.as(who))).status).toBe(status)
    expect((await house.ask(who, revokeLink, { params: { ...params, linkId: lead.id } })).status).toBe(status)
  }
})

test('POD-21 POD-05 a room for groups lets their members in, refuses others, and sends strangers to sign in', async () => {
  const room = await anOpenRoom(house)
  await set(room, { visibility: 'groups' })
  const grace = await aColleague(house)
  const group = await aGroup(house, [grace.id])
  await ada.ask(shareRoom, { params: { roomId: room.id }, body: { groups: [group.id], role: 'participant' } })

  expect((await enter(room.code, grace.visitor)).reply).toMatchObject({ outcome: 'admitted', role: 'participant' })
  expect((await enter(room.code, house.as('bob'))).reply).toEqual({ outcome: 'refused', reason: 'not_invited' })
  expect((await enter(room.code)).reply).toEqual({ outcome: 'sign_in' })
  expect((await door(room.code, house.as('bob'))).reply.session?.names).toEqual([])
})

test('a room for those named refuses the members of a group it is shared with', async () => {
  const room = await anOpenRoom(house)
  await set(room, { visibility: 'invited' })
  const [grace, rosa] = [await aColleague(house), await aColleague(house)]
  const group = await aGroup(house, [grace.id])
  await ada.ask(shareRoom, {
    params: { roomId: room.id },
    body: { groups: [group.id], users: [rosa.id], role: 'participant' },
  })

  expect((await enter(room.code, rosa.visitor)).reply).toMatchObject({ outcome: 'admitted' })
  expect((await enter(room.code, grace.visitor)).reply).toEqual({ outcome: 'refused', reason: 'not_invited' })
})
