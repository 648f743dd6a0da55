import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { signIn } from '@amphi/contract/logins'
import { startMeeting } from '@amphi/contract/meetings'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { changeTenant } from '@amphi/contract/tenants'
import { readUsage } from '@amphi/contract/usage'
import { welcome } from '@amphi/contract/welcome'
import { cast, emailOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { comeInside } from '@amphi/testkit/story'

const day = 24 * 3600

/** In the university’s own time it is noon of a Tuesday. */
const aHouseInTime = async () => {
  const clock = aClock(new Date('2027-11-23T11:00:00Z'))
  const house = await aHouse({ clock, limitScale: 1000 })
  const read = async (query: { from?: string; until?: string } = {}) =>
    (await (await house.asAnew('malik')).ask(readUsage, { query })).reply
  return { clock, house, read }
}

test('ENT-17 visits, rooms made, sessions opened and people who go in are counted, day by day', async () => {
  const { clock, house, read } = await aHouseInTime()
  const ada = await house.asAnew('ada')
  const bob = await house.asAnew('bob')
  await house.aGuest().ask(signIn, { body: { email: emailOf('bob'), password } })
  await expect.poll(async () => (await read()).days.map(({ visits }) => visits)).toEqual([1])
  clock.pass(day)
  const again = async () => {
    for (const visitor of [ada, ada, bob]) await visitor.ask(welcome, {})
  }
  await again()
  const { reply: room } = await ada.ask(createRoom, { body: { name: 'Atelier' } })
  await ada.ask(startMeeting, { body: {} })
  await comeInside(house, ada, room.code)
  await comeInside(house, house.aGuest(), room.code)
  await comeInside(house, bob, room.code)
  await again()

  await expect
    .poll(async () => (await read()).days)
    .toEqual([
      { day: '2027-11-23', visits: 1, rooms: 0, sessions: 0, entries: 0 },
      { day: '2027-11-24', visits: 3, rooms: 1, sessions: 2, entries: 3 },
    ])
  expect((await read({ from: '2027-11-24', until: '2027-11-24' })).days).toHaveLength(1)
  expect((await read({ until: '2027-11-22' })).days).toEqual([])
})

test('ENT-17 a page that is loaded again, another browser and a second connection are not another visit or entry', async () => {
  const { clock, house, read } = await aHouseInTime()
  const [one, two] = [await house.asAnew('ada'), await house.asAnew('ada')]
  clock.pass(day)
  const { reply: room } = await one.ask(createRoom, { body: { name: 'Atelier' } })
  const tab = '00000000-0000-4000-8000-0000000000f1'
  for (const visitor of [one, two, one]) {
    await visitor.ask(welcome, {})
    await comeInside(house, visitor, room.code, { tab })
    clock.pass(60)
  }
  const other = await comeInside(house, one, room.code)

  expect(other.participantId).not.toBe('')
  await expect
    .poll(async () => (await read({ from: '2027-11-24' })).days)
    .toEqual([{ day: '2027-11-24', visits: 1, rooms: 1, sessions: 1, entries: 2 }])
})

test('a personal room, which comes by itself, is not one that was made', async () => {
  const { house, read } = await aHouseInTime()
  const ada = await house.asAnew('ada')
  await ada.ask(listRooms, {})
  await ada.ask(createRoom, { body: { name: 'Atelier' } })

  await expect.poll(async () => (await read()).days.map(({ rooms }) => rooms)).toEqual([1])
})

test('what is heard the day after is counted on the day it was, and once', async () => {
  const { clock, house, read } = await aHouseInTime()
  const rows = async (query: string) => (await house.db.execute(sql.raw(query))).rows
  await rows(`create function not_now() returns trigger language plpgsql as $$ begin raise 'not now'; end $$`)
  await rows('create trigger not_now before insert on usage_days for each row execute function not_now()')
  await (await house.asAnew('ada')).ask(createRoom, { body: { name: 'Atelier' } })
  const put = `select 1 from pgboss.job where name = 'room.created/usage' and state = 'retry'`
  await expect.poll(() => rows(put)).toHaveLength(1)

  clock.pass(day)
  await rows('drop trigger not_now on usage_days')

  await expect.poll(async () => (await read()).days.map((it) => [it.day, it.rooms])).toContainEqual(['2027-11-23', 1])
})

test('the day is the institution’s, not the server’s', async () => {
  const { clock, house, read } = await aHouseInTime()
  await (await house.asAnew('malik')).ask(changeTenant, { body: { timeZone: 'Pacific/Noumea' } })
  clock.pass(3 * 3600)
  await (await house.asAnew('ada')).ask(createRoom, { body: { name: 'Atelier' } })

  await expect.poll(async () => (await read()).days.map((it) => [it.day, it.rooms])).toEqual([['2027-11-24', 1]])
  expect((await read()).today).toBe('2027-11-24')
})

test('the figures are for administrators, and each house has its own', async () => {
  const { house } = await aHouseInTime()
  const ask = async (name: 'ada' | 'eve') => (await house.asAnew(name)).ask(readUsage, { query: {} })
  expect((await ask('ada')).refusal.code).toBe('usage.administrator_only')
  expect((await house.aGuest().ask(readUsage, { query: {} })).status).toBe(401)
  await (await house.asAnew('ada')).ask(createRoom, { body: { name: 'Atelier' } })
  expect((await ask('eve')).reply.days.every(({ rooms }) => rooms === 0)).toBe(true)
})

test.each([{ from: '2027-02-30' }, { from: 'hier' }, { until: '2027-11-23T00:00:00Z' }])(
  '%o is no day, and refused',
  async (query) => {
    const { house } = await aHouseInTime()

    const { status, refusal } = await (await house.asAnew('malik')).ask(readUsage, { query })

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
  },
)

test('nobody is found in what is kept, marks go within days, and figures when the institution says', async () => {
  const { clock, house, read } = await aHouseInTime()
  const malik = await house.asAnew('malik')
  await malik.ask(changeTenant, { body: { usageKept: 2 } })
  await house.aGuest().ask(signIn, { body: { email: emailOf('ada'), password } })
  const rows = async (table: string) => (await house.db.execute(sql.raw(`select * from ${table}`))).rows
  await expect.poll(() => rows('usage_marks')).not.toEqual([])
  const kept = JSON.stringify([await rows('usage_marks'), await rows('usage_days')])
  for (const told of [cast.ada.userId, cast.ada.name, emailOf('ada')]) expect(kept).not.toContain(told)

  clock.pass(6 * day)
  await house.sweeps.now('usage')
  expect(await rows('usage_marks')).toEqual([])
  expect(await rows('usage_days')).not.toEqual([])

  clock.pass(60 * day)
  await house.sweeps.now('usage')
  expect(await rows('usage_days')).toEqual([])
  expect((await read()).since).toBe('2027-11-28')
})
