import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listMessages } from '@amphi/contract/chat'
import { prefix } from '@amphi/contract/grammar'
import { readJournal } from '@amphi/contract/journal'
import { signIn } from '@amphi/contract/logins'
import { invitePeople, listPeople } from '@amphi/contract/people'
import { changeMe } from '@amphi/contract/profile'
import { createRoom } from '@amphi/contract/rooms'
import { loginOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, goIn } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })
const { app } = house

const post = (path: string, payload: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `${prefix}${path}`,
    headers: {
      host: 'university.test',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      cookie: `amphi_login=${loginOf('ada')}`,
      ...headers,
    },
    payload,
  })

test('a character no database keeps is refused where it stands', async () => {
  const nul = 'un\u0000zéro'
  const answers = [
    await house.ask('ada', createRoom, { body: { name: nul } }),
    await house.ask('ada', changeMe, { body: { name: nul } }),
    await house.ask('malik', listPeople, { query: { search: nul } }),
    await house.ask('malik', invitePeople, { body: { people: [{ email: 'a@b.test', name: nul }] } }),
    await house.ask('anonymous', signIn, { body: { email: nul, password: 'a fine long one' } }),
  ]

  expect(answers.map(({ status, refusal }) => [status, refusal.details['issues']])).toMatchObject([
    [400, [{ at: 'body.name' }]],
    [400, [{ at: 'body.name' }]],
    [400, [{ at: 'query.search' }]],
    [400, [{ at: 'body.people.0.name' }]],
    [400, [{ at: 'body.email' }]],
  ])
})

test('numbers and moments beyond what is kept are refused, not a fault', async () => {
  const room = await anOpenRoom(house)
  const ada = house.as('ada')
  await goIn(ada, room.code)

  const far = await ada.ask(listMessages, { params: { sessionId: room.sessionId }, query: { after: 9_999_999_999 } })
  const old = await house.ask('malik', readJournal, { query: { before: '0000-01-01T00:00:00Z' } })

  expect([far.status, old.status]).toEqual([400, 400])
})

test.each([
  ['__proto__', '{"name":"Salle","__proto__":{"role":"administrator"}}'],
  ['constructor', '{"name":"Salle","constructor":{"prototype":{"role":"administrator"}}}'],
])('a body with the key %s is refused', async (_key, body) => {
  const { statusCode } = await post('/rooms', body)

  expect(statusCode).toBe(400)
  expect(({} as { role?: string }).role).toBe(undefined)
})

test('a property nobody asked for is not kept', async () => {
  const { json } = await post('/rooms', `{"name":"Salle","kind":"personal","ownerId":"${randomUUID()}","code":"x"}`)

  expect(json()).toMatchObject({ kind: 'standard', code: expect.stringMatching(/^.{5}-.{5}-.{4}$/) as string })
})

test.each([
  ['deep', '['.repeat(50_000) + ']'.repeat(50_000)],
  ['of another shape', '"text"'],
  ['empty', ''],
  ['a number', '1e999'],
])('a body that is %s is refused', async (_title, body) => {
  const { statusCode } = await post('/rooms', body)

  expect(statusCode).toBe(400)
})

test.each([
  '/%',
  '/api/v1/%E0%A4%A',
  '/api/v1/rooms/%00',
  '/api/v1/doors/%2e%2e%2f',
  '//evil.example/api',
  '/api/v1/../..',
])('the address %s is no fault', async (url) => {
  const { statusCode } = await app.inject({ method: 'GET', url, headers: { host: 'university.test' } })

  expect(statusCode).toBeLessThan(500)
})

test('a form of another site is refused even where a browser says nothing of its page', async () => {
  const plain = await post('/rooms', 'name=Salle', { 'content-type': 'text/plain', origin: 'https://evil.example' })
  const form = await post('/rooms', 'name=Salle', { 'content-type': 'application/x-www-form-urlencoded' })

  expect([plain.statusCode, form.statusCode]).toEqual([415, 415])
})
