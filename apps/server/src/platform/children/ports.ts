import { createSocket } from 'node:dgram'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { codeOf, StartProblem } from '../start-problem.ts'
import { commandOf } from './processes.ts'

type Protocol = 'TCP' | 'UDP'

const tryTcp = (port: number, host?: string) =>
  new Promise<string | undefined>((resolve) => {
    const server = createServer()
      .on('error', (error) => resolve(codeOf(error) ?? error.message))
      .listen({ port, host }, () => server.close(() => resolve(undefined)))
  })

const tryUdp = (port: number) =>
  new Promise<string | undefined>((resolve) => {
    const socket = createSocket('udp4')
      .on('error', (error) => resolve(codeOf(error) ?? error.message))
      .bind(port, () => socket.close(() => resolve(undefined)))
  })

/** Refuses, in one sentence with the culprit where it can be known, a port that cannot be listened on. */
export const refuseTakenPort = async (
  setting: string,
  protocol: Protocol,
  port: number,
  host?: string,
): Promise<void> => {
  const why = await (protocol === 'TCP' ? tryTcp(port, host) : tryUdp(port))
  if (why === undefined) return
  const place = `${protocol} port ${port}`
  if (why === 'EADDRINUSE') {
    const who = holderOf(protocol, port)
    const by = who ? ` by process ${who.pid} (${who.command})` : ''
    throw new StartProblem(`${place} is in use${by}: stop that, or set ${setting} to another port.`)
  }
  if (why === 'EACCES')
    throw new StartProblem(`${place} may not be used by this user: set ${setting} to a port above 1023.`)
  if (why === 'EADDRNOTAVAIL')
    throw new StartProblem(`This machine does not have the address ${host}: set AMPHI_HOST to one it has.`)
  throw new StartProblem(`${place} cannot be listened on (${why}): set ${setting} to another port.`)
}

/** A free port on the loopback, below those the system gives to connections: it will still be free after a restart. */
export const findFreePort = async (): Promise<number> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (await isFree(port)) return port
  }
  throw new StartProblem('No free TCP port was found on 127.0.0.1 between 20000 and 30000.')
}

/** Whether the loopback's port can be listened on. */
export const isFree = async (port: number): Promise<boolean> => (await tryTcp(port, '127.0.0.1')) === undefined

/** Who listens on a port, as far as `/proc` tells this user. */
const holderOf = (protocol: Protocol, port: number) => {
  try {
    const tables = protocol === 'TCP' ? ['tcp', 'tcp6'] : ['udp', 'udp6']
    const sockets = new Set(tables.flatMap((table) => listenersIn(`/proc/net/${table}`, port)))
    for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger))
      if (linksOf(pid).some((link) => sockets.has(link))) return { pid, command: (commandOf(pid) ?? '?').slice(0, 80) }
  } catch {
    // No /proc, as on macOS: the sentence does without.
  }
  return undefined
}

const listenersIn = (table: string, port: number) => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return readFileSync(table, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hex}`) && (state === '0A' || state === '07'))
    .map((fields) => `socket:[${fields[9]}]`)
}

const linksOf = (pid: number) => {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`))
  } catch {
    // Another user's process, or one that has just ended.
    return []
  }
}

const linkOf = (path: string) => {
  try {
    return readlinkSync(path)
  } catch {
    // Closed meanwhile.
    return ''
  }
}
