import type { WebSocket } from 'ws'
import type { AnyFact, Ids } from '@amphi/contract/grammar'
import { LiveSaid, type LiveHeard } from '@amphi/contract/live'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'

/** What a page calls a channel (`door:CODE`) and what facts are sent to (`door ROOM`) need not be one word. */
export interface Admission {
  topic: string
  /** Then the guard is asked again before anything more is told. */
  until?: Date | undefined
}

/** Whether an actor may listen, and to which topic. Undefined refuses. */
export type Guard = (actor: Actor, id: string) => Promise<Admission | undefined>

interface Needs {
  clock: Clock
  report: (error: unknown) => void
}

/** What one page may ask of a process: more is a fault, or a flood. */
const atMost = { channels: 40, wordsPerTenSeconds: 100, unsentBytes: 1_000_000 }

/** WebSocket close codes: those of ours (4000–4999 are the application's), and "try again later". */
export const closing = { flood: 4429, revoked: 4401, tryAgain: 1013 }

interface Page {
  socket: WebSocket
  actor: Actor
  /** By topic the channels, each with the term of its admission: one topic is told under the name it was joined by. */
  joined: Map<string, Map<string, Date | undefined>>
  /** The channels whose guard is being asked; left meanwhile, the answer counts no more. */
  asking: Set<string>
  words: { count: number; since: number }
}

/** The open pages this very process holds, and who of them listens to what. */
export const createSockets = ({ clock, report }: Needs) => {
  const pages = new Set<Page>()
  const topics = new Map<string, Set<Page>>()
  const guards = new Map<string, Guard>()

  const tell = ({ socket }: Page, heard: LiveHeard) => {
    if (socket.readyState !== socket.OPEN) return
    // A page that does not read would fill our memory: cut, it comes back and asks again.
    if (socket.bufferedAmount > atMost.unsentBytes) return socket.terminate()
    socket.send(JSON.stringify(heard))
  }

  const leave = (page: Page, channel: string) => {
    page.asking.delete(channel)
    for (const [topic, channels] of page.joined) {
      if (!channels.delete(channel) || channels.size > 0) continue
      page.joined.delete(topic)
      topics.get(topic)?.delete(page)
      if (topics.get(topic)?.size === 0) topics.delete(topic)
    }
  }

  /** Several names of one channel, all told of each fact, count like as many channels. */
  const mayJoin = ({ joined }: Page) => [...joined.values()].reduce((sum, { size }) => sum + size, 0) < atMost.channels

  const join = async (page: Page, channel: string) => {
    const [kind = '', id = ''] = channel.split(':')
    page.asking.add(channel)
    const admission = await guards.get(kind)?.(page.actor, id)
    // Left, or gone away, meanwhile: it would be kept for ever.
    if (!page.asking.delete(channel) || page.socket.readyState !== page.socket.OPEN) return
    if (!admission || !mayJoin(page)) return tell(page, { say: 'refused', channel })
    const { topic, until } = admission
    page.joined.set(topic, (page.joined.get(topic) ?? new Map()).set(channel, until))
    topics.set(topic, (topics.get(topic) ?? new Set()).add(page))
    tell(page, { say: 'joined', channel })
  }

  /** Asks the guard once more. Let in again, the page asks for what it missed meanwhile. */
  const review = (page: Page, channel: string) => {
    leave(page, channel)
    join(page, channel).catch((error: unknown) => failed(page, error))
  }

  const failed = ({ socket }: Page, error: unknown) => {
    report(error)
    // Left without an answer the page would wait for ever: opened anew, it asks for all its channels again.
    socket.close(closing.tryAgain)
  }

  const isFlood = ({ words }: Page) => {
    const now = clock.now().getTime()
    if (now - words.since > 10_000) Object.assign(words, { count: 0, since: now })
    words.count += 1
    return words.count > atMost.wordsPerTenSeconds
  }

  const hear = async (page: Page, text: string) => {
    if (isFlood(page)) return page.socket.close(closing.flood)
    const said = LiveSaid.safeParse(parsed(text)).data
    if (said?.say === 'ping') tell(page, { say: 'pong' })
    if (said?.say === 'join') await join(page, said.channel)
    if (said?.say === 'leave') leave(page, said.channel)
  }

  return {
    /** Said once per kind of channel, by the module that knows who may listen. */
    guard(kind: string, guard: Guard) {
      if (guards.has(kind)) throw new Error(`${kind}: is guarded twice.`)
      guards.set(kind, guard)
    },

    /** A page that has come in, and who sits before it. */
    welcome(socket: WebSocket, actor: Actor) {
      const words = { count: 0, since: clock.now().getTime() }
      const page: Page = { socket, actor, joined: new Map(), asking: new Set(), words }
      pages.add(page)
      socket.on('message', (data: Buffer) => {
        hear(page, data.toString()).catch((error: unknown) => failed(page, error))
      })
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        pages.delete(page)
        for (const channel of [...page.joined.values()].flatMap((channels) => [...channels.keys()]))
          leave(page, channel)
      })
    },

    /** Tells a fact to whoever listens to the topic, here. Facts reach every process, so everywhere. */
    send<F extends AnyFact>(topic: string, fact: F, ids: Ids<F>, extra: Pick<FactHeard, 'message'> = {}) {
      const now = clock.now()
      for (const page of topics.get(topic) ?? []) {
        for (const [channel, until] of page.joined.get(topic) ?? []) {
          if (until && until <= now) review(page, channel)
          else tell(page, { say: 'fact', channel, fact: fact.name, ids, ...extra })
        }
      }
    },

    /** Somebody’s right to listen may have ended: their guard is asked again, here. */
    review(topic: string, whose: (actor: Actor) => boolean) {
      for (const page of topics.get(topic) ?? []) {
        if (whose(page.actor)) for (const channel of page.joined.get(topic)?.keys() ?? []) review(page, channel)
      }
    },

    isHeard: (topic: string) => topics.has(topic),

    /** Facts may have been missed: every page asks again for what it shows. */
    resync() {
      for (const page of pages) tell(page, { say: 'resync' })
    },

    /** Cuts the pages of those who may no longer be here. */
    cut(gone: (actor: Actor) => boolean) {
      for (const page of pages) if (gone(page.actor)) page.socket.close(closing.revoked)
    },

    count: () => pages.size,
  }
}

type FactHeard = Extract<LiveHeard, { say: 'fact' }>
export type Sockets = ReturnType<typeof createSockets>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
