import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { StartProblem } from '../start-problem.ts'
import { keepLogSmall, openLog } from './child-log.ts'
import { findOwner, findPrograms, makeHome, socketFolder, type Owner } from './postgres-home.ts'
import { commandOf, end, lifeOf, lostItsProgram, processesIn, signal, until } from './processes.ts'
import { supervise, type Tell } from './supervisor.ts'

interface Needs {
  /** PostgreSQL's folder, made if need be. */
  folder: string
  logFile: string
  tell: Tell
  /** For tests: what differs from the settings of a server that shares its machine with calls. */
  settings?: Record<string, string>
}

/** Modest: the machine's memory is for people's pictures, and a school's rooms fit in little. */
const modest = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '64MB',
  max_connections: '100',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
}

/** A start after a crash replays what was being written: a big database on a slow disk takes its time. */
const longestStart = 60_000

/**
 * A PostgreSQL of our own, on a Unix socket and on no network, kept up. It outlives a server that is killed, and the
 * next one takes it back.
 */
export const openPostgres = async ({ folder, logFile, tell, settings = {} }: Needs) => {
  const owner = findOwner()
  const home = makeHome(folder, owner)
  const programs = findPrograms(owner)
  const data = join(home, 'data')
  const socket = socketFolder(home, createHash('sha256').update(home).digest('hex').slice(0, 12), owner)
  const cluster = { owner, home, programs, data, socket, logFile, settings, tell }

  if (!existsSync(data)) await initialise(cluster)
  refuseOtherVersion(data)

  const child = await supervise({
    name: 'PostgreSQL',
    tell,
    raise: () => raise(cluster),
    lives: () => postmasterOf(data) !== undefined,
    end: async () => {
      letLog()
      await stop(data)
      if (socket !== home) rmSync(socket, { recursive: true, force: true })
    },
  })
  const letLog = keepLogSmall(logFile)
  return { ...child, url: urlOf(socket), home }
}

/** The address of the PostgreSQL in a folder that a server keeps up, for those who work beside it. */
export const addressOfPostgres = (folder: string): string => {
  const owner = findOwner()
  const home = makeHome(folder, owner)
  return urlOf(socketFolder(home, createHash('sha256').update(home).digest('hex').slice(0, 12), owner))
}

const urlOf = (socket: string) => `postgres://amphi@localhost/postgres?host=${encodeURIComponent(socket)}`

interface Cluster {
  owner: Owner | undefined
  home: string
  programs: string
  data: string
  socket: string
  logFile: string
  settings: Record<string, string>
  tell: Tell
}

/** PostgreSQL's messages are read by administrators and by us: always English, in one alphabet. */
const env = { LC_ALL: 'C', PATH: '/usr/bin:/bin' }

const initialise = async ({ owner, home, programs, data }: Cluster) => {
  // Made aside and moved in whole: interrupted, it would leave half a cluster in the place of ours.
  const fresh = join(home, 'fresh')
  rmSync(fresh, { recursive: true, force: true })
  const options = ['-U', 'amphi', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions']
  const made = spawn(join(programs, 'bin', 'initdb'), ['-D', fresh, ...options], { ...owner, cwd: home, env })
  let said = ''
  made.stdout.on('data', (it: Buffer) => (said += it.toString()))
  made.stderr.on('data', (it: Buffer) => (said += it.toString()))
  const code = await new Promise((resolve, reject) => made.on('close', resolve).on('error', reject))
  if (code !== 0) throw new StartProblem(`PostgreSQL cannot make its files in ${home}: ${lastLine(said)}`)
  renameSync(fresh, data)
}

const refuseOtherVersion = (data: string) => {
  const kept = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (kept !== '18')
    throw new StartProblem(
      `The database in ${data} is of PostgreSQL ${kept} and this Amphi brings 18: make a backup with the Amphi that wrote it, and restore it with this one.`,
    )
}

const raise = async (cluster: Cluster) => {
  const running = postmasterOf(cluster.data)
  if (running === undefined) await clearRemains(cluster)
  else if (lostItsProgram(running)) await stop(cluster.data)
  else {
    // A server killed outright leaves its PostgreSQL running: take it back rather than fail.
    cluster.tell.info({ child: 'PostgreSQL', pid: running }, 'PostgreSQL was running and is taken back')
    return awaitReady(cluster, running)
  }
  await awaitReady(cluster, launch(cluster))
}

const launch = ({ owner, home, programs, data, socket, logFile, settings }: Cluster) => {
  const options = { ...modest, unix_socket_directories: socket, ...settings }
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  using log = openLog(logFile)
  // A session of its own: neither Ctrl-C in our terminal nor our death reaches it.
  const child = spawn(join(programs, 'bin', 'postgres'), ['-D', data, ...flags], {
    ...owner,
    cwd: home,
    env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  child.on('error', () => {})
  child.unref()
  if (child.pid === undefined) throw new StartProblem(`PostgreSQL's program in ${programs} cannot be run.`)
  return child.pid
}

const awaitReady = async ({ data, logFile }: Cluster, pid: number) => {
  let gone = false
  const ready = () => {
    gone = lifeOf(pid) === undefined
    return gone || statusOf(data) === 'ready'
  }
  if ((await until(ready, longestStart)) && !gone) return
  const last = existsSync(logFile) ? lastLine(readFileSync(logFile, 'utf8')) : ''
  throw new StartProblem(`PostgreSQL ${gone ? 'ended as it started' : 'does not get ready'} (see ${logFile}): ${last}`)
}

/** `postmaster.pid` is PostgreSQL's own notice: its process on the first line, its readiness on the eighth. */
const noticeOf = (data: string) => {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}
const statusOf = (data: string) => noticeOf(data)[7]?.trim()

const postmasterOf = (data: string) => {
  const pid = Number(noticeOf(data)[0])
  // The number may be another's by now, so the program is asked for by its data folder.
  return pid > 0 && commandOf(pid)?.includes(`-D ${data} `) ? pid : undefined
}

/** A PostgreSQL killed outright leaves workers that still hold its memory, and a notice that would refuse the next. */
const clearRemains = async ({ data, socket, tell }: Cluster) => {
  const workers = () => processesIn(data)
  // They notice by themselves, as soon as they are done with what they do.
  if (workers().length > 0 && !(await until(() => workers().length === 0, 500))) {
    tell.warn({ child: 'PostgreSQL', workers: workers().length }, 'ending what a killed PostgreSQL left')
    for (const pid of workers()) signal(pid, 'SIGQUIT')
    if (!(await until(() => workers().length === 0, 3_000))) for (const pid of workers()) signal(pid, 'SIGKILL')
    await until(() => workers().length === 0, 3_000)
  }
  if (noticeOf(data).length === 0) return
  if (await answers(join(socket, '.s.PGSQL.5432')))
    throw new StartProblem(`A PostgreSQL that is not to be seen from here works on ${data}: stop it, and start again.`)
  if (process.platform === 'linux') rmSync(join(data, 'postmaster.pid'), { force: true })
}

const answers = (path: string) =>
  new Promise<boolean>((resolve) => {
    const line = connect(path, () => resolve(true)).on('error', () => resolve(false))
    line.on('connect', () => line.destroy())
  })

const stop = async (data: string) => {
  const pid = postmasterOf(data)
  // Fast: ends every connection, then writes all down. Then without writing, which the next start makes up for.
  if (pid !== undefined) await end(pid, ['SIGINT', 15_000], ['SIGQUIT', 5_000])
}

const lastLine = (text: string) => text.trim().split('\n').at(-1)?.trim() ?? ''
