import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atTheEnd } from './at-the-end.ts'
import { externalApi, roomPage } from './jitsi-pages.ts'

interface Person {
  id: string
  name: string
  role: 'moderator' | 'participant'
}

interface Room {
  subject: string
  password: string | null
  lobby: boolean
  people: Person[]
  /** Names of those who ask to be let in. */
  knocking: Set<string>
  lines: Map<string, ServerResponse>
}

interface Wishes {
  /** Whether nobody comes in without a token; it is believed, for a test looks at tokens by itself. */
  tokens?: boolean
  /** Seconds its clock is ahead. */
  clock?: number
}

interface Said {
  room?: string
  id?: string
  name?: string
  jwt?: string | null
  password?: string
  text?: string
  on?: boolean
}

const claimsOf = (jwt: string) =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as {
    room: string
    context: { user: { moderator: string; affiliation: string } }
  }

const bodyOf = async (request: IncomingMessage): Promise<Said> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return JSON.parse(text) as Said
}

/**
 * A double of a Jitsi server, made of nothing but its documentation: `external_api.js`, rooms that the first to come
 * makes, tokens, passwords, a lobby, and an end for all. It carries no media, and answers no question about its rooms,
 * but to a test.
 */
export const aJitsi = async ({ tokens = false, clock = 0 }: Wishes = {}) => {
  const rooms = new Map<string, Room>()
  const opened: URL[] = []
  let manner: 'well' | 'silent' | 'html' | 'fault' = 'well'

  const roomOf = (name: string) => {
    const room: Room = rooms.get(name) ?? {
      subject: '',
      password: null,
      lobby: false,
      people: [],
      knocking: new Set(),
      lines: new Map(),
    }
    rooms.set(name, room)
    return room
  }

  const send = (room: Room, message: object) => {
    for (const line of room.lines.values()) line.write(`data: ${JSON.stringify(message)}\n\n`)
  }
  const draw = (room: Room) => send(room, { what: 'room', subject: room.subject, people: room.people })

  const leave = (name: string, id: string) => {
    const room = rooms.get(name)
    if (!room) return
    room.people = room.people.filter((it) => it.id !== id)
    room.lines.get(id)?.end()
    room.lines.delete(id)
    draw(room)
    // Nobody is in it: it is gone, with its password and its lobby.
    if (room.people.length === 0) rooms.delete(name)
  }

  const destroy = (name: string) => {
    const room = rooms.get(name)
    if (!room) return
    send(room, { what: 'destroyed' })
    for (const line of room.lines.values()) line.end()
    room.lines.clear()
    rooms.delete(name)
  }

  const join = ({ room: name = '', name: person = '', jwt, password }: Said) => {
    if (tokens && !jwt) return { refused: 'passwordRequired' }
    const user = jwt ? claimsOf(jwt).context.user : undefined
    if (jwt && claimsOf(jwt).room !== name.split('/').at(-1)) return { refused: 'notAllowed' }
    const room = roomOf(name)
    const isFirst = room.people.length === 0
    const leads = user ? user.moderator === 'true' : isFirst
    const isMember = leads || user?.affiliation === 'member' || (room.password !== null && password === room.password)
    if (room.lobby && !isMember) {
      room.knocking.add(person)
      return { refused: 'lobby' }
    }
    room.knocking.delete(person)
    if (room.password !== null && password !== room.password && !leads) return { refused: 'password' }
    const id = randomUUID().slice(0, 8)
    room.people.push({ id, name: person, role: leads ? 'moderator' : 'participant' })
    draw(room)
    return { id }
  }

  /** What only those who lead may. */
  const asModerator = ({ room: name = '', id }: Said, deed: (room: Room) => void) => {
    const room = rooms.get(name)
    if (room?.people.some((it) => it.id === id && it.role === 'moderator')) {
      deed(room)
      draw(room)
    }
    return {}
  }

  const calls: Record<string, (said: Said) => object> = {
    join,
    leave: ({ room = '', id = '' }) => {
      leave(room, id)
      return {}
    },
    password: (said) => asModerator(said, (room) => (room.password = said.text ?? null)),
    subject: (said) => asModerator(said, (room) => (room.subject = said.text ?? '')),
    lobby: (said) => asModerator(said, (room) => (room.lobby = said.on ?? false)),
    end: (said) => asModerator(said, () => destroy(said.room ?? '')),
  }

  const listen = (query: URLSearchParams, request: IncomingMessage, response: ServerResponse) => {
    const [name, id] = [query.get('room') ?? '', query.get('id') ?? '']
    const room = rooms.get(name)
    if (!room) return void response.writeHead(410).end()
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    room.lines.set(id, response)
    draw(room)
    request.on('close', () => leave(name, id))
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`)
    response.setHeader('date', new Date(Date.now() + clock * 1000).toUTCString())
    if (url.pathname.endsWith('/external_api.js')) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(externalApi)
    } else if (url.pathname === '/double/events') {
      listen(url.searchParams, request, response)
    } else if (url.pathname.startsWith('/double/')) {
      const said = calls[url.pathname.slice('/double/'.length)]?.(await bodyOf(request)) ?? {}
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    } else {
      opened.push(url)
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(roomPage)
    }
  }

  const http = createServer((request, response) => {
    if (manner === 'silent') return
    if (manner === 'html') return void response.end('<html><body>It works!<br></body></html>')
    if (manner === 'fault') return void response.writeHead(500).end('oops')
    void answer(request, response)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const close = async () => {
    http.closeAllConnections()
    await new Promise((closed) => http.close(closed))
  }
  atTheEnd(close)

  return {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    /** The addresses of its own pages that browsers opened, oldest first. */
    opened,
    /** What is in a room now; undefined where there is none of that name. */
    room(name: string) {
      const room = rooms.get(name)
      if (!room) return undefined
      const { subject, password, lobby, people, knocking } = room
      return { subject, password, lobby, people: people.map((it) => `${it.name}, ${it.role}`), knocking: [...knocking] }
    },
    rooms: () => [...rooms.keys()],
    /** Somebody who leads lets them in there. */
    letIn(name: string, person: string) {
      const room = rooms.get(name)
      if (!room) return
      room.lobby = false
      room.knocking.delete(person)
    },
    /** From now on it answers so. */
    answers: (how: typeof manner) => {
      manner = how
    },
    close,
  }
}
