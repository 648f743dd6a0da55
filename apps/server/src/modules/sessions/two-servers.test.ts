import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listMessages, postMessage } from '@amphi/contract/chat'
import { askReset } from '@amphi/contract/account-links'
import { createApiToken, revokeApiToken } from '@amphi/contract/api-tokens'
import { decideLobby } from '@amphi/contract/lobby'
import { listLogins } from '@amphi/contract/logins'
import { changePerson } from '@amphi/contract/people'
import { welcome } from '@amphi/contract/welcome'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { readRoom } from '@amphi/contract/rooms'
import { listSessions, openRoom, raiseHand, readSession } from '@amphi/contract/sessions'
import { changeTenant, readTenant } from '@amphi/contract/tenants'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aDatabase } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, aRoom, goIn, knock } from '@amphi/testkit/story'
import { aVisitor } from '@amphi/testkit/visitor'

const databaseUrl = await aDatabase()
const [one, two] = await Promise.all([aHouse({ databaseUrl }), aHouse({ databaseUrl })])

/** Someone who did something through the first server, and whose next request reaches the second. */
const atTheOther = (visitor: { cookie(): string }) => {
  const cookies = visitor
    .cookie()
    .split('; ')
    .map((pair) => pair.split('=') as [string, string])
  return aVisitor(two.app, 'university', Object.fromEntries(cookies))
}

test('who waits at a door of one server hears it open through the other', async () => {
  const room = await aRoom(one)
  const page = await aPage(two.app, two.aGuest())
  await page.join(`door:${room.code}`)

  await one.ask('ada', openRoom, { params: { roomId: room.id } })

  await page.hearsFact('session.opened')
  const { reply } = await two.ask('ada', readRoom, { params: { roomId: room.id } })
  expect(reply.session?.startedBy).toBe(cast.ada.name)
})

test('a message and a hand through one server are heard at the other, at once', async () => {
  const room = await anOpenRoom(one)
  const ada = await goIn(one.as('ada'), room.code, { name: 'Ada' })
  const guest = one.aGuest()
  const awa = await goIn(guest, room.code, { name: 'Awa' })
  const elsewhere = atTheOther(guest)
  const page = await aPage(two.app, elsewhere)
  expect(await page.join(`session:${room.sessionId}`)).toBe(true)

  const params = { sessionId: room.sessionId, participantId: ada.participantId }
  const body = { id: randomUUID(), participantId: ada.participantId, text: 'De l’autre côté' }
  await one.ask('ada', postMessage, { params, body })
  await one.ask('ada', raiseHand, { params, body: { raised: true } })

  expect((await page.hearsFact('message.posted')).message).toMatchObject({ sequence: 1, text: 'De l’autre côté' })
  await page.hearsFact('hands.changed')
  const { reply } = await elsewhere.ask(readSession, { params })
  expect(reply.participants.map(({ name, hand }) => [name, hand])).toEqual([
    ['Ada', 1],
    ['Awa', null],
  ])
  expect(awa.sessionId).toBe(room.sessionId)
})

test('ENT-07 who waits in the lobby of one server is let in through the other, and hears it', async () => {
  const room = await anOpenRoom(one)
  await one.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { lobby: 'everyone' } })
  const { sessionId } = await goIn(one.as('ada'), room.code, { name: 'Ada' })
  const atDesk = await aPage(one.app, one.as('ada'))
  expect(await atDesk.join(`lobby:${sessionId}`)).toBe(true)
  const guest = two.aGuest()
  const entry = await knock(guest, room.code, { name: 'Awa' })
  if (entry.outcome !== 'lobby') throw new Error(`Not in the lobby: ${entry.outcome}`)
  const waiting = await aPage(two.app, guest)
  expect(await waiting.join(`lobby-request:${entry.request.id}`)).toBe(true)
  await atDesk.hearsFact('lobby.changed')

  await one.ask('ada', decideLobby, { params: { sessionId }, body: { decision: 'admit', requests: 'all' } })

  await waiting.hearsFact('lobby.changed')
  expect(await knock(guest, room.code, { name: 'Awa' })).toMatchObject({ outcome: 'admitted' })
})

test('of two moderators at two servers the first decides, and the second is told', async () => {
  const room = await anOpenRoom(one)
  await one.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { lobby: 'everyone' } })
  const { sessionId } = await goIn(one.as('ada'), room.code, { name: 'Ada' })
  const guest = two.aGuest()
  const entry = await knock(guest, room.code, { name: 'Awa' })
  if (entry.outcome !== 'lobby') throw new Error(`Not in the lobby: ${entry.outcome}`)
  const decide = (house: typeof one, decision: 'admit' | 'refuse') =>
    house.ask('ada', decideLobby, { params: { sessionId }, body: { decision, requests: [entry.request.id] } })

  const answers = await Promise.all([decide(one, 'admit'), decide(two, 'refuse')])

  expect(answers.reduce((sum, { reply }) => sum + reply.decided, 0)).toBe(1)
  expect(answers.flatMap(({ reply }) => reply.otherwise)).toMatchObject([{ name: 'Awa', by: 'Ada' }])
})

test('messages through both at once have one order, without a hole', async () => {
  const room = await anOpenRoom(one)
  const { participantId, sessionId } = await goIn(one.as('ada'), room.code)
  const say = (house: typeof one, i: number) =>
    house.ask('ada', postMessage, {
      params: { sessionId },
      body: { id: randomUUID(), participantId, text: `Message ${i}` },
    })

  await Promise.all(Array.from({ length: 30 }, (_, i) => say(i % 2 ? one : two, i)))

  const { reply } = await two.ask('ada', listMessages, { params: { sessionId }, query: {} })
  expect(reply.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
})

test('a room opened through both at once has one session', async () => {
  const { id: roomId } = await aRoom(one)

  const opened = await Promise.all(
    [one, two, one, two].map((house) => house.ask('ada', openRoom, { params: { roomId } })),
  )

  expect(new Set(opened.map(({ reply }) => reply.session?.sessionId)).size).toBe(1)
})

test('a person disabled through one server is nobody at the other, and their page is cut', async () => {
  const bob = await two.asAnew('bob')
  expect((await bob.ask(listLogins, {})).status).toBe(200)
  const page = await aPage(two.app, bob)

  await one.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { disabled: true } })

  expect(await page.closed).toBe(4401)
  expect((await bob.ask(listLogins, {})).status).toBe(401)
})

test('a token revoked through one server is refused by the other within a moment', async () => {
  const { reply: token } = await one.ask('ada', createApiToken, {
    body: { name: 'Planning', days: 1, scopes: ['account'] },
  })
  const ask = () => two.aGuest().ask(listLogins, {}, { authorization: `Bearer ${token.secret}` })
  expect((await ask()).status).toBe(200)

  await one.ask('ada', revokeApiToken, { params: { apiTokenId: token.id } })

  await expect.poll(async () => (await ask()).status).toBe(401)
})

test('a setting changed through one server is known to the other within a moment', async () => {
  await two.ask('malik', readTenant, {})

  await one.ask('malik', changeTenant, { body: { name: 'Université des Deux-Rives' } })

  const nameAtTwo = async () => (await two.aGuest().ask(welcome, {})).reply.tenant.name
  await expect.poll(nameAtTwo).toBe('Université des Deux-Rives')
})

test('a letter asked for at one server is carried by one of the two, once', async () => {
  for (const name of ['ada', 'malik'] as const) await one.ask('anonymous', askReset, { body: { email: emailOf(name) } })

  const carried = () => [...one.mailbox, ...two.mailbox].map(({ to }) => to).toSorted((a, b) => a.localeCompare(b))
  await expect.poll(carried).toHaveLength(2)

  await one.sweeps.now('presence')
  expect(carried()).toEqual([emailOf('ada'), emailOf('malik')])
})

test('a session that two servers end at the same moment ends once', async () => {
  const clock = aClock()
  const shared = await aDatabase()
  const [here, there] = await Promise.all([
    aHouse({ databaseUrl: shared, clock }),
    aHouse({ databaseUrl: shared, clock }),
  ])
  const room = await anOpenRoom(here)
  const page = await aPage(there.app, there.aGuest())
  await page.join(`door:${room.code}`)
  clock.pass(30 * 60)

  await Promise.all([here, there].map(({ sweeps }) => sweeps.now('presence')))

  await page.hearsFact('session.ended')
  await page.catchUp()
  expect(page.heard.filter((it) => it.say === 'fact' && it.fact === 'session.ended')).toHaveLength(1)
  const { reply } = await there.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
  expect(reply.map(({ endReason }) => endReason)).toEqual(['empty'])
})
