import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { useAccountLink } from '@amphi/contract/account-links'
import { createApiToken } from '@amphi/contract/api-tokens'
import { postMessage } from '@amphi/contract/chat'
import type { AnyRoute } from '@amphi/contract/grammar'
import { changeGroup, createGroup, listGroups } from '@amphi/contract/groups'
import { invitePeople, listPeople } from '@amphi/contract/people'
import { changeMe } from '@amphi/contract/profile'
import { createRoom, renameRoom } from '@amphi/contract/rooms'
import { enterDoor } from '@amphi/contract/doors'
import { startMeeting } from '@amphi/contract/meetings'
import { changeTenant } from '@amphi/contract/tenants'
import type { Answer } from '@amphi/testkit/visitor'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, aRoom, comeInside } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })
const email = `${randomUUID()}@university.test`

/** Every place where someone names something, or says something. */
const places: Record<string, (text: string) => Promise<Answer<AnyRoute>>> = {
  'a person who is invited': (name) => house.ask('malik', invitePeople, { body: { people: [{ email, name }] } }),
  'a person who names themselves': (name) => house.ask('bob', changeMe, { body: { name } }),
  'a person who accepts an invitation': (name) =>
    house.aGuest().ask(useAccountLink, { body: { secret: 'a'.repeat(27), password: 'a fine long one', name } }),
  'a group': (name) => house.ask('malik', createGroup, { body: { name } }),
  'a room': (name) => house.ask('ada', createRoom, { body: { name } }),
  'a room under a new name': async (name) =>
    house.ask('ada', renameRoom, { params: { roomId: (await aRoom(house)).id }, body: { name } }),
  'a meeting': (name) => house.aGuest().ask(startMeeting, { body: { name } }),
  'a guest': async (name) => {
    const { code } = await anOpenRoom(house)
    return house.aGuest().ask(enterDoor, { params: { code }, body: { name, tab: randomUUID() } })
  },
  'a message': async (text) => {
    const { code } = await anOpenRoom(house)
    const { visitor, params, participantId } = await comeInside(house, house.as('ada'), code)
    return visitor.ask(postMessage, { params, body: { id: randomUUID(), participantId, text } })
  },
  'a token': (name) => house.ask('ada', createApiToken, { body: { name, days: 1 } }),
  'the institution': (name) => house.ask('malik', changeTenant, { body: { name } }),
}

describe.each(Object.entries(places))('%s', (_place, put) => {
  test.each([
    ['nothing that is seen', '\u200B\u2063\u00AD', 'text.invisible'],
    ['half a character', 'Ada \uD83D', 'text.unreadable'],
    ['a control character', 'Ada \u0007', 'text.unreadable'],
  ])('is not called by %s', async (_what, text, problem) => {
    const { status, refusal } = await put(text)

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
    expect(refusal.details['issues']).toMatchObject([{ message: problem }])
  })

  test('turns round nothing on the pages of others', async () => {
    const { reply, refusal } = await put(`Salle \u202E${randomUUID()}\u202C`)

    expect(JSON.stringify(reply)).not.toContain('\u202E')
    expect(refusal.code).not.toBe('request.invalid')
  })
})

test('a message keeps its lines, and a name is one', async () => {
  const { code } = await anOpenRoom(house)
  const { visitor, params, participantId } = await comeInside(house, house.as('ada'), code, { name: 'Ada\n Lovelace' })

  const body = { id: randomUUID(), participantId, text: 'Un\r\ndeux\n\ntrois' }
  const { reply } = await visitor.ask(postMessage, { params, body })

  expect([reply.name, reply.text]).toEqual(['Ada Lovelace', 'Un\ndeux\n\ntrois'])
})

describe('the name of a group', () => {
  const make = (name: string) => house.ask('malik', createGroup, { body: { name } })

  test.each([
    ['its capitals', 'SCOLARITÉ DE '],
    ['how its accents are written', 'Scolarite\u0301 de '],
    ['what nobody sees', 'Scola\u200Drité\u200B de '],
    ['its spaces', '  Scolarité   de  '],
  ])('is another’s already, but for %s', async (_what, alike) => {
    const own = randomUUID()
    await make(`Scolarité de ${own}`)

    const { status, refusal } = await make(alike + own)

    expect([status, refusal.code]).toEqual([409, 'group.name_taken'])
  })

  test('may be written anew in other capitals, and not become another’s', async () => {
    const own = randomUUID()
    const { reply: group } = await make(`Lettres ${own}`)
    await make(`Sciences ${own}`)
    const params = { groupId: group.id }

    const written = await house.ask('malik', changeGroup, { params, body: { name: `LETTRES ${own}` } })
    const taken = await house.ask('malik', changeGroup, { params, body: { name: `sciences ${own}` } })

    expect([written.status, written.reply.name]).toEqual([200, `LETTRES ${own}`])
    expect([taken.status, taken.refusal.code]).toEqual([409, 'group.name_taken'])
    const { reply: groups } = await house.ask('malik', listGroups, {})
    expect(groups.find(({ id }) => id === group.id)?.name).toBe(`LETTRES ${own}`)
  })
})

test('lists are in the order of people: capitals and accents do not count, and numbers do', async () => {
  const { ask } = await aHouse({ limitScale: 1000 })
  const names = ['étage', 'Zola', 'Études 10', 'atelier', 'Études 9']
  const people = names.map((name, at) => ({ email: `someone${at}@university.test`, name }))
  await ask('malik', invitePeople, { body: { people } })
  for (const name of names) await ask('malik', createGroup, { body: { name } })

  const sorted = ['atelier', 'étage', 'Études 9', 'Études 10', 'Zola']
  const everyone = (await ask('malik', listPeople, { query: { search: 'someone' } })).reply
  expect(everyone.map(({ name }) => name)).toEqual(sorted)
  expect((await ask('malik', listGroups, {})).reply.map(({ name }) => name)).toEqual(sorted)
})
