import { expect, test } from 'vitest'
import { createApiToken } from '@amphi/contract/api-tokens'
import { draftInvitation } from '@amphi/contract/invitations'
import { handOverRoom, shareRoom } from '@amphi/contract/grants'
import { changePerson, removePerson } from '@amphi/contract/people'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { createRoom, listRooms, removeRoom, renameRoom } from '@amphi/contract/rooms'
import { openRoom } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aColleague } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })

const roomsOf = async (visitor: Visitor) => (await visitor.ask(listRooms, {})).reply
const personalOf = async (visitor: Visitor) => {
  const room = (await roomsOf(visitor)).find(({ kind }) => kind === 'personal')
  if (!room) throw new Error('They have no room of their own.')
  return room
}

test('POD-01 POD-S1 whoever looks at their rooms has one of their own, first in the list, also when two look at once', async () => {
  const { visitor, name } = await aColleague(house)

  await Promise.all([1, 2, 3].map(() => roomsOf(visitor)))
  const { reply: other } = await visitor.ask(createRoom, { body: { name: 'Atelier' } })
  await visitor.ask(openRoom, { params: { roomId: other.id } })

  const rooms = await roomsOf(visitor)
  expect(rooms.map(({ kind }) => kind)).toEqual(['personal', 'standard'])
  expect(rooms[0]).toMatchObject({ standing: 'owner', name: expect.stringContaining(name) as string, session: null })
})

test('POD-01 POD-S1 it is neither deleted nor given away, and its owner changes it', async () => {
  const { visitor } = await aColleague(house)
  const { id: roomId, can } = await personalOf(visitor)
  const params = { roomId }

  expect(can).toMatchObject({ open: true, configure: true, share: true, handOver: false, remove: false })
  expect((await visitor.ask(removeRoom, { params })).refusal.code).toBe('room.not_yours')
  const given = await visitor.ask(handOverRoom, { params, body: { owner: cast.bob.userId } })
  expect(given.refusal.code).toBe('room.not_yours')
  expect((await visitor.ask(renameRoom, { params, body: { name: 'Chez moi' } })).reply.name).toBe('Chez moi')
})

test('POD-01 it is edited by its owner alone, however it is shared, and by no administrator', async () => {
  const { visitor } = await aColleague(house)
  const params = { roomId: (await personalOf(visitor)).id }
  await visitor.ask(shareRoom, { params, body: { users: [cast.bob.userId], role: 'manager' } })

  for (const who of ['bob', 'malik'] as const) {
    const answers = [
      await house.ask(who, renameRoom, { params, body: { name: 'À moi' } }),
      await house.ask(who, changeRoomSettings, { params, body: { password: 'orangers' } }),
      await house.ask(who, removeRoom, { params }),
    ]
    expect(answers.map(({ refusal }) => refusal.code)).toEqual(answers.map(() => 'room.not_yours'))
  }
  expect((await house.ask('bob', openRoom, { params })).status).toBe(200)
})

test('its password is its owner’s to tell: whoever manages it invites without it, an administrator not at all', async () => {
  const { visitor } = await aColleague(house)
  const params = { roomId: (await personalOf(visitor)).id }
  await visitor.ask(shareRoom, { params, body: { users: [cast.bob.userId], role: 'manager' } })
  await visitor.ask(changeRoomSettings, { params, body: { password: 'orangers' } })
  const draft = (by: Visitor) => by.ask(draftInvitation, { params, query: {} })

  expect((await draft(visitor)).reply.text).toContain('Mot de passe\u00a0: orangers')
  const { reply } = await draft(house.as('bob'))
  expect(reply.text).not.toContain('orangers')
  expect(reply.text).toContain('Un mot de passe vous sera demandé')
  expect((await draft(house.as('malik'))).refusal.code).toBe('room.not_yours')
})

test.each([
  ['Hélène Ravel', 'Salle d’Hélène Ravel'],
  ['Yves Ravel', 'Salle d’Yves Ravel'],
  ['Œdipe Ravel', 'Salle d’Œdipe Ravel'],
  ['Élodie Ravel', 'Salle d’Élodie Ravel'],
  ['Yann Ravel', 'Salle de Yann Ravel'],
  ['Marie Ravel', 'Salle de Marie Ravel'],
])('that of %s is called « %s »', async (name, called) => {
  const { visitor } = await aColleague(house, name)

  expect((await personalOf(visitor)).name).toBe(called)
})

test('a program that may only look at rooms makes none', async () => {
  const { id, visitor } = await aColleague(house)
  const body = { name: 'Planning', days: 1 }
  const { reply: token } = await visitor.ask(createApiToken, { body })
  const headers = { authorization: `Bearer ${token.secret}` }

  expect((await house.aGuest().ask(listRooms, {}, headers)).reply).toEqual([])
  expect((await roomsOf(await house.asAnew('ada', id))).map(({ kind }) => kind)).toEqual(['personal'])
})

test('who may not create rooms has none', async () => {
  const { id, visitor } = await aColleague(house)
  await house.ask('malik', changePerson, { params: { userId: id }, body: { capabilities: [] } })

  expect(await roomsOf(visitor)).toEqual([])
})

test('of someone who is removed it becomes a room like the others, beside the heir’s own', async () => {
  const { id, visitor } = await aColleague(house)
  const { id: roomId } = await personalOf(visitor)
  await personalOf(house.as('bob'))

  await house.ask('malik', removePerson, { params: { userId: id }, query: { heir: cast.bob.userId } })

  await expect
    .poll(async () => (await roomsOf(house.as('bob'))).find((room) => room.id === roomId)?.kind)
    .toBe('standard')
  const own = (await roomsOf(house.as('bob'))).filter(
    ({ kind, standing }) => kind === 'personal' && standing === 'owner',
  )
  expect(own).toHaveLength(1)
})
