import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPostgres } from './postgres.ts'
import { lifeOf, processesIn, until } from './processes.ts'

let folder: string
const tell = { info() {}, warn() {}, error() {} }
const settings = { fsync: 'off', shared_buffers: '1MB' }
const open = (home = join(folder, 'postgres')) =>
  openPostgres({ folder: home, logFile: join(folder, 'postgres.log'), tell, settings })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amphi-pg-'))
  chmodSync(folder, 0o711)
})
afterEach(async () => {
  const data = join(folder, 'postgres', 'data')
  const left = processesIn(data)
  for (const pid of left) process.kill(pid, 'SIGKILL')
  await until(() => processesIn(data).length === 0, 5_000)
  rmSync(folder, { recursive: true, force: true })
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`)
})

const ask = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<{ it: string }>(sql)).rows[0]?.it
  } finally {
    await client.end()
  }
}

const postmaster = () => Number(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])

test('it starts, keeps what was written, and stops', async () => {
  const first = await open()
  await ask(first.url, 'create table kept as select 1')
  expect(first.state()).toEqual({ ok: true })
  await first.stop()

  const second = await open()
  const it = await ask(second.url, 'select count(*)::text as it from kept')
  await second.stop()

  expect(it).toBe('1')
}, 30_000)

test('a PostgreSQL whose server was killed is taken back', async () => {
  const code = `
    const { openPostgres } = await import(${JSON.stringify(import.meta.resolve('./postgres.ts'))})
    const tell = { info() {}, warn() {}, error() {} }
    await openPostgres(${JSON.stringify({
      folder: join(folder, 'postgres'),
      logFile: join(folder, 'log'),
      settings,
    }).slice(0, -1)}, tell })
    console.log('up')
    setInterval(() => {}, 1000)`
  const server = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(server.stdout, 'data')
  const before = postmaster()
  server.kill('SIGKILL')
  await once(server, 'exit')

  const next = await open()
  const after = postmaster()
  const it = await ask(next.url, `select 'here' as it`)
  await next.stop()

  expect(after).toBe(before)
  expect(it).toBe('here')
  expect(lifeOf(before)).toBeUndefined()
}, 30_000)

test('killed outright with people at work, it is started again and says so', async () => {
  const postgres = await open()
  let restarts = 0
  postgres.onRestart(() => (restarts += 1))
  await ask(postgres.url, 'create table kept as select 1')
  const busy = ask(postgres.url, 'select pg_sleep(20)').catch(() => 'cut')
  await until(() => processesIn(join(folder, 'postgres', 'data')).length > 1, 2_000)
  process.kill(postmaster(), 'SIGKILL')

  const fell = await until(() => !postgres.state().ok, 2_000)
  const rose = await until(() => postgres.state().ok, 15_000)
  const it = await ask(postgres.url, 'select count(*)::text as it from kept')
  await postgres.stop()

  expect([fell, rose, restarts, it, await busy]).toEqual([true, true, 1, '1', 'cut'])
}, 30_000)

test('a socket that someone else answers at is one sentence, and what is theirs is left alone', async () => {
  const first = await open()
  await first.stop()
  const socket = join(folder, 'postgres', '.s.PGSQL.5432')
  const notice = join(folder, 'postgres', 'data', 'postmaster.pid')
  writeFileSync(notice, '999999999\n')
  const theirs = createServer().listen(socket)
  await once(theirs, 'listening')

  await expect(open()).rejects.toThrow(
    /^A PostgreSQL that is not to be seen from here works on \S+: stop it, and start again\.$/,
  )
  expect(readFileSync(notice, 'utf8')).toBe('999999999\n')
  theirs.close()
}, 30_000)

test('a path too long for a socket gets its socket elsewhere', async () => {
  const deep = join(folder, 'a-name-of-forty-letters-as-people-make-them', 'and-another-one-of-the-same-length-or-so')
  mkdirSync(deep, { recursive: true })
  const postgres = await open(join(deep, 'postgres'))
  const it = await ask(postgres.url, `select 'here' as it`)
  await postgres.stop()

  expect(it).toBe('here')
}, 30_000)

test.runIf(process.getuid?.() === 0)(
  'in a folder only root can reach, its files go where it can',
  async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const postgres = await open(join(closed, 'postgres'))
    const it = await ask(postgres.url, `select 'here' as it`)
    await postgres.stop()
    const again = await open(join(closed, 'postgres'))
    await again.stop()

    expect(it).toBe('here')
    expect(lstatSync(join(closed, 'postgres')).isSymbolicLink()).toBe(true)
    rmSync(again.home, { recursive: true })
  },
  30_000,
)
