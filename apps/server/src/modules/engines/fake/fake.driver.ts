import type { EngineName } from '@amphi/contract/nodes'
import type { Clock } from '#platform/clock'
import type {
  Capabilities,
  Connection,
  Engine,
  EngineEvent,
  EngineVisitor,
  HearEngine,
  MediaSource,
  MeetingSpec,
} from '../engine.ts'

/** What a test does to the fake that a real engine suffers from its visitors and from the world. */
export interface FakeWorld {
  /** Someone uses their pass. */
  connect(token: string): Promise<void>
  disconnect(key: string, identity: string): Promise<void>
  /** Someone begins to send, where they may. */
  publish(key: string, identity: string, source: MediaSource): void
  /** What of theirs goes out. */
  sends(key: string, identity: string): MediaSource[]
  /** The engine's process dies: its meetings are gone, and nobody is told. */
  crash(): void
  /** From now on it does, or does not, answer. */
  answer(does: boolean): void
  /** Its events are lost from now on, or told again. */
  tell(does: boolean): void
  /** One event, whether it happened or not: late, twice, in the wrong order. */
  claim(event: EngineEvent): Promise<void>
  /** A meeting that was ended is there again, as if its end had never reached the engine. */
  revive(key: string): void
  /** What it can from now on, as another engine would or would not. */
  able(to: Partial<Capabilities>): void
  /** About this one meeting it does not answer; about none, when undefined. */
  lose(key: string | undefined): void
  /** Of this one it takes no permission, until it is told that it does again. */
  refuse(identity: string, does: boolean): void
  /** It thinks about what it is asked of this meeting until the answer is called. */
  stall(key: string): () => void
  /** Its meetings, by key. */
  meetings(): string[]
  /** Who is connected, or undefined where there is no such meeting. */
  present(key: string): string[] | undefined
}

interface Meeting {
  spec: MeetingSpec
  present: Map<string, Connection & { sends: Set<MediaSource> }>
}

interface Needs {
  /** Whose part it plays. */
  name: EngineName
  hear: HearEngine
  unreachable: () => Error
  clock: Clock
}

/** Everything an engine does, without media: for tests, demonstrations and seeds. */
export const createFakeEngine = ({ name, hear, unreachable, clock }: Needs): Engine & { world: FakeWorld } => {
  const meetings = new Map<string, Meeting>()
  const capabilities = {
    presence: true,
    remove: true,
    mute: true,
    permit: true,
    camerasForSome: true,
    pages: false,
    events: true,
    recording: false,
    streaming: false,
    breakouts: false,
    largest: 1100,
  }
  let answers = true
  let tells = true
  let connections = 0
  let lost: string | undefined
  const stalled = new Map<string, Promise<void>>()
  const refused = new Set<string>()

  const reached = () => {
    if (!answers) throw unreachable()
  }
  const told = async (event: Parameters<HearEngine>[0]) => {
    if (tells) await hear(event)
  }
  const drop = async (key: string, identity: string) => {
    const gone = meetings.get(key)?.present.get(identity)
    meetings.get(key)?.present.delete(identity)
    if (gone) await told({ kind: 'left', key, identity, connection: gone.connection, at: clock.now() })
  }

  return {
    name,
    capabilities,

    async open(spec) {
      reached()
      if (!meetings.has(spec.key)) meetings.set(spec.key, { spec, present: new Map() })
    },
    async pass(key, visitor) {
      reached()
      return { by: 'media', url: '', token: JSON.stringify({ key, visitor }) }
    },
    async present(key) {
      reached()
      if (key === lost) throw unreachable()
      await stalled.get(key)
      const meeting = meetings.get(key)
      const people = [...(meeting?.present.values() ?? [])]
      return (
        meeting && people.map(({ identity, connection, joinedAt, may }) => ({ identity, connection, joinedAt, may }))
      )
    },
    async remove(key, identity) {
      reached()
      await drop(key, identity)
    },
    async mute(key, identities, source) {
      reached()
      const present = meetings.get(key)?.present
      return identities.filter((identity) => present?.get(identity)?.sends.delete(source))
    },
    async permit(key, identity, may) {
      reached()
      if (refused.has(identity)) throw unreachable()
      await stalled.get(key)
      const connection = meetings.get(key)?.present.get(identity)
      if (!connection) return
      connection.may = may
      for (const source of connection.sends) if (!may[source]) connection.sends.delete(source)
    },
    async end(key) {
      reached()
      const meeting = meetings.get(key)
      for (const identity of meeting?.present.keys() ?? []) await drop(key, identity)
      if (meetings.delete(key)) await told({ kind: 'ended', key, at: clock.now() })
    },
    async load() {
      reached()
      return [...meetings].map(([key, { present }]) => ({ key, people: present.size }))
    },
    test: async () => ({ trouble: answers ? null : 'no_answer', version: null, delay: 0, clock: 0 }),

    world: {
      async connect(token) {
        const { key, visitor } = JSON.parse(token) as { key: string; visitor: EngineVisitor }
        const meeting = meetings.get(key)
        if (!meeting) throw new Error(`The engine knows no meeting ${key}.`)
        if (meeting.present.size >= meeting.spec.seats) throw new Error('The meeting is full.')
        connections += 1
        const { identity, may } = visitor
        const connection = { identity, connection: `c${connections}`, joinedAt: clock.now(), may }
        meeting.present.set(identity, { ...connection, sends: new Set() })
        await told({ kind: 'joined', key, ...connection, at: connection.joinedAt })
      },
      disconnect: drop,
      publish(key, identity, source) {
        const connection = meetings.get(key)?.present.get(identity)
        if (connection?.may[source]) connection.sends.add(source)
      },
      sends: (key, identity) => [...(meetings.get(key)?.present.get(identity)?.sends ?? [])],
      crash: () => meetings.clear(),
      answer: (does) => {
        answers = does
      },
      tell: (does) => {
        tells = does
      },
      claim: hear,
      revive: (key) => void meetings.set(key, { spec: { key, seats: 1 }, present: new Map() }),
      able: (to) => void Object.assign(capabilities, to),
      lose(key) {
        lost = key
      },
      refuse: (identity, does) => void (does ? refused.add(identity) : refused.delete(identity)),
      stall(key) {
        const { promise, resolve } = Promise.withResolvers<void>()
        stalled.set(key, promise)
        return () => {
          stalled.delete(key)
          resolve()
        }
      },
      meetings: () => [...meetings.keys()],
      present(key) {
        const meeting = meetings.get(key)
        return meeting && [...meeting.present.keys()]
      },
    },
  }
}
