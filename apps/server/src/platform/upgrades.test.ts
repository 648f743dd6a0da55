import { connect } from 'node:net'
import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { listLogins, revokeLogins, signOut } from '@amphi/contract/logins'
import { changePerson } from '@amphi/contract/people'
import { createRoom, renameRoom } from '@amphi/contract/rooms'
import { createApiToken } from '@amphi/contract/api-tokens'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { addressOf, aPage, LineRefused } from '@amphi/testkit/page'
import { aRoom } from '@amphi/testkit/story'

const house = await aHouse()
const { app, db } = house

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another site under our name', { origin: 'https://university.test.evil.example' }],
  ['a neighbour of ours', { origin: 'https://other.university.test' }],
  ['a page of no origin', { origin: 'null' }],
  ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
])('a line from %s is refused', async (_title, headers) => {
  await expect(aPage(app, house.as('ada'), headers)).rejects.toEqual(new LineRefused(403))
})

test('a line that says nothing of its page is refused, whatever cookie it brings', async () => {
  const refused = new LineRefused(403)
  const silent = { origin: undefined }

  await expect(aPage(app, house.as('ada'), silent)).rejects.toEqual(refused)
  await expect(aPage(app, house.aGuest(), silent)).rejects.toEqual(refused)
  await expect(aPage(app, house.as('ada'), { ...silent, 'sec-fetch-site': 'none' })).rejects.toEqual(refused)
})

test('a program opens a line by its token, and needs no page', async () => {
  const { reply } = await house.ask('ada', createApiToken, { body: { name: 'Script', days: 1, scopes: ['meetings'] } })
  const program = (token: string) => ({ origin: undefined, cookie: undefined, authorization: `Bearer ${token}` })

  const line = await aPage(app, house.aGuest(), program(reply.secret))
  const wrong = await aPage(app, house.as('ada'), { ...program(`${reply.secret}x`), cookie: house.as('ada').cookie() })

  expect(await line.join('rooms')).toBe(true)
  // The cookie beside it does not speak in its place.
  expect(await wrong.join('rooms')).toBe(false)
})

test.each([
  ['our host', { origin: 'http://university.test' }],
  ['our host over https', { origin: 'https://university.test' }],
  ['a browser that says so', { origin: 'http://university.test', 'sec-fetch-site': 'same-origin' }],
])('a line from %s is welcome', async (_title, headers) => {
  const page = await aPage(app, house.as('ada'), headers)

  expect(await page.join('rooms')).toBe(true)
})

test('nothing but the live line and the engine’s signalling is upgraded', async () => {
  const [host = '', port] = (await addressOf(app)).split(':')
  const socket = connect(Number(port), host)
  socket.write(
    'GET /api/v1/rooms HTTP/1.1\r\nHost: university.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  )

  const [answer] = (await once(socket, 'data')) as [Buffer]

  expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /)
})

test('a page that says too much is cut', async () => {
  const page = await aPage(app, house.as('ada'))

  for (let i = 0; i < 101; i += 1) page.say({ say: 'ping' })

  expect(await page.closed).toBe(4429)
})

test('a frame larger than any word of ours ends the line', async () => {
  const page = await aPage(app, house.as('ada'))

  page.socket.send('x'.repeat(5000))

  expect(await page.closed).toBe(1009)
})

test('what is no word of ours is passed over', async () => {
  const page = await aPage(app, house.as('ada'))

  for (const nonsense of ['', '{', '[]', '{"say":"shout"}', '{"say":"join"}', '{"__proto__":{"say":"ping"}}']) {
    page.socket.send(nonsense)
  }
  await page.catchUp()

  expect(page.heard.filter(({ say }) => say !== 'resync')).toEqual([{ say: 'pong' }])
})

test('a page may join so many channels, and one under many names no oftener', async () => {
  const { code } = await aRoom(house)
  const page = await aPage(app, house.as('ada'))
  const letters = code.replaceAll('-', '')
  const names = Array.from({ length: 50 }, (_, i) => `door:${letters.slice(0, 1)}${'-'.repeat(i)}${letters.slice(1)}`)

  const joined = []
  for (const name of names) joined.push(await page.join(name))

  expect(joined.filter(Boolean)).toHaveLength(40)
})

test('who opens line after line is told to wait', async () => {
  const malik = house.as('malik')
  const opened = Array.from({ length: 31 }, () => aPage(app, malik))

  const refused = (await Promise.allSettled(opened)).filter(({ status }) => status === 'rejected')

  expect(refused).toMatchObject([{ reason: new LineRefused(429) }])
})

test('a login that is revoked takes its pages with it, and not those of a double elsewhere', async () => {
  const [here, there] = [await house.asAnew('ada'), await house.asAnew('ada')]
  const [page, eves] = [await aPage(app, there), await aPage(app, house.as('eve'))]

  await here.ask(revokeLogins, { query: {} })

  expect(await page.closed).toBe(4401)
  const { reply } = await here.ask(listLogins, {})
  expect(reply).toHaveLength(1)
  await eves.catchUp()
  expect(eves.socket.readyState).toBe(eves.socket.OPEN)
})

test('who signs out is cut, and comes back as nobody', async () => {
  const bob = await house.asAnew('bob')
  const page = await aPage(app, bob)

  await bob.ask(signOut, {})

  expect(await page.closed).toBe(4401)
  const again = await aPage(app, bob)
  expect(await again.join('rooms')).toBe(false)
})

test('a disabled person is cut at once', async () => {
  const bob = await house.asAnew('bob')
  const page = await aPage(app, bob)

  await house.ask('malik', changePerson, { params: { userId: cast.bob.userId }, body: { disabled: true } })

  expect(await page.closed).toBe(4401)
})

test('after the database was away, every page is told to ask again', async () => {
  const { reply: room } = await house.ask('malik', createRoom, { body: { name: 'Avant la panne' } })
  const page = await aPage(app, house.aGuest())
  await page.join(`door:${room.code}`)
  const before = page.heard.length

  await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)

  await page.hears('resync', (it) => page.heard.indexOf(it) >= before)
  await house.ask('malik', renameRoom, { params: { roomId: room.id }, body: { name: 'Après la panne' } })
  await page.hearsFact('room.changed')
})

test('a channel asked for while the database is away is not forgotten: the page is sent to come again', async () => {
  const room = await aRoom(house, 'malik')
  const channel = `door:${room.code}`
  const page = await aPage(app, house.aGuest())

  await db.execute(sql`alter table rooms rename to rooms_away`)
  page.say({ say: 'join', channel })
  const code = await page.closed
  await db.execute(sql`alter table rooms_away rename to rooms`)

  expect(code).toBe(1013)
  expect(await (await aPage(app, house.aGuest())).join(channel)).toBe(true)
})
