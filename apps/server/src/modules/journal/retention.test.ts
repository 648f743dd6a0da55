import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { postMessage } from '@amphi/contract/chat'
import { readJournal } from '@amphi/contract/journal'
import { listLetters } from '@amphi/contract/letters'
import { askReset } from '@amphi/contract/account-links'
import { createApiToken } from '@amphi/contract/api-tokens'
import { signIn } from '@amphi/contract/logins'
import { closeRoom, listSessions } from '@amphi/contract/sessions'
import { changeTenant } from '@amphi/contract/tenants'
import { welcome } from '@amphi/contract/welcome'
import { emailOf, password, tenants } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, comeInside } from '@amphi/testkit/story'

const day = 24 * 3600

const aHouseInTime = async () => {
  const clock = aClock()
  const house = await aHouse({ clock, limitScale: 1000 })
  const { db } = house
  /** Rows of a table, and how many of them are as young as the clock says. */
  const count = async (table: string) => {
    const { rows } = await db.execute(sql.raw(`select count(*)::int as many from ${table}`))
    return Number(rows[0]?.['many'])
  }
  return { clock, house, count }
}

test('logins, failures, spent links and old tokens are forgotten when they are of no more use', async () => {
  const { clock, house, count } = await aHouseInTime()
  await house.aGuest().ask(signIn, { body: { email: emailOf('ada'), password } })
  await house.aGuest().ask(signIn, { body: { email: emailOf('ada'), password: 'not this one' } })
  await house.ask('ada', createApiToken, { body: { name: 'Planning', days: 1 } })
  await house.aGuest().ask(askReset, { body: { email: emailOf('ada') } })
  await expect.poll(() => count('account_links')).toBe(1)
  const tables = ['sign_in_failures', 'account_links', 'api_tokens', 'logins', 'places']
  const counts = () => Promise.all(tables.map(count))
  const atFirst = await counts()

  await house.sweeps.now('people')
  expect(await counts()).toEqual(atFirst)

  clock.pass(2 * day)
  await house.sweeps.now('people')
  expect(await counts()).toEqual([0, 0, 1, ...atFirst.slice(3)])

  clock.pass(30 * day)
  await house.sweeps.now('people')
  expect(await counts()).toEqual([0, 0, 0, 0, atFirst[4]])

  clock.pass(150 * day)
  await house.sweeps.now('people')
  expect(await counts()).toEqual([0, 0, 0, 0, 0])
})

test('a guest is forgotten after thirty days without coming back, and not before', async () => {
  const { clock, house, count } = await aHouseInTime()
  const room = await anOpenRoom(house)
  const faithful = await comeInside(house, house.aGuest(), room.code)
  await comeInside(house, house.aGuest(), room.code)
  const comesBack = async () => {
    const body = { id: randomUUID(), participantId: faithful.participantId, text: 'Encore là' }
    return (await faithful.visitor.ask(postMessage, { params: faithful.params, body })).status
  }
  clock.pass(20 * day)
  expect(await comesBack()).toBe(200)
  clock.pass(20 * day)

  await house.sweeps.now('people')

  expect(await count('guests')).toBe(1)
  expect(await comesBack()).toBe(200)
})

test('letters are kept for ninety days', async () => {
  const { clock, house } = await aHouseInTime()
  await house.aGuest().ask(askReset, { body: { email: emailOf('ada') } })
  const listed = async () => (await (await house.asAnew('malik')).ask(listLetters, {})).reply.letters.length
  await expect.poll(listed).toBe(1)

  clock.pass(89 * day)
  await house.sweeps.now('letters')
  expect(await listed()).toBe(1)

  clock.pass(2 * day)
  await house.sweeps.now('letters')
  expect(await listed()).toBe(0)
})

test('the journal is kept for a year', async () => {
  const { clock, house } = await aHouseInTime()
  await anOpenRoom(house)
  const listed = async () => (await (await house.asAnew('malik')).ask(readJournal, { query: {} })).reply.length
  await expect.poll(listed).toBe(1)

  clock.pass(365 * day)
  await house.sweeps.now('journal')
  expect(await listed()).toBe(1)

  clock.pass(2 * day)
  await house.sweeps.now('journal')
  expect(await listed()).toBe(0)
})

test('a session is kept for as many months as the institution says, which whoever comes to a door is told', async () => {
  const { clock, house, count } = await aHouseInTime()
  await house.ask('malik', changeTenant, { body: { attendanceKept: 3 } })
  const room = await anOpenRoom(house)
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  const elsewhere = await anOpenRoom(house, 'eve')
  await house.ask('eve', closeRoom, { params: { roomId: elsewhere.id } })

  clock.pass(88 * day)
  await house.sweeps.now('sessions')
  expect(await count('sessions')).toBe(2)

  clock.pass(5 * day)
  await house.sweeps.now('sessions')
  expect(await count('sessions')).toBe(1)
  expect((await house.aGuest().ask(welcome, {})).reply.tenant.attendanceKept).toBe(3)
})

test('a session is kept for a year after its end, with who came and what was said; one that runs is kept', async () => {
  const { clock, house, count } = await aHouseInTime()
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code)
  const body = { id: randomUUID(), participantId: ada.participantId, text: 'Bonjour' }
  await ada.visitor.ask(postMessage, { params: ada.params, body })
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  const running = await anOpenRoom(house)
  const tables = ['sessions', 'participants', 'stays', 'chat_messages', 'chat_threads']
  const counts = () => Promise.all(tables.map(count))

  clock.pass(365 * day)
  await house.sweeps.now('sessions')
  expect(await counts()).toEqual([2, 1, 1, 1, 1])

  clock.pass(2 * day)
  await house.sweeps.now('sessions')
  expect(await counts()).toEqual([1, 0, 0, 0, 0])
  const later = await house.asAnew('ada')
  expect((await later.ask(listSessions, { query: {}, params: { roomId: running.id } })).reply).toHaveLength(1)
})

test('sessions are forgotten however many there are, and one institution’s whatever goes wrong in another', async () => {
  const { clock, house, count } = await aHouseInTime()
  const room = await anOpenRoom(house)
  const elsewhere = await anOpenRoom(house, 'eve')
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  await house.ask('eve', closeRoom, { params: { roomId: elsewhere.id } })
  await house.db.execute(sql`insert into sessions
    select (jsonb_populate_record(it, jsonb_build_object('id', gen_random_uuid()))).*
    from sessions it, generate_series(1, 250) where tenant_id = ${tenants.elsewhere}`)
  await house.db.execute(sql`create function keep_them() returns trigger language plpgsql as
    $$ begin raise exception 'this one stays'; end $$`)
  await house.db.execute(
    sql.raw(`create trigger keep_them before delete on sessions for each row
    when (old.tenant_id = '${tenants.university}') execute function keep_them()`),
  )
  expect(await count('sessions')).toBe(252)

  clock.pass(400 * day)
  await expect(house.sweeps.now('sessions')).rejects.toThrow(/sessions/)

  expect(await count('sessions')).toBe(1)
})
