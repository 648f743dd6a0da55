import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findFreePort } from './ports.ts'
import { lifeOf, processesIn, until } from './processes.ts'

const main = fileURLToPath(new URL('../../main.ts', import.meta.url))

let folder: string
let env: NodeJS.ProcessEnv
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'amphi-start-'))
  chmodSync(folder, 0o711)
  const [PORT, AMPHI_MEDIA_UDP_PORT, AMPHI_MEDIA_TCP_PORT] = await Promise.all(
    [1, 2, 3].map(async () => `${await findFreePort()}`),
  )
  env = { PATH: process.env['PATH'], HOME: process.env['HOME'], LIVEKIT_BIN: process.env['LIVEKIT_BIN'], PORT }
  Object.assign(env, {
    AMPHI_DATA: join(folder, 'data'),
    AMPHI_MEDIA_UDP_PORT,
    AMPHI_MEDIA_TCP_PORT,
    AMPHI_LOG: 'error',
  })
})
afterEach(async () => {
  const left = [
    ...servers.filter((it) => it.exitCode === null && it.signalCode === null).map((it) => it.pid),
    ...children(),
  ]
  servers.length = 0
  for (const pid of left) if (pid !== undefined) process.kill(pid, 'SIGKILL')
  const data = join(folder, 'data', 'postgres', 'data')
  await until(() => processesIn(data).length === 0, 5_000)
  rmSync(folder, { recursive: true, force: true })
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`)
})

const servers: ChildProcess[] = []
const launch = (more: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [main], { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  servers.push(child)
  return child
}

/** A start that is to fail: what it says, and its exit code. */
const failing = async (more: NodeJS.ProcessEnv = {}) => {
  const child = launch(more)
  let said = ''
  child.stderr.on('data', (it: Buffer) => (said += it.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

const ready = async () => {
  const child = launch()
  let said = ''
  child.stdout.on('data', (it: Buffer) => (said += it.toString()))
  child.stderr.on('data', (it: Buffer) => (said += it.toString()))
  const up = await until(() => said.includes('Amphi is ready: ') || child.exitCode !== null, 60_000)
  if (!up || child.exitCode !== null) throw new Error(`it does not start: ${said}`)
  return child
}

const pidIn = (path: string) => {
  try {
    return Number(/\d+/.exec(readFileSync(path, 'utf8'))?.[0])
  } catch {
    return 0
  }
}
const postgres = () => pidIn(join(folder, 'data', 'postgres', 'data', 'postmaster.pid'))
const livekit = () => pidIn(join(folder, 'data', 'livekit', 'running.json'))
const children = () => [postgres(), livekit()].filter((pid) => pid > 0 && lifeOf(pid) !== undefined)

test('a wrong environment is one sentence and exit 1', async () => {
  const { code, said } = await failing({ PORT: 'eighty' })

  expect([code, said]).toEqual([1, 'PORT must be a port number (it is “eighty”).\n'])
})

test('a PostgreSQL of the administrator’s that does not answer is one sentence and exit 1', async () => {
  const { code, said } = await failing({ DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/amphi' })

  expect(code).toBe(1)
  expect(said).toMatch(/^The PostgreSQL of DATABASE_URL does not let us in: .*ECONNREFUSED.*\.\n$/)
  expect(said).not.toContain('secret')
})

test('a taken port is one sentence and exit 1, before anything is started', async () => {
  const squatter = createServer().listen(Number(env['PORT']))
  await once(squatter, 'listening')
  const { code, said } = await failing()
  squatter.close()

  expect(code).toBe(1)
  expect(said).toMatch(/^TCP port \d+ is in use.*: stop that, or set PORT to another port\.\n$/)
  expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false)
})

test('a media port that is taken is one sentence and exit 1, and PostgreSQL is not left behind', async () => {
  const squatter = createSocket('udp4').bind(Number(env['AMPHI_MEDIA_UDP_PORT']))
  await once(squatter, 'listening')
  const { code, said } = await failing()
  squatter.close()

  expect(code).toBe(1)
  expect(said).toMatch(
    /^UDP port \d+ is in use by process \d+ \(.*\): stop that, or set AMPHI_MEDIA_UDP_PORT to another port\.\n$/,
  )
  expect(children()).toEqual([])
})

test('files that are no certificate and key are one sentence and exit 1', async () => {
  const pem = join(folder, 'some.pem')
  writeFileSync(pem, 'pem')
  const { code, said } = await failing({ AMPHI_TLS_CERT: pem, AMPHI_TLS_KEY: pem })

  expect(code).toBe(1)
  expect(said).toMatch(/^AMPHI_TLS_CERT and AMPHI_TLS_KEY are not a certificate and its key in PEM files: .*\.\n$/)
})

test('an address this machine does not have is one sentence and exit 1', async () => {
  const { code, said } = await failing({ AMPHI_HOST: '192.0.2.1' })

  expect([code, said]).toEqual([1, 'This machine does not have the address 192.0.2.1: set AMPHI_HOST to one it has.\n'])
})

test('a bucket where nobody answers is one sentence and exit 1, and nothing is left behind', async () => {
  const s3 = {
    S3_BUCKET: 'b',
    S3_ENDPOINT: 'http://127.0.0.1:1',
    S3_ACCESS_KEY_ID: 'k',
    S3_SECRET_ACCESS_KEY: 'hidden',
  }
  const { code, said } = await failing(s3)

  expect(code).toBe(1)
  expect(said).toMatch(/^The place of the files, http:\S+, does not answer as S3 does \(.*ECONNREFUSED.*\.\n$/)
  expect([said.includes('hidden'), children()]).toEqual([false, []])
})

const small = join(tmpdir(), `amphi-small-${process.pid}`)
const mounted = (() => {
  if (process.getuid?.() !== 0) return false
  mkdirSync(small, { recursive: true })
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small]).status === 0
  if (done) spawnSync('umount', [small])
  rmSync(small, { recursive: true, force: true })
  return done
})()

test.runIf(mounted)('a disk that is nearly full is one sentence and exit 1', async () => {
  mkdirSync(small)
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small])
  const { code, said } = await failing({ AMPHI_DATA: join(small, 'data') })
  spawnSync('umount', [small])
  rmSync(small, { recursive: true, force: true })

  expect(code).toBe(1)
  expect(said).toMatch(/^The disk of \S+ has \d+ MB left and Amphi needs 200: free some room/)
})

test.runIf(mounted)('a data folder that cannot be written is one sentence and exit 1', async () => {
  mkdirSync(small)
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,ro', 'tmpfs', small])
  const { code, said } = await failing({ AMPHI_DATA: join(small, 'data') })
  spawnSync('umount', [small])
  rmSync(small, { recursive: true, force: true })

  expect(code).toBe(1)
  expect(said).toMatch(/^The data folder \S+ cannot be used \(EROFS.*\): let this user write to it, or set AMPHI_DATA/)
})

test.runIf(process.platform === 'linux')('a place where no folder can be is one sentence and exit 1', async () => {
  const { code, said } = await failing({ AMPHI_DATA: '/proc/amphi' })

  expect(code).toBe(1)
  expect(said).toMatch(/^The data folder \/proc\/amphi cannot be used \(ENOENT.*\): let this user write to it, or set/)
})

test('a killed server leaves PostgreSQL and LiveKit to the next one, which closes all of it in order', async () => {
  const first = await ready()
  const before = children()
  const second = await failing()
  first.kill('SIGKILL')
  await once(first, 'exit')

  const next = await ready()
  const after = children()
  const answer = await fetch(`http://127.0.0.1:${env['PORT']}/readyz`)
  next.kill('SIGTERM')
  const [code] = (await once(next, 'exit')) as [number]

  expect(second.code).toBe(1)
  expect(second.said).toContain(`is in use by another Amphi server (process ${first.pid}, port ${env['PORT']})`)
  expect([before.length, after, answer.status, code, children()]).toEqual([2, before, 200, 0, []])
})
