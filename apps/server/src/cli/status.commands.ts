import { get } from 'node:http'
import { get as getSecurely } from 'node:https'
import type { Config } from '#platform/config'
import { holderOf } from '#platform/data-folder'
import { messageOf } from '#platform/start-problem'
import { version } from '../version.ts'
import type { Command } from './command.ts'
import type { Desk } from './desk.ts'

interface Ready {
  ok: boolean
  parts: Record<string, { ok: boolean; why?: string }>
}

/** What the server that runs here says of itself; with how it fails where it says nothing. */
const askServer = (config: Config) =>
  new Promise<Ready>((resolve) => {
    const mute = (why: string) => resolve({ ok: false, parts: { server: { ok: false, why } } })
    const port = holderOf(config.dataFolder)?.port ?? config.port
    const host = config.host ?? '127.0.0.1'
    const hear = (response: NodeJS.ReadableStream) => {
      let text = ''
      response.on('data', (part: Buffer) => (text += part.toString()))
      response.on('end', () => {
        try {
          resolve(JSON.parse(text) as Ready)
        } catch {
          mute(`it answers on port ${port}, but not as Amphi does`)
        }
      })
    }
    const where = { host, port, path: '/readyz', timeout: 5_000 }
    // On our own machine: the certificate is another name's, and says nothing here.
    const asked = config.tls ? getSecurely({ ...where, rejectUnauthorized: false }, hear) : get(where, hear)
    asked.on('error', (error) => mute(messageOf(error)))
    asked.on('timeout', () => asked.destroy(new Error('no answer in 5 s')))
  })

const count = async (desk: Desk) => {
  const { tenants, people, sessions } = await desk.services()
  const sums = { tenants: 0, people: 0, rooms: 0, open: 0 }
  for (const { id } of await tenants.list()) {
    const rooms = await sessions.rooms.all(id)
    sums.tenants += 1
    sums.people += (await people.directory.everyone(id)).length
    sums.rooms += rooms.length
    sums.open += rooms.filter(({ session }) => session).length
  }
  return sums
}

const stateOf = (running: boolean, { ok, parts }: Ready) => {
  if (!running) return 'no server runs on this data folder'
  if (ok) return `ready (${Object.keys(parts).join(', ')})`
  const troubles = Object.entries(parts).filter(([, part]) => !part.ok)
  return `not ready (${troubles.map(([name, { why }]) => `${name}: ${why ?? 'does not work'}`).join('; ')})`
}

const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`

const status: Command = {
  words: ['status'],
  about: 'Say whether the server is ready and why not, versions and counts; exit 1 unless it is ready',
  async run(_given, desk) {
    const { running } = await desk.join()
    const ready: Ready = running ? await askServer(desk.config) : { ok: false, parts: {} }
    const counts = await count(desk)
    const { tenants, people, rooms, open } = counts
    const all = [many(tenants, 'institution'), many(people, 'person', 'people'), many(rooms, 'room')]
    const held = `${all.join(', ')}, ${open} open`
    return {
      lines: [`Amphi ${version}: ${stateOf(running, ready)}; ${held}.`],
      json: { version, node: process.version, running, ready: ready.ok, parts: ready.parts, counts },
      ok: ready.ok,
    }
  },
}

export const statusCommands: readonly Command[] = [status]
