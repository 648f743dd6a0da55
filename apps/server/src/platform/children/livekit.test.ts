import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RoomServiceClient } from 'livekit-server-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findLiveKit } from './found.ts'
import { openLiveKit } from './livekit.ts'
import { settingsOf } from './livekit-settings.ts'
import { findFreePort } from './ports.ts'
import { lifeOf, until } from './processes.ts'
import { StartProblem } from '../start-problem.ts'

let folder: string
let media: { ip: string; ipGiven: boolean; udpPort: number; tcpPort: number; seats: number }
const tell = { info() {}, warn() {}, error() {} }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'amphi-livekit-'))
  media = { ip: '127.0.0.1', ipGiven: true, udpPort: await findFreePort(), tcpPort: await findFreePort(), seats: 10 }
})
afterEach(async () => {
  const left = pid()
  if (left !== undefined && lifeOf(left) !== undefined) {
    process.kill(left, 'SIGKILL')
    throw new Error(`left behind: ${left}`)
  }
  rmSync(folder, { recursive: true, force: true })
})

const pid = () => {
  try {
    const { pid } = JSON.parse(readFileSync(join(folder, 'livekit', 'running.json'), 'utf8')) as { pid: number }
    return pid
  } catch {
    return undefined
  }
}

const open = (change: object = {}) =>
  openLiveKit({
    config: {
      media: { ...media, ...change },
      turn: undefined,
      redisUrl: undefined,
      livekitBin: findLiveKit(process.env),
    },
    folder,
    secret: 'a secret of thirty-two letters or so',
    hooksUrl: 'http://127.0.0.1:9/hooks/livekit',
    tell,
  })

test('it starts, does what our keys ask, opens no room by itself, and stops', async () => {
  const livekit = await open()
  const rooms = new RoomServiceClient(livekit.url, livekit.apiKey, livekit.apiSecret)
  await rooms.createRoom({ name: 'ours' })
  const names = (await rooms.listRooms()).map((it) => it.name)
  const started = pid()
  await livekit.stop()

  expect(names).toEqual(['ours'])
  expect(lifeOf(started ?? 0)).toBeUndefined()
}, 30_000)

test('killed outright, it is back within a second or so on the same port, and others hear of it', async () => {
  const livekit = await open()
  const first = pid()
  let restarts = 0
  livekit.onRestart(() => (restarts += 1))
  process.kill(first ?? 0, 'SIGKILL')

  const back = await until(() => restarts === 1, 5_000)
  const answer = await fetch(livekit.url)
  const second = pid()
  await livekit.stop()

  expect([back, answer.ok, second === first, livekit.state().ok]).toEqual([true, true, false, true])
}, 30_000)

test('one whose server went away is taken back, unless it would now be started otherwise', async () => {
  const first = await open()
  const before = pid()
  await first.release()

  const same = await open()
  const taken = pid()
  await same.release()

  const other = await open({ tcpPort: await findFreePort() })
  const renewed = pid()
  await other.stop()

  expect([same.url, taken]).toEqual([first.url, before])
  expect(renewed).not.toBe(before)
  expect(lifeOf(before ?? 0)).toBeUndefined()
}, 30_000)

test('a taken media port is named, with who has it', async () => {
  const squatter = createServer().listen(media.tcpPort)
  await once(squatter, 'listening')
  const problem: unknown = await open().catch((error: unknown) => error)
  squatter.close()

  expect(problem).toBeInstanceOf(StartProblem)
  expect(String(problem)).toContain(`TCP port ${media.tcpPort} is in use by process ${process.pid}`)
  expect(String(problem)).toContain('set AMPHI_MEDIA_TCP_PORT to another port.')
})

test('TURN and Redis are passed on when they are set, and nobody is sent to Google', () => {
  const config = {
    media,
    turn: { domain: 'turn.example', udpPort: 3478, tlsPort: 5349, tls: { certFile: '/c', keyFile: '/k' } },
    redisUrl: 'rediss://:p%40ss@redis.example/2',
  }
  const keys = { apiKey: 'k', apiSecret: 's' }
  const settings = settingsOf({ config, port: 7880, keys, hooksUrl: 'http://127.0.0.1:1/hooks/livekit' })

  expect(settings.turn).toMatchObject({ domain: 'turn.example', udp_port: 3478, tls_port: 5349, cert_file: '/c' })
  expect(settings.redis).toEqual({ address: 'redis.example:6379', password: 'p@ss', db: 2, tls: { enabled: true } })
  expect(settings.rtc.stun_servers).toEqual([`127.0.0.1:${media.udpPort}`])
})
