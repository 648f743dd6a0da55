import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { invitePeople } from '@amphi/contract/people'
import { aDatabase, databaseAt, runSql } from '@amphi/testkit/database'
import { aHouse, type TestHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, comeInside } from '@amphi/testkit/story'

/** Every figure as Prometheus reads it: `name{label="x"}` and its value. */
const figuresOf = async ({ app }: Pick<TestHouse, 'app'>) => {
  const { body, statusCode } = await app.inject('/metrics')
  expect(statusCode).toBe(200)
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))] as const
    }),
  )
}

test('meetings, people in them and pages are counted as they come and go', async () => {
  const house = await aHouse()
  const room = await anOpenRoom(house)
  const before = await figuresOf(house)
  await comeInside(house, house.as('ada'), room.code)
  await aPage(house.app, house.as('bob'))

  const after = await figuresOf(house)

  expect([before['amphi_sessions_open'], after['amphi_sessions_open']]).toEqual([1, 1])
  expect([before['amphi_participants_present'], after['amphi_participants_present']]).toEqual([0, 1])
  expect([before['amphi_live_pages'], after['amphi_live_pages']]).toEqual([0, 1])
})

test('letters that the mail server does not take are told, and so is the job that waits for it', async () => {
  const carry = async () => {
    throw new Error('the mail server is away')
  }
  const house = await aHouse({ post: { carry } })
  await house.ask('malik', invitePeople, { body: { people: [{ email: 'noor@university.test', name: 'Noor' }] } })

  await expect.poll(async () => (await figuresOf(house))['amphi_letters_failed']).toBe(1)
  const queue = '{queue="letter.send"}'
  await expect.poll(async () => (await figuresOf(house))[`amphi_jobs_waiting${queue}`]).toBe(1)
  const figures = await figuresOf(house)
  expect(figures[`amphi_jobs_oldest_waiting_seconds${queue}`]).toBeGreaterThan(0)
  expect([figures[`amphi_jobs_failed${queue}`], figures['amphi_letters_waiting']]).toEqual([0, 0])

  await house.db.execute(sql`update pgboss.job set state = 'failed' where name = 'letter.send'`)
  const givenUp = await figuresOf(house)
  expect([givenUp[`amphi_jobs_waiting${queue}`], givenUp[`amphi_jobs_failed${queue}`]]).toEqual([0, 1])
})

test('what runs beside the server, its connections and its event loop are told', async () => {
  const child = { name: 'PostgreSQL', state: () => ({ ok: true }), restarts: () => 3 }
  const house = await aHouse({ children: [child] })

  const figures = await figuresOf(house)

  expect(figures['amphi_child_restarts_total{child="PostgreSQL"}']).toBe(3)
  expect(figures['amphi_database_connections{state="idle"}']).toBeGreaterThan(0)
  expect(figures['amphi_database_connections{state="busy"}']).toBeGreaterThanOrEqual(0)
  expect(figures['amphi_database_waiting']).toBe(0)
  expect(figures['nodejs_eventloop_lag_p99_seconds']).toBeGreaterThanOrEqual(0)
})

describe('while the database is away', () => {
  test('what it knows is told as unknown, and the rest as ever', async () => {
    const databaseUrl = await aDatabase()
    const house = await aHouse({ databaseUrl })
    const name = new URL(databaseUrl).pathname.slice(1)
    const admin = databaseAt(databaseUrl, 'postgres')
    await runSql(admin, `alter database ${name} with allow_connections false`)
    await runSql(admin, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)

    const figures = await figuresOf(house)

    expect([figures['amphi_sessions_open'], figures['amphi_live_pages']]).toEqual([NaN, 0])
    await runSql(admin, `alter database ${name} with allow_connections true`)
    await expect.poll(async () => (await figuresOf(house))['amphi_sessions_open']).toBe(0)
  })
})

test('every figure of ours is documented, and named as Prometheus names things', async () => {
  const docs = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8')
  const house = await aHouse()
  const { body } = await house.app.inject('/metrics')
  const ours = [...body.matchAll(/^# TYPE (amphi_\w+) (\w+)$/gm)].map(([, name = '', kind = '']) => ({ name, kind }))

  expect(ours.length).toBeGreaterThan(10)
  for (const { name, kind } of ours) {
    expect(docs).toContain(`\`${name}\``)
    expect([name, name.endsWith('_total')]).toEqual([name, kind === 'counter'])
  }
})
