import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { changeGrant, type GrantRole, handOverRoom, listGrants, shareRoom, withdrawGrant } from '@amphi/contract/grants'
import { enterDoor } from '@amphi/contract/doors'
import { changeGroup, removeGroup } from '@amphi/contract/groups'
import { readJournal } from '@amphi/contract/journal'
import { changePerson, removePerson } from '@amphi/contract/people'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { leadRoom, listRooms, markRoom, readRoom, removeRoom, renameRoom, type RoomSeen } from '@amphi/contract/rooms'
import { openRoom } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aColleague, aGroup, anOpenRoom, aRoom, knock } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })
const { ada, bob, malik } = cast

const share = (
  room: Pick<RoomSeen, 'id'>,
  body: { users?: readonly string[]; groups?: readonly string[]; role: GrantRole },
  by: Visitor = house.as('ada'),
) =>
  by.ask(shareRoom, {
    params: { roomId: room.id },
    body: { users: [...(body.users ?? [])], groups: [...(body.groups ?? [])], role: body.role },
  })

const roomsOf = async (visitor: Visitor) => (await visitor.ask(listRooms, {})).reply
const seenBy = async (visitor: Visitor, { id }: Pick<RoomSeen, 'id'>) =>
  (await roomsOf(visitor)).find((room) => room.id === id)

describe('a room that is shared', () => {
  test('ENT-14 says with whom and as what, to its owner and to those it is shared with', async () => {
    const room = await aRoom(house)
    const group = await aGroup(house, [malik.userId])
    await share(room, { users: [bob.userId], role: 'moderator' })
    await share(room, { groups: [group.id], role: 'participant' })

    const { reply: grants } = await house.ask('bob', listGrants, { params: { roomId: room.id } })

    expect(grants).toMatchObject([
      { role: 'moderator', to: { kind: 'person', id: bob.userId, name: bob.name }, can: { change: false } },
      { role: 'participant', to: { kind: 'group', id: group.id, name: group.name, members: 1 } },
    ])
    const shared = { people: 1, groups: 1, first: [{ name: bob.name }, { name: group.name, isGroup: true }] }
    expect(await seenBy(house.as('ada'), room)).toMatchObject({ standing: 'owner', shared })
    expect(await seenBy(house.as('bob'), room)).toMatchObject({ standing: 'moderator', ownerName: ada.name, shared })
  })

  test('ENT-S3 through a group makes a moderator, who can neither change nor share it', async () => {
    const room = await anOpenRoom(house)
    const grace = await aColleague(house)
    const group = await aGroup(house, [grace.id])
    await share(room, { groups: [group.id], role: 'moderator' })
    const params = { roomId: room.id }

    expect(await knock(grace.visitor, room.code)).toMatchObject({ outcome: 'admitted', role: 'moderator' })
    const refused = [
      await grace.visitor.ask(renameRoom, { params, body: { name: 'À moi' } }),
      await grace.visitor.ask(changeRoomSettings, { params, body: { password: 'citronniers' } }),
      await share(room, { users: [bob.userId], role: 'manager' }, grace.visitor),
      await grace.visitor.ask(removeRoom, { params }),
    ]
    expect(refused.map(({ status, refusal }) => [status, refusal.code])).toEqual(
      refused.map(() => [403, 'room.not_yours']),
    )
  })

  test('with a group is shared with whoever joins it later, and no longer with whoever leaves it', async () => {
    const room = await aRoom(house)
    const group = await aGroup(house, [])
    const grace = await aColleague(house)
    await share(room, { groups: [group.id], role: 'manager' })
    expect(await seenBy(grace.visitor, room)).toBe(undefined)

    await house.ask('malik', changeGroup, { params: { groupId: group.id }, body: { members: [grace.id] } })
    expect(await seenBy(grace.visitor, room)).toMatchObject({ standing: 'manager' })

    await house.ask('malik', changeGroup, { params: { groupId: group.id }, body: { members: [] } })
    expect((await grace.visitor.ask(readRoom, { params: { roomId: room.id } })).status).toBe(404)
  })

  test('in more than one way counts as the strongest of them, once', async () => {
    const room = await aRoom(house)
    const group = await aGroup(house, [bob.userId])
    await share(room, { users: [bob.userId], role: 'participant' })
    await share(room, { groups: [group.id], role: 'moderator' })

    const { reply } = await house.ask('bob', readRoom, { params: { roomId: room.id } })

    expect(reply.standing).toBe('moderator')
    expect((await roomsOf(house.as('bob'))).filter(({ id }) => id === room.id)).toHaveLength(1)
  })

  test('as a participant is in no list, and its door lets in without a word more', async () => {
    const room = await anOpenRoom(house)
    await share(room, { users: [bob.userId], role: 'participant' })

    expect(await seenBy(house.as('bob'), room)).toBe(undefined)
    expect((await house.ask('bob', readRoom, { params: { roomId: room.id } })).status).toBe(404)
    expect(await knock(house.as('bob'), room.code)).toMatchObject({ outcome: 'admitted', role: 'participant' })
  })

  test('is shared as something else, and then with them no longer', async () => {
    const room = await aRoom(house)
    const { reply: grants } = await share(room, { users: [bob.userId], role: 'moderator' })
    const params = { roomId: room.id, grantId: grants[0]?.id ?? '' }

    const { reply: changed } = await house.ask('ada', changeGrant, { params, body: { role: 'manager' } })
    expect(changed).toMatchObject([{ id: params.grantId, role: 'manager' }])

    expect((await house.ask('ada', withdrawGrant, { params })).status).toBe(204)
    const again = await house.ask('ada', withdrawGrant, { params })
    expect([again.status, again.refusal.code]).toEqual([404, 'grant.not_found'])
    expect(await seenBy(house.as('bob'), room)).toBe(undefined)
  })

  test('twice with the same person is shared once, as what was said last', async () => {
    const room = await aRoom(house)

    await Promise.all([1, 2, 3].map(() => share(room, { users: [bob.userId, bob.userId], role: 'moderator' })))
    const { reply } = await share(room, { users: [bob.userId], role: 'manager' })

    expect(reply.map(({ role }) => role)).toEqual(['manager'])
  })

  test('is heard of at once by those it is shared with, and by those it no longer is', async () => {
    const room = await aRoom(house)
    const group = await aGroup(house, [bob.userId])
    const page = await aPage(house.app, house.as('bob'))
    await page.join('rooms')

    const { reply: grants } = await share(room, { groups: [group.id], role: 'moderator' })
    await page.hearsFact('room.shared')

    const other = await aPage(house.app, house.as('bob'))
    await other.join('rooms')
    const grantId = grants[0]?.id ?? ''
    await house.ask('ada', withdrawGrant, { params: { roomId: room.id, grantId } })
    await other.hearsFact('room.shared')
  })

  test('and deleted is heard of at once by whoever has it in their list, by name or by a group', async () => {
    const room = await aRoom(house)
    const [grace, mary] = [await aColleague(house), await aColleague(house)]
    const group = await aGroup(house, [mary.id])
    await share(room, { users: [grace.id], groups: [group.id], role: 'moderator' })
    const pages = [await aPage(house.app, grace.visitor), await aPage(house.app, mary.visitor)]
    for (const page of pages) await page.join('rooms')

    await house.ask('ada', removeRoom, { params: { roomId: room.id } })

    for (const page of pages) expect((await page.hearsFact('room.gone')).ids['roomId']).toBe(room.id)
  })
})

describe('sharing', () => {
  test.each([
    ['someone who is not there', { users: [randomUUID()] }, 404, 'person.not_found'],
    ['a group that is not there', { groups: [randomUUID()] }, 404, 'group.not_found'],
    ['its owner', { users: [ada.userId] }, 409, 'grant.to_owner'],
  ])('with %s is refused, and nobody gets anything', async (_title, to, status, code) => {
    const room = await aRoom(house)
    const users = [bob.userId, ...('users' in to ? to.users : [])]
    const groups = 'groups' in to ? to.groups : []

    const answer = await share(room, { users, groups, role: 'manager' })

    expect([answer.status, answer.refusal.code]).toEqual([status, code])
    expect((await house.ask('ada', listGrants, { params: { roomId: room.id } })).reply).toEqual([])
  })

  test('with someone who is disabled is refused, as if they were not there', async () => {
    const room = await aRoom(house)
    const grace = await aColleague(house)
    await house.ask('malik', changePerson, { params: { userId: grace.id }, body: { disabled: true } })

    const answer = await share(room, { users: [grace.id], role: 'moderator' })

    expect([answer.status, answer.refusal.code]).toEqual([404, 'person.not_found'])
  })

  test('with a group that is deleted ends with it', async () => {
    const room = await aRoom(house)
    const group = await aGroup(house, [bob.userId])
    await share(room, { groups: [group.id], role: 'manager' })

    await house.ask('malik', removeGroup, { params: { groupId: group.id } })

    expect((await house.ask('ada', listGrants, { params: { roomId: room.id } })).reply).toEqual([])
    const again = await share(room, { groups: [group.id], role: 'manager' })
    expect([again.status, again.refusal.code]).toEqual([404, 'group.not_found'])
  })

  test('ENT-14 a manager goes on managing, whatever they do to the shares', async () => {
    const room = await aRoom(house)
    const grace = await aColleague(house)
    const group = await aGroup(house, [grace.id])
    const { reply: grants } = await share(room, { users: [grace.id], role: 'manager' })
    const params = { roomId: room.id, grantId: grants[0]?.id ?? '' }

    const answers = [
      await grace.visitor.ask(withdrawGrant, { params }),
      await grace.visitor.ask(changeGrant, { params, body: { role: 'moderator' } }),
      await share(room, { users: [grace.id], role: 'participant' }, grace.visitor),
    ]
    expect(answers.map(({ status, refusal }) => [status, refusal.code])).toEqual(answers.map(() => [409, 'grant.own']))
    expect((await seenBy(grace.visitor, room))?.standing).toBe('manager')

    // Who manages it through a group as well may give up what is theirs by name.
    await share(room, { groups: [group.id], role: 'manager' }, grace.visitor)
    expect((await grace.visitor.ask(withdrawGrant, { params })).status).toBe(204)
    expect((await seenBy(grace.visitor, room))?.standing).toBe('manager')
  })
})

describe('giving a room away', () => {
  const handOver = (room: Pick<RoomSeen, 'id'>, owner: string, by: Visitor = house.as('ada')) =>
    by.ask(handOverRoom, { params: { roomId: room.id }, body: { owner } })

  test('POD-07 makes someone else its owner, and who had it a manager', async () => {
    const room = await aRoom(house)
    const grace = await aColleague(house)
    await share(room, { users: [grace.id], role: 'moderator' })

    expect((await handOver(room, grace.id)).status).toBe(204)

    expect(await seenBy(grace.visitor, room)).toMatchObject({ standing: 'owner', shared: { people: 1 } })
    expect(await seenBy(house.as('ada'), room)).toMatchObject({ standing: 'manager', ownerName: grace.name })
    expect((await handOver(room, ada.userId)).refusal.code).toBe('room.not_yours')
  })

  test('to oneself changes nothing; to someone who cannot sign in is refused', async () => {
    const room = await aRoom(house)

    expect((await handOver(room, ada.userId)).status).toBe(204)
    expect((await handOver(room, randomUUID())).refusal.code).toBe('person.not_found')
    expect(await seenBy(house.as('ada'), room)).toMatchObject({ standing: 'owner', shared: { people: 0 } })
  })

  test('happens by itself when its owner is removed: the heir needs no share any more, the removed keep none', async () => {
    const grace = await aColleague(house)
    const room = await grace.visitor.ask(listRooms, {}).then(() => aRoom(house))
    await handOver(room, grace.id)
    await share(room, { users: [bob.userId], role: 'moderator' }, grace.visitor)

    await house.ask('malik', removePerson, { params: { userId: grace.id }, query: { heir: bob.userId } })

    await expect.poll(async () => (await seenBy(house.as('bob'), room))?.standing).toBe('owner')
    const { reply: grants } = await house.ask('bob', listGrants, { params: { roomId: room.id } })
    expect(grants.map(({ to }) => to.id)).toEqual([ada.userId])
  })

  test('comes to the heir of the heir, where that one is removed before it is known', async () => {
    const [grace, hedy] = [await aColleague(house), await aColleague(house, 'Hedy Lamarr')]
    const room = await aRoom(house)
    await handOver(room, grace.id)
    const rows = async (query: string) => (await house.db.execute(sql.raw(query))).rows
    await rows(`create function not_now() returns trigger language plpgsql as $$ begin raise 'not now'; end $$`)
    await rows(`create trigger not_now before update on rooms for each row
      when (old.owner_id = '${grace.id}' and new.owner_id <> old.owner_id) execute function not_now()`)

    await house.ask('malik', removePerson, { params: { userId: grace.id }, query: { heir: hedy.id } })
    const put = `select 1 from pgboss.job where name = 'person.removed/rooms' and state = 'retry'`
    await expect.poll(() => rows(put)).toHaveLength(1)
    await house.ask('malik', removePerson, { params: { userId: hedy.id }, query: { heir: bob.userId } })
    const done = `select 1 from pgboss.job where name = 'person.removed/rooms' and state = 'completed'
      and data ->> 'userId' = '${hedy.id}'`
    await expect.poll(() => rows(done)).toHaveLength(1)
    await rows('drop trigger not_now on rooms')

    await expect.poll(async () => (await seenBy(house.as('bob'), room))?.standing).toBe('owner')
  })
})

test('a star is one’s own, and shows in one’s own list', async () => {
  const room = await aRoom(house)
  await share(room, { users: [bob.userId], role: 'moderator' })
  const mark = (favourite: boolean) => house.ask('bob', markRoom, { params: { roomId: room.id }, body: { favourite } })

  await mark(true)
  await mark(true)
  expect((await seenBy(house.as('bob'), room))?.favourite).toBe(true)
  expect((await seenBy(house.as('ada'), room))?.favourite).toBe(false)

  await mark(false)
  expect((await seenBy(house.as('bob'), room))?.favourite).toBe(false)
})

test('POD-17 an administrator sees every room, and leads none that is not theirs', async () => {
  const room = await aRoom(house)
  const params = { roomId: room.id }

  expect((await house.ask('malik', readRoom, { params })).reply).toMatchObject({ standing: 'administrator' })
  expect((await house.ask('malik', openRoom, { params })).status).toBe(200)
  expect(await knock(house.as('malik'), room.code)).toMatchObject({ outcome: 'admitted', role: 'participant' })
  expect(await seenBy(house.as('malik'), room)).toBe(undefined)
})

test('POD-17 an administrator comes in to lead by a link for this once, which the journal tells of', async () => {
  for (const room of [await anOpenRoom(house), await aRoom(house)]) {
    const params = { roomId: room.id }
    const { reply } = await house.ask('malik', leadRoom, { params })

    expect(await knock(house.as('malik'), reply.code)).toMatchObject({ outcome: 'admitted', role: 'moderator' })
    const { refusal } = await house.aGuest().ask(enterDoor, {
      params: { code: reply.code },
      body: { name: 'Malik', tab: randomUUID() },
    })
    expect(refusal.code).toBe('door.link_used')
    const told = async () => {
      const entries = (await house.ask('malik', readJournal, { query: {} })).reply
      return entries.filter(({ fact, ids }) => fact === 'room.led' && ids['roomId'] === room.id).length
    }
    await expect.poll(told).toBe(1)
    // Those who lead do so by the room’s own link, and nothing is told.
    expect((await house.ask('ada', leadRoom, { params })).reply).toEqual({ code: room.code })
    expect(await told()).toBe(1)
  }
})

test('an administrator with a smaller share may all that they may without one, and leads by the share', async () => {
  const room = await anOpenRoom(house)
  const params = { roomId: room.id }
  await share(room, { users: [malik.userId], role: 'moderator' })

  const all = { configure: true, invite: true, share: true, handOver: true, remove: true }
  expect((await house.ask('malik', readRoom, { params })).reply).toMatchObject({ standing: 'moderator', can: all })
  expect(await seenBy(house.as('malik'), room)).toMatchObject({ standing: 'moderator', can: all })
  expect((await house.ask('malik', renameRoom, { params, body: { name: 'Chez Ada' } })).status).toBe(200)
  expect(await knock(house.as('malik'), room.code)).toMatchObject({ outcome: 'admitted', role: 'moderator' })
  expect((await house.ask('malik', removeRoom, { params })).status).toBe(204)
})

test('an administrator may share a room with themselves', async () => {
  const room = await aRoom(house)

  expect((await share(room, { users: [malik.userId], role: 'moderator' }, house.as('malik'))).status).toBe(200)
  expect((await share(room, { users: [malik.userId], role: 'participant' }, house.as('malik'))).status).toBe(200)
  expect(await seenBy(house.as('malik'), room)).toBe(undefined)
})
