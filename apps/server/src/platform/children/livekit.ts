import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { writeWhole } from '../data-folder.ts'
import { StartProblem } from '../start-problem.ts'
import { keepLogSmall, openLog } from './child-log.ts'
import { keysOf, settingsOf } from './livekit-settings.ts'
import { findFreePort, isFree, refuseTakenPort } from './ports.ts'
import { end, lifeOf, until } from './processes.ts'
import { supervise, type Tell } from './supervisor.ts'

interface Needs {
  config: Pick<Config, 'media' | 'turn' | 'redisUrl' | 'livekitBin'>
  /** The data folder: LiveKit's notice and its log are in it. */
  folder: string
  /** The server's own secret, from which LiveKit's keys are derived. */
  secret: string
  hooksUrl: string
  tell: Tell
}

/** What we note of the LiveKit we started, for the server that comes after us. */
const notice = z.object({ pid: z.number(), life: z.string(), port: z.number(), settings: z.string() })
type Notice = z.infer<typeof notice>

const longestStart = 15_000

/**
 * A LiveKit of our own, kept up. Calls do not depend on our life: it outlives a server that is killed, and the next
 * one takes it back if it would start it the same way.
 */
export const openLiveKit = async ({ config, folder, secret, hooksUrl, tell }: Needs) => {
  const bin = config.livekitBin
  if (bin === undefined)
    throw new StartProblem(
      'There is no LiveKit server: run `npm start`, which brings one, or set LIVEKIT_BIN to its program, or LIVEKIT_URL to a LiveKit of yours.',
    )
  const home = join(folder, 'livekit')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const noticeFile = join(home, 'running.json')
  const before = readNotice(noticeFile)
  const port = await keptPort(before)
  const keys = keysOf(secret)
  const settings = JSON.stringify(settingsOf({ config, port, keys, hooksUrl }))
  const logFile = join(folder, 'logs', 'livekit.log')
  const node = { bin, port, settings, mark: markOf(bin, settings), noticeFile, logFile, config, tell }

  const child = await supervise({
    name: 'LiveKit',
    tell,
    raise: () => raise(node),
    lives: () => runningOf(readNotice(noticeFile)) !== undefined,
    end: async () => {
      letLog()
      await stop(readNotice(noticeFile))
    },
  })
  const letLog = keepLogSmall(logFile)
  return { ...child, url: `http://127.0.0.1:${port}`, ...keys }
}

/** The LiveKit that a server keeps up on this data folder, for those who work beside it. */
export const addressOfLiveKit = (folder: string, secret: string) => {
  const known = readNotice(join(folder, 'livekit', 'running.json'))
  if (known === undefined || runningOf(known) === undefined) return undefined
  return { url: `http://127.0.0.1:${known.port}`, ...keysOf(secret) }
}

type Node = Pick<Notice, 'port' | 'settings'> & {
  bin: string
  mark: string
  noticeFile: string
  logFile: string
  config: Needs['config']
  tell: Tell
}

/** The same program with the same settings has the same mark; the secrets in them cannot be read from it. */
const markOf = (bin: string, settings: string) => {
  const { size, mtimeMs } = statSync(bin, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 }
  return createHash('sha256').update(`${bin} ${size} ${mtimeMs} ${settings}`).digest('base64url')
}

const readNotice = (path: string): Notice | undefined => {
  try {
    return notice.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // Never started, or the machine went down while this was written: either way there is none to take back.
    return undefined
  }
}

const runningOf = (known: Notice | undefined) =>
  known !== undefined && lifeOf(known.pid) === known.life ? known.pid : undefined

/** Kept from start to start, since another port would be another configuration, and the calls would be cut. */
const keptPort = async (known: Notice | undefined) => {
  if (known && (runningOf(known) !== undefined || (await isFree(known.port)))) return known.port
  return findFreePort()
}

const raise = async (node: Node) => {
  const known = readNotice(node.noticeFile)
  const running = runningOf(known)
  if (running !== undefined && known?.settings === node.mark && (await answersSoon(node.port, 3_000))) {
    node.tell.info({ child: 'LiveKit', pid: running }, 'LiveKit was running and is taken back')
    return
  }
  if (running !== undefined) {
    node.tell.warn({ child: 'LiveKit', pid: running }, 'LiveKit runs with other settings and is started anew')
    await stop(known)
  }
  await refuseTakenPorts(node)
  const pid = launch(node)
  await awaitReady(node, pid)
}

const refuseTakenPorts = async ({ config: { media, turn }, port }: Node) => {
  await refuseTakenPort('AMPHI_MEDIA_UDP_PORT', 'UDP', media.udpPort)
  await refuseTakenPort('AMPHI_MEDIA_TCP_PORT', 'TCP', media.tcpPort)
  if (turn) await refuseTakenPort('AMPHI_TURN_UDP_PORT', 'UDP', turn.udpPort)
  if (turn?.tls) await refuseTakenPort('AMPHI_TURN_TLS_PORT', 'TCP', turn.tlsPort)
  if (!(await isFree(port)))
    throw new StartProblem(`TCP port ${port}, where our LiveKit listens on 127.0.0.1, is in use: start Amphi again.`)
}

const launch = ({ bin, port, settings, mark, noticeFile, logFile }: Node) => {
  using log = openLog(logFile)
  // Its environment holds nothing else: LiveKit would take NODE_IP, REDIS_HOST and the like for its own settings.
  // A session of its own: neither Ctrl-C in our terminal nor our death reaches it.
  const child = spawn(bin, [], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LIVEKIT_CONFIG: settings },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  child.on('error', () => {})
  child.unref()
  const life = child.pid === undefined ? undefined : lifeOf(child.pid)
  if (child.pid === undefined || life === undefined)
    throw new StartProblem(`The LiveKit server ${bin} cannot be run: set LIVEKIT_BIN to one that can.`)
  writeWhole(noticeFile, JSON.stringify({ pid: child.pid, life, port, settings: mark } satisfies Notice))
  return child.pid
}

const awaitReady = async ({ port, logFile, noticeFile }: Node, pid: number): Promise<void> => {
  let gone = false
  const ready = async () => {
    gone = lifeOf(pid) === undefined
    return gone || (await answers(port))
  }
  // It answers a tenth of a second before it takes itself for started, and a signal in between is lost for good.
  if ((await until(ready, longestStart)) && !gone) return pause(150)
  const last = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').at(-1) : ''
  await stop(readNotice(noticeFile))
  throw new StartProblem(`LiveKit ${gone ? 'ended as it started' : 'does not answer'} (see ${logFile}): ${last}`)
}

const answers = async (port: number) => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) })).ok
  } catch {
    return false
  }
}
const answersSoon = (port: number, within: number) => until(() => answers(port), within, 100)

const stop = async (known: Notice | undefined) => {
  const pid = runningOf(known)
  // The first signal lets it wait for those inside, the second does not.
  if (pid !== undefined) await end(pid, ['SIGTERM', 50], ['SIGTERM', 6_000])
}
