import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readJournal } from '@amphi/contract/journal'
import { listLetters, openLetter } from '@amphi/contract/letters'
import { banParticipant, giveRole, liftBan, removeParticipant } from '@amphi/contract/moderation'
import { changePerson, invitePeople, removePerson } from '@amphi/contract/people'
import { changeMe, removePicture } from '@amphi/contract/profile'
import { removeRoom } from '@amphi/contract/rooms'
import { closeRoom } from '@amphi/contract/sessions'
import { changeTenant } from '@amphi/contract/tenants'
import { cast } from '@amphi/testkit/cast'
import { createPreset, removePreset, rulePresets } from '@amphi/contract/presets'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, comeInside } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })

/** The entry of that name which speaks of that thing, once it is written. */
const entry = async (fact: string, id: string) => {
  const find = async () => {
    const { reply } = await house.ask('malik', readJournal, { query: {} })
    return reply.find((it) => it.fact === fact && Object.values(it.ids).includes(id))
  }
  await expect.poll(find).toBeDefined()
  const found = await find()
  if (!found) throw new Error(`No ${fact} of ${id}.`)
  return found
}

const { malik, ada } = cast

test('the journal tells the names of those who are there, and that they have a page', async () => {
  await house.ask('malik', changePerson, {
    params: { userId: ada.userId },
    body: { capabilities: ['createRooms', 'stream'] },
  })

  const { ids, things } = await entry('person.changed', ada.userId)

  expect(ids).toMatchObject({ userId: ada.userId, by: malik.userId, what: ['capabilities'] })
  expect(things).toEqual({
    [ada.userId]: { name: ada.name, page: true },
    [malik.userId]: { name: malik.name, page: true },
  })
})

test('someone who is gone has no name in it any more', async () => {
  const people = [{ email: `${randomUUID()}@university.test`, name: 'Bientôt partie' }]
  const { reply } = await house.ask('malik', invitePeople, { body: { people } })
  const userId = reply.invited[0]?.id ?? ''
  expect((await entry('person.invited', userId)).things[userId]?.name).toBe('Bientôt partie')

  await house.ask('malik', removePerson, { params: { userId }, query: { heir: ada.userId } })

  const { things } = await entry('person.removed', userId)
  expect(things[userId]).toBe(undefined)
  expect(things[ada.userId]?.name).toBe(ada.name)
  expect((await entry('person.invited', userId)).things[userId]).toBe(undefined)
})

test('a room has a page, and keeps its name in the journal when it is deleted', async () => {
  const theirs = await anOpenRoom(house, 'ada')
  await house.ask('ada', closeRoom, { params: { roomId: theirs.id } })

  expect((await entry('session.ended', theirs.id)).things[theirs.id]).toEqual({ name: 'Atelier', page: true })

  await house.ask('ada', removeRoom, { params: { roomId: theirs.id } })
  const { ids, things } = await entry('room.removed', theirs.id)
  expect([ids['name'], things[theirs.id]]).toEqual(['Atelier', undefined])
})

test('who read a letter stands there with whom it was written to', async () => {
  const email = `${randomUUID()}@university.test`
  await house.ask('malik', invitePeople, { body: { people: [{ email }] } })
  const { reply } = await house.ask('malik', listLetters, {})
  const letterId = reply.letters.find(({ to }) => to === email)?.id ?? ''

  await house.ask('malik', openLetter, { params: { letterId } })

  expect((await entry('letter.opened', letterId)).things[letterId]).toEqual({ name: email, page: false })
})

test('settings stand there with who changed them, and which', async () => {
  await house.ask('malik', changeTenant, { body: { instantMeetings: false } })

  const { ids } = await entry('tenant.changed', malik.userId)

  expect(ids['what']).toEqual(['instantMeetings'])

  await house.ask('malik', changeTenant, { body: {} })
  await house.ask('malik', changeTenant, { body: { instantMeetings: false } })
  await house.ask('malik', changeTenant, { body: { instantMeetings: true, language: 'fr' } })
  const all = async () =>
    (await house.ask('malik', readJournal, { query: {} })).reply
      .filter(({ fact }) => fact === 'tenant.changed')
      .map((it) => it.ids['what'])
  await expect.poll(all).toHaveLength(2)
  expect(await all()).toEqual([['instantMeetings'], ['instantMeetings']])
})

test('what changed nothing is not in it', async () => {
  await house.ask('bob', changeMe, { body: { name: cast.bob.name } })
  await house.ask('bob', removePicture, {})
  await house.ask('bob', changeMe, { body: { language: 'en' } })

  await entry('person.changed', cast.bob.userId)
  const { reply } = await house.ask('malik', readJournal, { query: {} })
  const own = reply.filter(({ ids }) => ids['userId'] === cast.bob.userId)
  expect(own.map(({ ids }) => ids['what'])).toEqual([['settings']])
})

test('of another house nothing is told', async () => {
  await house.ask('eve', changeMe, { body: { name: 'Ève Partie' } })
  const theirs = async () => JSON.stringify((await house.ask('eve', readJournal, { query: {} })).reply)
  await expect.poll(theirs).toContain('Ève')

  const { reply } = await house.ask('malik', readJournal, { query: {} })

  expect(JSON.stringify(reply)).not.toContain('Ève')
})

test('who was put out of a meeting, kept out, or let lead it, by whom, is kept; a guest has no name in it', async () => {
  const room = await anOpenRoom(house)
  await comeInside(house, house.as('ada'), room.code)
  const bob = await comeInside(house, house.as('bob'), room.code)
  const awa = await comeInside(house, house.aGuest(), room.code)
  const body = { role: 'moderator' } as const

  await house.ask('ada', giveRole, { params: bob.params, body })
  await house.ask('ada', removeParticipant, { params: bob.params })
  await house.ask('ada', banParticipant, { params: awa.params })
  await house.ask('ada', liftBan, { params: awa.params })

  const ofBob = { by: ada.userId, userId: cast.bob.userId, roomId: room.id }
  expect((await entry('role.given', bob.participantId)).ids).toMatchObject({ ...ofBob, role: 'moderator' })
  expect((await entry('participant.removed', bob.participantId)).ids).toMatchObject(ofBob)
  expect((await entry('participant.banned', awa.participantId)).ids).toMatchObject({ by: ada.userId, userId: null })
  expect((await entry('ban.lifted', awa.participantId)).ids).toMatchObject({ by: ada.userId, userId: null })
})

test('what is done to presets is told by whom, and under the name they had', async () => {
  const { reply } = await house.ask('malik', createPreset, { body: { name: 'Conseil', settings: {}, forced: [] } })
  await house.ask('malik', rulePresets, { body: { default: reply.id, required: false } })
  await house.ask('malik', removePreset, { params: { presetId: reply.id } })

  const told = async () =>
    (await house.ask('malik', readJournal, { query: {} })).reply
      .filter(({ ids }) => ids['presetId'] === reply.id)
      .map(({ ids }) => `${String(ids['by'])} ${String(ids['deed'])} ${String(ids['name'])}`)
      .toSorted()
  await expect.poll(told).toEqual(['created', 'default', 'removed'].map((deed) => `${malik.userId} ${deed} Conseil`))
})
