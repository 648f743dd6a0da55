import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { expect, inject, test } from 'vitest'
import { databaseAt, runSql } from '@amphi/testkit/database'
import { migrateDatabase, openDatabase } from './db.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** As PostgreSQL makes one, with nothing of ours in it. */
const anEmptyDatabase = async () => {
  const { url } = inject('cluster')
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await runSql(url, `create database ${name} template template0`)
  return databaseAt(url, name)
}

const applied = async (url: string) => {
  const { db, close } = openDatabase(url, () => {})
  const { rows } = await db.execute(sql`select count(*)::int as many from drizzle.__drizzle_migrations`)
  await close()
  return rows[0]?.['many']
}

const all = readdirSync(here('../../migrations')).filter((name) => name.endsWith('.sql')).length

test('migrations are applied from nothing, and a second time change nothing', async () => {
  const url = await anEmptyDatabase()

  await migrateDatabase(url)
  await migrateDatabase(url)

  expect(await applied(url)).toBe(all)
})

test('of servers that start at the same time, one migrates and the others wait', async () => {
  const url = await anEmptyDatabase()

  await Promise.all([1, 2, 3].map(() => migrateDatabase(url)))

  expect(await applied(url)).toBe(all)
})

test('every migration is applied to a database that is in use', async () => {
  const url = await anEmptyDatabase()
  const names = readdirSync(here('../../migrations')).filter((name) => name.endsWith('.sql'))
  const [first = '', ...later] = names.toSorted((a, b) => a.localeCompare(b))
  const statements = (name: string) => readFileSync(here(`../../migrations/${name}`), 'utf8')
  await runSql(url, statements(first))
  const tenant = randomUUID()
  const room = randomUUID()
  await runSql(
    url,
    `insert into tenants (id, name, language, instant_meetings, domains, created_at)
     values ('${tenant}', 'Amphi', 'fr', true, '{}', now());
     insert into guests (tenant_id, id, token_print, created_at) values ('${tenant}', '${randomUUID()}', 'x', now());
     insert into groups (tenant_id, id, name)
     select '${tenant}', gen_random_uuid(), name from unnest(array['Scolarité', 'scolarité', 'Étudiants']) as name;
     insert into rooms (tenant_id, id, name, kind, code, moderator_print, created_at)
     values ('${tenant}', '${room}', 'Atelier', 'instant', 'code', 'print', now());
     insert into sessions (tenant_id, id, room_id, engine, started_at, started_by)
     values ('${tenant}', '${room}', '${room}', 'livekit', now(), 'Ada');
     insert into participants (tenant_id, id, session_id, user_id, guest_id, tab, name, role, created_at)
     select tenant_id, gen_random_uuid(), '${room}', null, id, gen_random_uuid(), 'Awa', 'participant', now() from guests`,
  )

  for (const name of later) {
    await runSql(url, statements(name))
    if (name.startsWith('0007')) await runSql(url, "update rooms set visibility = 'signed_in'")
    if (name.startsWith('0025')) await runSql(url, 'update tenants set most_inside = 120')
  }

  const { db, close } = openDatabase(url, () => {})
  const { rows } = await db.execute(sql`select last_seen_at from guests`)
  const { rows: groups } = await db.execute(sql`select count(distinct name_key)::int as many from groups`)
  const { rows: inside } = await db.execute(sql`select awaited_until, settings from participants, rooms`)
  const { rows: links } = await db.execute(sql`select kind, print, role from room_links`)
  const { rows: lasting } = await db.execute(sql`select lasts_until > started_at as goes_on from sessions`)
  const { rows: limits } = await db.execute(sql`select usual_inside, most_inside from tenants`)
  await close()
  // The number they had is what their rooms go on having, and no less than anyone’s is what a room may ask for.
  expect(limits).toEqual([{ usual_inside: 120, most_inside: 500 }])
  expect(lasting).toEqual([{ goes_on: true }])
  expect(links).toEqual([{ kind: 'moderators', print: 'print', role: 'moderator' }])
  // Null would say that they left the meeting that goes on.
  expect(inside).toEqual([{ awaited_until: expect.anything() as unknown, settings: { visibility: 'signed_in' } }])
  expect(rows).toEqual([{ last_seen_at: expect.anything() as unknown }])
  expect(groups).toEqual([{ many: 3 }])
})

test('the migrations make what the tables say: nothing waits to be written', async () => {
  const modules = here('../modules')
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.table.ts'))
  const tables: Record<string, unknown> = {}
  for (const file of files) Object.assign(tables, await import(/* @vite-ignore */ `${modules}/${file}`))
  const snapshots = readdirSync(here('../../migrations/meta')).filter((name) => name.endsWith('_snapshot.json'))
  const last = snapshots.toSorted((a, b) => a.localeCompare(b)).at(-1)
  const before = JSON.parse(readFileSync(here(`../../migrations/meta/${last}`), 'utf8')) as never

  const now = generateDrizzleJson(tables, undefined, undefined, 'snake_case')

  expect(files.length).toBeGreaterThanOrEqual(7)
  expect(await generateMigration(before, now)).toEqual([])
})
