import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { prefix } from '@amphi/contract/grammar'
import { allows } from '@amphi/contract/scopes'
import { type Actor, type Identify, nameOf } from './actor.ts'
import { createCallerOfUpgrade, mayOpenSocket } from './caller.ts'
import { countedAs, type Limits } from './limits.ts'
import type { Log } from './log.ts'
import { refusalOf, type Signalling, type WeighPass } from './signalling.ts'
import { closing, type Sockets } from './sockets.ts'

interface Needs {
  app: FastifyInstance
  sockets: Sockets
  identify: Identify
  limits: Limits
  publicUrl: string
  trustedProxies: readonly string[]
  /** Where the media signalling of an engine on this machine listens; pages reach it through us, under `/rtc`. */
  signalling: () => Signalling | undefined
  weigh: WeighPass
  log: Log
}

/** A page opens one line, and a few more while its network breaks. */
const opening = { count: 30, seconds: 30 }

/** More pages than this on one process would starve those already here. */
const seats = 20_000

/** A page that is told of the end and says nothing has gone to sleep, in milliseconds. */
const farewell = 2_000

/** The two things a browser keeps a line open to: our own news, and the engine's signalling. */
export const handleUpgrades = (needs: Needs) => {
  const { app, sockets, identify, limits, publicUrl, trustedProxies, signalling, weigh, log } = needs
  const callerOf = createCallerOfUpgrade(app, trustedProxies)
  const live = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false })
  const piped = new Set<Duplex>()

  const openLive = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!mayOpenSocket(request.headers, publicUrl)) return refuse(socket, '403 Forbidden')
    if (sockets.count() >= seats) return refuse(socket, '503 Service Unavailable')
    const caller = callerOf(request)
    const actor = await identify(caller)
    // What is told there is what is said and done in meetings.
    if (!mayHear(actor)) return refuse(socket, '403 Forbidden')
    const wait = limits.check(`${prefix}/live`, opening, countedAs(actor, caller.address))
    if (wait !== undefined) return refuse(socket, '429 Too Many Requests', { 'Retry-After': wait })
    live.handleUpgrade(request, socket, head, (page) => {
      sockets.welcome(page, actor)
      // Revoked between the question and the welcome, they would have been missed by the cut.
      identify(caller).then(
        (now) => isSame(now, actor) || page.close(closing.revoked),
        () => page.close(closing.tryAgain),
      )
    })
  }

  const openSignalling = async (to: Signalling, request: IncomingMessage, socket: Duplex, head: Buffer) => {
    piped.add(socket)
    socket.on('close', () => piped.delete(socket))
    const refused = await refusalOf(request, weigh)
    if (refused) return refuse(socket, refused === 401 ? '401 Unauthorized' : '403 Forbidden')
    if (!socket.destroyed) pipeTo(to, request, socket, head)
  }

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path === `${prefix}/live`) {
      openLive(request, socket, head).catch((error: unknown) => {
        log.warn({ err: error }, 'live line refused')
        refuse(socket, '503 Service Unavailable')
      })
      return
    }
    const to = path === '/rtc' || path.startsWith('/rtc/') ? signalling() : undefined
    if (!to) return refuse(socket, '404 Not Found')
    openSignalling(to, request, socket, head).catch((error: unknown) => {
      log.warn({ err: error }, 'signalling refused')
      refuse(socket, '503 Service Unavailable')
    })
  }

  app.server.on('upgrade', onUpgrade)
  return {
    close() {
      app.server.off('upgrade', onUpgrade)
      const pages = [...live.clients]
      for (const page of pages) page.close(1001)
      setTimeout(() => pages.forEach((page) => page.terminate()), farewell).unref()
      live.close()
      // The web server waits for all that came in by it; media goes on without its signalling.
      for (const socket of piped) socket.destroy()
    },
  }
}

/** A token hears what it was made for. */
const mayHear = (actor: Actor) => actor.kind !== 'person' || !actor.scopes || allows(actor.scopes, 'meetings')

const isSame = (one: Actor, other: Actor) => one.kind === other.kind && nameOf(one) === nameOf(other)

const refuse = (socket: Duplex, status: string, headers: Record<string, string | number> = {}) => {
  const lines = Object.entries({ Connection: 'close', 'Content-Length': 0, ...headers })
  socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
}

/** Byte for byte: the engine checks the token itself, and a frame opened on the way would only be slower. */
const pipeTo = (to: { host: string; port: number }, request: IncomingMessage, socket: Duplex, head: Buffer) => {
  const engine = connect(to.port, to.host, () => {
    const lines = [`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1`]
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      const name = request.rawHeaders[i] ?? ''
      // Our cookies are none of the engine's business.
      if (name.toLowerCase() !== 'cookie') lines.push(`${name}: ${request.rawHeaders[i + 1] ?? ''}`)
    }
    engine.write(`${lines.join('\r\n')}\r\n\r\n`)
    if (head.length > 0) engine.write(head)
    engine.pipe(socket)
    socket.pipe(engine)
  })
  engine.setNoDelay(true)
  engine.on('error', () => refuse(socket, '502 Bad Gateway'))
  socket.on('close', () => engine.destroy())
  engine.on('close', () => socket.destroy())
}
