import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { WebSocket } from 'ws'
import { prefix } from '@amphi/contract/grammar'
import { LiveHeard, type LiveSaid } from '@amphi/contract/live'
import { atTheEnd } from './at-the-end.ts'
import type { Visitor } from './visitor.ts'

/** Where a house listens; it begins to at the first question. */
export const addressOf = async (app: FastifyInstance) => {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  return `127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

/** What the server answered instead of opening the line. */
export class LineRefused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`The line is refused: ${status}`)
    this.status = status
  }
}

const opened = async (socket: WebSocket) => {
  const refused = once(socket, 'unexpected-response').then(([, response]) => {
    throw new LineRefused((response as { statusCode: number }).statusCode)
  })
  await Promise.race([once(socket, 'open'), refused])
}

type Heard<Say extends LiveHeard['say']> = Extract<LiveHeard, { say: Say }>

/** An open page with its line to the server: it remembers all it hears, in order. */
export const aPage = async (app: FastifyInstance, visitor: Visitor, more: Record<string, string | undefined> = {}) => {
  const address = await addressOf(app)
  const usual = { host: visitor.host, origin: `http://${visitor.host}`, cookie: visitor.cookie() }
  const headers = Object.entries({ ...usual, ...more }).filter(([, value]) => value !== undefined)
  const socket = new WebSocket(`ws://${address}${prefix}/live`, { headers: Object.fromEntries(headers) })
  const heard: LiveHeard[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    heard.push(LiveHeard.parse(JSON.parse(data.toString())))
    for (const look of waiting) look()
  })
  socket.on('error', () => {})
  const closed = once(socket, 'close').then(([code]) => code as number)
  await opened(socket)
  atTheEnd(() => socket.terminate())

  /** The first such thing it has heard, or will hear. */
  const hears = <Say extends LiveHeard['say']>(say: Say, fits: (it: Heard<Say>) => boolean = () => true) =>
    new Promise<Heard<Say>>((resolve) => {
      const look = () => {
        const found = heard.find((it): it is Heard<Say> => it.say === say && fits(it as Heard<Say>))
        if (!found) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })

  const say = (said: LiveSaid) => socket.send(JSON.stringify(said))

  return {
    socket,
    heard,
    hears,
    say,
    hearsFact: (name: string) => hears('fact', ({ fact }) => fact === name),
    /** Whether it is let in. */
    async join(channel: string) {
      say({ say: 'join', channel })
      const isThis = (it: { channel: string }) => it.channel === channel
      return Promise.race([hears('joined', isThis).then(() => true), hears('refused', isThis).then(() => false)])
    },
    /** Nothing that was told before is still on its way. */
    async catchUp() {
      const before = heard.length
      say({ say: 'ping' })
      await hears('pong', (it) => heard.indexOf(it) >= before)
    },
    /** The code it is closed with. */
    closed,
  }
}

export type Page = Awaited<ReturnType<typeof aPage>>
