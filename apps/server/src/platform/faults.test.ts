import { randomUUID } from 'node:crypto'
import { DrizzleQueryError, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { letterOpened } from '@amphi/contract/letters'
import { readJournal } from '@amphi/contract/journal'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { tenants } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aDatabase, databaseAt, runSql } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom } from '@amphi/testkit/story'
import { isTaken, isUnavailable, isUnkeepable } from './db.ts'
import { createLimits } from './limits.ts'
import { createKeys, fingerprint, randomCode, randomToken } from './secrets.ts'

const withCode = (code: string, message = 'said the database') => Object.assign(new Error(message), { code })

describe('what a database error means', () => {
  test.each([
    [withCode('ECONNREFUSED'), true],
    [withCode('57P01'), true],
    [withCode('57P03'), true],
    [withCode('53300'), true],
    [new Error('Connection terminated unexpectedly'), true],
    [new Error('timeout exceeded when trying to connect'), true],
    [new DrizzleQueryError('select 1', [], withCode('08006')), true],
    [withCode('23505'), false],
    [withCode('42P01'), false],
    [new Error('relation "terminated" is unknown'), false],
    ['57P01', false],
    [undefined, false],
  ])('%s: away? %s', (error, isAway) => {
    expect(isUnavailable(error)).toBe(isAway)
  })

  test('a value that is none of a column, and a row that is there already, are known also from their cause', () => {
    expect(isUnkeepable(new DrizzleQueryError('select', [], withCode('22021')))).toBe(true)
    expect(isUnkeepable(withCode('22P02'))).toBe(false)
    expect(isTaken(new DrizzleQueryError('insert', [], withCode('23505')))).toBe(true)
    expect(isTaken(withCode('23503'))).toBe(false)
  })
})

describe('while the database is away', () => {
  test('requests are refused with a time to ask again, health says why, and then all works', async () => {
    const databaseUrl = await aDatabase()
    const name = new URL(databaseUrl).pathname.slice(1)
    const house = await aHouse({ databaseUrl, limitScale: 1000 })
    const admin = databaseAt(databaseUrl, 'postgres')
    await house.ask('ada', createRoom, { body: { name: 'Avant' } })
    await runSql(admin, `alter database ${name} with allow_connections false`)
    await runSql(admin, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)

    const away = await house.ask('ada', listRooms, {})
    const ready = await house.app.inject('/readyz')
    const alive = await house.app.inject('/healthz')

    expect([away.status, away.refusal.code, away.headers['retry-after']]).toEqual([503, 'server.unavailable', '2'])
    expect([ready.statusCode, alive.statusCode]).toEqual([503, 200])
    const { parts } = ready.json<{ parts: { database: { why: string } } }>()
    expect(parts.database.why).toMatch(/terminat|not currently accepting connections/)

    await runSql(admin, `alter database ${name} with allow_connections true`)
    const names = async () => (await house.ask('ada', listRooms, {})).reply
    await expect.poll(names).toMatchObject([{ kind: 'personal' }, { name: 'Avant' }])
    expect((await house.app.inject('/readyz')).statusCode).toBe(200)
  })
})

describe('facts', () => {
  test('told in a transaction that is rolled back, they were never told; else they are heard', async () => {
    const house = await aHouse()
    const { bus, db } = house
    const [never, told] = [randomUUID(), randomUUID()]
    const ids = (letterId: string) => ({ tenantId: tenants.university, letterId: letterId as never, by: randomUUID() })

    await db
      .transaction(async (tx) => {
        await bus.announce(tx, letterOpened, ids(never))
        throw new Error('changed my mind')
      })
      .catch(() => undefined)
    await db.transaction((tx) => bus.announce(tx, letterOpened, ids(told)))

    const heard = async () =>
      (await house.ask('malik', readJournal, { query: {} })).reply.map((entry) => entry.ids['letterId'])
    await expect.poll(heard).toContain(told)
    expect(await heard()).not.toContain(never)
  })

  test('heard twice they are written once', async () => {
    const house = await aHouse()
    const { db } = house
    await anOpenRoom(house)
    const entries = async () =>
      (await house.ask('malik', readJournal, { query: {} })).reply.filter(({ fact }) => fact === 'session.opened')
    await expect.poll(entries).toHaveLength(1)

    await db.execute(sql`update pgboss.job set state = 'created', started_on = null, completed_on = null
      where name = 'session.opened/journal'`)
    const { rows } = await db.execute(sql`select id from pgboss.job where name = 'session.opened/journal'`)
    const states = async () => {
      const { rows: now } = await db.execute(sql`select state from pgboss.job where name = 'session.opened/journal'`)
      return now.map(({ state }) => state)
    }
    await expect.poll(states).toEqual(rows.map(() => 'completed'))

    expect(await entries()).toHaveLength(1)
  })
})

describe('limits', () => {
  const limit = { count: 2, seconds: 10 }
  const ada = { who: 'ada', address: '192.0.2.1', hasAccount: true }
  const aGuest = (who: string, address = '192.0.2.1') => ({ who, address, hasAccount: false })
  const aStranger = (address: string) => ({ who: undefined, address, hasAccount: false })

  test('count calls of one person, by route, and forget them with time', () => {
    const clock = aClock()
    const { check } = createLimits(clock, 1)
    const ask = (who: string, route = '/a') => check(route, limit, { who, address: '192.0.2.1', hasAccount: true })

    expect([ask('ada'), ask('ada'), ask('ada')]).toEqual([undefined, undefined, 10])
    expect([ask('bob'), ask('ada', '/b')]).toEqual([undefined, undefined])
    clock.pass(4)
    expect(ask('ada')).toBe(6)
    clock.pass(6)
    expect(ask('ada')).toBe(undefined)
  })

  test('count strangers by their address, twenty to one, and by their network where addresses are free', () => {
    const { check } = createLimits(aClock(), 1)
    const from = (address: string, times: number) =>
      Array.from({ length: times }, () => check('/a', limit, aStranger(address))).at(-1)

    expect(from('192.0.2.1', 40)).toBe(undefined)
    expect(from('192.0.2.1', 1)).toBe(10)
    expect(from('192.0.2.2', 1)).toBe(undefined)
    for (let i = 1; i <= 40; i += 1) expect(from(`2001:db8::${i.toString(16)}`, 1)).toBe(undefined)
    expect(from('2001:db8::ffff', 1)).toBe(10)
  })

  test('count guests by where they are too, where a cookie more would be a way round', () => {
    const { check } = createLimits(aClock(), 1)
    const place = { ...limit, atOneAddress: 5 }
    const asGuests = (times: number, address?: string) =>
      Array.from({ length: times }, (_, i) => check('/a', place, aGuest(`guest ${i} ${times}`, address))).at(-1)

    expect(asGuests(5)).toBe(undefined)
    expect(asGuests(1)).toBe(10)
    expect(check('/a', place, aStranger('192.0.2.1'))).toBe(10)
    expect(asGuests(4, '192.0.2.2')).toBe(undefined)
    expect(check('/a', place, ada)).toBe(undefined)
    // Without, a whole school behind one address is as many guests.
    const many = Array.from({ length: 700 }, (_, i) => check('/b', limit, aGuest(`pupil ${i}`)))
    expect(many.filter((wait) => wait !== undefined)).toEqual([])
  })

  test('hold for all that one person asks, whatever the route', () => {
    const { check } = createLimits(aClock(), 1)
    const asked = Array.from({ length: 601 }, (_, i) => check(`/${i}`, undefined, ada))

    expect(asked.findIndex((wait) => wait !== undefined)).toBe(600)
  })
})

describe('secrets', () => {
  const keys = createKeys('a secret of thirty-two letters or so')

  test('what is sealed is read again with the same key, and with no other', () => {
    const sealed = keys.seal('très secret')

    expect(sealed).not.toContain('secret')
    expect(keys.seal('très secret')).not.toBe(sealed)
    expect(keys.unseal(sealed)).toBe('très secret')
    expect(() => createKeys('another secret of thirty-two letters').unseal(sealed)).toThrow('authenticate')
  })

  test('what was tampered with, or cut short, is not read', () => {
    const sealed = Buffer.from(keys.seal('très secret'), 'base64url')
    for (const at of [0, 12, 27, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => keys.unseal(changed.toString('base64url'))).toThrow('authenticate')
    }
    for (const length of [0, 11, 16, 20, 27]) {
      expect(() => keys.unseal(sealed.subarray(0, length).toString('base64url'))).toThrow(/invalid|authenticate/i)
    }
  })

  test('each purpose has a key of its own', () => {
    expect(keys.sign('feeds', 'x')).not.toBe(keys.sign('links', 'x'))
    expect(keys.sign('feeds', 'x')).toBe(keys.sign('feeds', 'x'))
  })

  test('tokens and codes are of the length and the letters they say', () => {
    expect(randomToken()).toMatch(/^[\w-]{43}$/)
    expect(randomCode(27)).toMatch(/^[2-9a-hjkmnp-z]{27}$/)
    expect(fingerprint('x')).toMatch(/^[\w-]{43}$/)
  })
})

test('figures hold routes and states, and no ids', async () => {
  const house = await aHouse()
  const room = await anOpenRoom(house)
  await house.app.inject({ url: `/api/v1/rooms/${room.id}`, headers: { host: 'university.test' } })
  await house.app.inject({ url: `/${room.code}`, headers: { host: 'university.test' } })

  const { body } = await house.app.inject('/metrics')

  expect(body).toContain('route="/api/v1/rooms/:roomId"')
  expect(body).toContain('amphi_live_pages 0')
  for (const id of [room.id, room.sessionId, room.code, 'university']) expect(body).not.toContain(id)
})
