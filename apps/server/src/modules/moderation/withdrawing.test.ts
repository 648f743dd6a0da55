import { expect, test } from 'vitest'
import { listGrants, shareRoom, withdrawGrant } from '@amphi/contract/grants'
import { makeLink } from '@amphi/contract/room-links'
import { readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { classesOf, type Inside } from '@amphi/testkit/classes'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, comeInside } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })
const { giveRole, limitAll, publish, sends, own } = classesOf(house)

/** A room of Ada’s that runs, which is something to Bob, and which Malik moderates; until Bob’s grant, then Malik’s, go. */
const shared = async (toBob: 'moderator' | 'participant') => {
  const room = await anOpenRoom(house)
  const params = { roomId: room.id }
  await house.ask('ada', shareRoom, { params, body: { users: [cast.bob.userId], role: toBob } })
  await house.ask('ada', shareRoom, { params, body: { users: [cast.malik.userId], role: 'moderator' } })
  const withdraw = async () => {
    const { reply } = await house.ask('ada', listGrants, { params })
    for (const { id } of reply) await house.ask('ada', withdrawGrant, { params: { ...params, grantId: id } })
  }
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  return { room, ada, withdraw }
}

const roleOf = async (it: Inside) => (await own(it)).role
const mayModerate = async ({ visitor, params }: Inside) =>
  (await visitor.ask(readSession, { params })).reply.can.moderate

test('ENT-04 who leads by a grant leads no more once it is withdrawn, and sends what participants may', async () => {
  const { room, ada, withdraw } = await shared('moderator')
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  publish(bob, 'camera')
  await limitAll(ada, { camera: false })
  expect([await roleOf(bob), sends(bob)]).toEqual(['moderator', ['camera']])

  await withdraw()

  await expect.poll(() => roleOf(bob)).toBe('participant')
  await expect.poll(() => sends(bob)).toEqual([])
  expect([await mayModerate(bob), await roleOf(ada)]).toEqual([false, 'moderator'])
})

test('who was given the lead inside keeps it', async () => {
  const { room, ada, withdraw } = await shared('participant')
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  const malik = await comeInside(house, house.as('malik'), room.code, { name: 'Malik' })
  await giveRole(ada, bob, 'moderator')

  await withdraw()

  // Of both it is found out in one: once the one leads no more, the other is known to.
  await expect.poll(() => roleOf(malik)).toBe('participant')
  expect(await roleOf(bob)).toBe('moderator')
})

test('who came by a link of those who lead keeps the lead, in each tab', async () => {
  const { room, withdraw } = await shared('moderator')
  const params = { roomId: room.id }
  const { reply: link } = await house.ask('ada', makeLink, { params, body: { kind: 'moderators' } })
  const bob = await comeInside(house, house.as('bob'), link.code, { name: 'Bob' })
  const again = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  // A new one is for those who come from now on.
  await house.ask('ada', makeLink, { params, body: { kind: 'moderators' } })
  const malik = await comeInside(house, house.as('malik'), room.code, { name: 'Malik' })

  await withdraw()

  await expect.poll(() => roleOf(malik)).toBe('participant')
  expect([await roleOf(bob), await roleOf(again)]).toEqual(['moderator', 'moderator'])
})
