import type { Door, Entry } from '@amphi/contract/doors'
import type { LobbyRequest } from '@amphi/contract/lobby'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Heard } from '#ground/live.ts'
import { Fault, Offline, Refusal } from '#ground/request.ts'
import type { Call, createCall } from './call.ts'
import type { Wire } from './model/wire.ts'
import { createScope, type Scope } from './scope.ts'
import { createVisit, type VisitView } from './visit.ts'

const closed = {
  room: { name: 'Conseil', code: 'abc', chosen: null },
  role: 'participant',
  session: null,
  needs: { signIn: false, password: false, lobby: false },
  startMuted: false,
  name: null,
  banned: false,
  archived: null,
  can: { open: false },
} as unknown as Door
const running = (id: string) => ({ id, startedAt: '', people: 1, names: [] }) as unknown as Door['session']
const open: Door = { ...closed, session: running('s1') }

const admitted = (sessionId = 's1') =>
  ({ outcome: 'admitted', sessionId, participantId: 'me', role: 'participant', camerasFor: 'everyone' }) as Entry
const queued = { outcome: 'lobby', request: { id: 'r1', sessionId: 's1', state: 'waiting' } } as unknown as Entry
const waiting: Entry = { outcome: 'waiting' }

type Answer<T> = T | Error
const givenAs = <T>(answer: Answer<T>) =>
  answer instanceof Error ? Promise.reject(answer) : Promise.resolve(structuredClone(answer))

/** A server behind one door, that answers as the test has it answer and keeps what it was asked. */
const stage = (door: Answer<Door> = open, entry: Answer<Entry> = admitted()) => {
  const server = {
    door,
    entry,
    request: { id: 'r1', sessionId: 's1', state: 'waiting' } as unknown as LobbyRequest,
    asked: [] as { name: string; body: unknown }[],
  }
  const channels = new Map<string, (heard: Heard) => void>()
  const wire = {
    call: (name: string, { body }: { body?: unknown }) => {
      server.asked.push({ name, body })
      if (name === 'readDoor') return givenAs(server.door)
      if (name === 'enterDoor') return givenAs(server.entry)
      if (name === 'readLobbyRequest') return givenAs(server.request)
      return Promise.resolve()
    },
    join: (channel: string, heard: (heard: Heard) => void) => {
      channels.set(channel, heard)
      return () => void channels.delete(channel)
    },
    renew: () => undefined,
  } as unknown as Wire
  const calls: Parameters<typeof createCall>[1][] = []
  const begun = (_: Scope, needs: (typeof calls)[number]) => {
    calls.push(needs)
    return { started: Promise.resolve(), session: { seen: { get: () => null } } } as unknown as Call
  }
  const scope = createScope()
  scopes.push(scope)
  const visit = createVisit(scope, { wire, code: 'abc', loadCall: () => Promise.resolve({ createCall: begun }) })
  const count = (name: string) => server.asked.filter((it) => it.name === name).length
  return { server, visit, scope, calls, count, tell: (channel: string) => channels.get(channel)?.({ say: 'resync' }) }
}

const scopes: Scope[] = []
const passes = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const kindOf = ({ state }: VisitView) => state.get().kind

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.end()
  vi.useRealTimers()
})

/** Before the door, with a name, and with what the server says of it and of going in. */
const before = async (door: Answer<Door>, entry?: Answer<Entry>) => {
  const staged = stage(door, entry)
  await passes(0)
  staged.visit.own.choices.change((now) => ({ ...now, name: 'Awa' }))
  return staged
}

const comeIn = async (door: Answer<Door>, entry: Answer<Entry>) => {
  const staged = await before(door, entry)
  staged.visit.enter()
  await passes(0)
  return staged
}

describe('before the door', () => {
  test('it is asked what stands behind the link, then one is ready to go in', async () => {
    const { visit } = stage()

    expect(kindOf(visit)).toBe('asking')
    await passes(0)
    expect(visit.state.get()).toMatchObject({ kind: 'ready', entering: false, trouble: null })
  })

  test.each([
    ['the network is cut', new Offline()],
    ['the database is away', new Refusal(503, 'database.unreachable', {})],
    ['the server asks for a little patience', new Refusal(429, 'request.too_often', { retryAfter: 3 })],
  ])('%s: it is asked again of itself until somebody answers', async (_, trouble) => {
    const { visit, count, server } = await before(trouble)
    expect(visit.state.get()).toEqual({ kind: 'asking', trouble })

    await passes(40_000)
    expect(count('readDoor')).toBeGreaterThan(3)
    server.door = open
    await passes(10_000)

    expect(kindOf(visit)).toBe('ready')
  })

  test('no sooner than the server said', async () => {
    const { count } = await before(new Refusal(429, 'request.too_often', { retryAfter: 20 }))

    await passes(19_000)
    expect(count('readDoor')).toBe(1)
    await passes(1_500)
    expect(count('readDoor')).toBe(2)
  })

  test('who presses rather than wait is not called back when the time has come', async () => {
    const { visit, server, count } = await before(new Refusal(429, 'request.too_often', { retryAfter: 20 }))
    server.door = open
    visit.again()
    await passes(0)
    visit.own.choices.change((now) => ({ ...now, name: 'Awa' }))
    visit.enter()
    await passes(0)

    await passes(30_000)

    expect([kindOf(visit), count('readDoor')]).toEqual(['inside', 2])
  })

  test('a fault of ours is not asked for again and again, but by who presses', async () => {
    const { visit, count, server } = await before(new Fault('r1'))
    await passes(60_000)
    expect(count('readDoor')).toBe(1)
    server.door = open

    visit.again()
    await passes(0)

    expect(kindOf(visit)).toBe('ready')
  })

  test('a link that leads nowhere says why, and is left at that', async () => {
    const { visit, count } = await before(new Refusal(410, 'door.link_expired', {}))

    await passes(60_000)

    expect(visit.state.get()).toEqual({ kind: 'missing', why: 'door.link_expired' })
    expect(count('readDoor')).toBe(1)
  })

  test('who is banned, or comes to an archived room, is told so at once, and let try when that is over', async () => {
    const banned = await before({ ...open, banned: true })
    const archived = await before({ ...closed, archived: { roomId: null } })
    expect([banned.visit.state.get(), archived.visit.state.get()]).toMatchObject([
      { kind: 'refused', reason: 'banned' },
      { kind: 'refused', reason: 'archived' },
    ])

    archived.server.door = closed
    await passes(10_000)

    expect([kindOf(banned.visit), kindOf(archived.visit)]).toEqual(['refused', 'ready'])
  })

  test('who reads the page learns that the room opened', async () => {
    const { visit, server, tell } = await before(closed)
    server.door = open

    tell('door:abc')
    await passes(0)

    expect(visit.state.get()).toMatchObject({ kind: 'ready', door: { session: { id: 's1' } } })
  })
})

describe('going in', () => {
  test('one is inside with the name one gave', async () => {
    const { visit, server } = await comeIn(open, admitted())

    expect(kindOf(visit)).toBe('inside')
    expect(server.asked.at(-1)).toMatchObject({ name: 'enterDoor', body: { name: 'Awa' } })
  })

  test('pressed twice, it is asked once', async () => {
    const { visit, count } = await before(open)

    visit.enter()
    visit.enter()
    await passes(0)

    expect(count('enterDoor')).toBe(1)
  })

  test('nobody answers: one stays where one was, and may press again', async () => {
    const { visit, server } = await comeIn(open, new Offline())
    expect(visit.state.get()).toMatchObject({ kind: 'ready', entering: false, trouble: { name: 'Offline' } })
    server.entry = admitted()

    visit.enter()
    await passes(0)

    expect(kindOf(visit)).toBe('inside')
  })

  test('a wrong password is asked for again, and said to be wrong', async () => {
    const { visit, server } = await before(open, { outcome: 'password', wrong: true })
    visit.password.set('nope')
    visit.enter()
    await passes(0)
    expect(visit.state.get()).toMatchObject({ kind: 'ready', wrong: true, door: { needs: { password: true } } })
    server.entry = admitted()

    visit.password.set(' right ')
    visit.enter()
    await passes(0)

    expect(server.asked.at(-1)).toMatchObject({ body: { password: 'right' } })
    expect(kindOf(visit)).toBe('inside')
  })

  test('who must sign in, or is not invited, is told so', async () => {
    const signIn = await comeIn(open, { outcome: 'sign_in' })
    const stranger = await comeIn(open, { outcome: 'refused', reason: 'not_invited' })

    expect(signIn.visit.state.get()).toMatchObject({ kind: 'ready', door: { needs: { signIn: true } } })
    expect(stranger.visit.state.get()).toMatchObject({ kind: 'refused', reason: 'not_invited' })
  })

  test('where the engine has its own pages one is sent there, until the session is over', async () => {
    const sent = { ...admitted(), outcome: 'sent', address: 'https://bbb.example', opens: 'tab' } as unknown as Entry
    const { visit, server } = await comeIn(open, sent)
    expect(kindOf(visit)).toBe('sent')
    server.door = closed

    await passes(10_000)

    expect(visit.state.get()).toMatchObject({ kind: 'after', how: 'ended' })
  })

  test('a full room is knocked at again until a seat is free', async () => {
    const { visit, server } = await comeIn(open, { outcome: 'full', seats: 20, of: 'room' })
    expect(visit.state.get()).toMatchObject({ kind: 'full', seats: 20, of: 'room' })
    server.entry = admitted()

    await passes(10_000)

    expect(kindOf(visit)).toBe('inside')
  })
})

describe('the waiting page', () => {
  test('a room that is deleted while one waits for it is said to be, and not the link to be wrong', async () => {
    const { visit, server, tell } = await comeIn(closed, waiting)
    server.door = new Refusal(404, 'door.not_found', {})

    tell('door:abc')
    await passes(0)

    expect(visit.state.get()).toEqual({ kind: 'missing', why: 'room.deleted' })
  })

  test('what the room says, told with the right password, stays while one waits', async () => {
    const asks = { ...closed, needs: { ...closed.needs, password: true }, welcome: null }
    const { visit } = await comeIn(asks, { ...waiting, welcome: 'Prenez vos textes.' })
    visit.password.set('orangers')

    await passes(10_000)

    expect(visit.state.get()).toMatchObject({ kind: 'waiting', door: { welcome: 'Prenez vos textes.' } })
  })

  test('one goes in when the room opens, told over the line or by asking', async () => {
    const told = await comeIn(closed, waiting)
    const asking = await comeIn(closed, waiting)
    for (const { server, visit } of [told, asking]) {
      expect(kindOf(visit)).toBe('waiting')
      Object.assign(server, { door: open, entry: admitted() })
    }

    told.tell('door:abc')
    await passes(0)
    expect([kindOf(told.visit), kindOf(asking.visit)]).toEqual(['inside', 'waiting'])
    await passes(10_000)
    expect(kindOf(asking.visit)).toBe('inside')
  })

  test('one who waits goes on waiting while the network is cut', async () => {
    const { visit, server } = await comeIn(closed, waiting)
    server.door = new Offline()

    await passes(60_000)
    expect(kindOf(visit)).toBe('waiting')
    Object.assign(server, { door: open, entry: new Offline() })
    await passes(10_000)
    expect(visit.state.get()).toMatchObject({ kind: 'waiting', trouble: { name: 'Offline' } })
    server.entry = admitted()
    await passes(10_000)

    expect(kindOf(visit)).toBe('inside')
  })

  test('a password that was set meanwhile is asked for before the room opens', async () => {
    const { visit, server } = await comeIn(closed, waiting)
    server.door = { ...closed, needs: { ...closed.needs, password: true } }

    await passes(10_000)

    expect(visit.state.get()).toMatchObject({ kind: 'ready', door: { needs: { password: true } } })
  })

  test('no more rooms may be open: a participant waits, who leads reads why', async () => {
    const tooMany = new Refusal(409, 'session.too_many_open', {})
    const participant = await comeIn({ ...closed, can: { open: true } }, tooMany)
    const owner = await comeIn({ ...closed, role: 'moderator', can: { open: true } }, tooMany)

    expect([participant.visit.state.get(), owner.visit.state.get()]).toMatchObject([
      { kind: 'waiting', trouble: tooMany },
      { kind: 'ready', trouble: tooMany },
    ])
  })
})

describe('the waiting room', () => {
  const lobbied: Door = { ...open, needs: { ...open.needs, lobby: true } }

  test('one waits, and goes in once one is let in', async () => {
    const { visit, server, tell } = await comeIn(lobbied, queued)
    expect(kindOf(visit)).toBe('lobby')
    server.request = { ...server.request, state: 'admitted' }
    server.entry = admitted()

    tell('lobby-request:r1')
    await passes(0)

    expect(kindOf(visit)).toBe('inside')
  })

  test('refused one reads so, and may ask once more', async () => {
    const { visit, server } = await comeIn(lobbied, queued)
    server.request = { ...server.request, state: 'refused' }
    await passes(10_000)
    expect(visit.state.get()).toMatchObject({ kind: 'lobby', request: { state: 'refused' } })

    visit.askAgain()
    await passes(0)

    expect(server.asked.findLast(({ name }) => name === 'enterDoor')).toMatchObject({ body: { askAgain: true } })
  })

  test('who waits no more says so, and is back before the door', async () => {
    const { visit, count } = await comeIn(lobbied, queued)

    visit.stopWaiting()
    await passes(0)

    expect([kindOf(visit), count('leaveLobby')]).toEqual(['ready', 1])
  })

  test('the session ends while one waits: one waits for the next', async () => {
    const { visit, server, tell } = await comeIn(lobbied, queued)
    Object.assign(server, { door: closed, entry: waiting })

    tell('door:abc')
    await passes(0)

    expect(kindOf(visit)).toBe('waiting')
  })
})

describe('after the call', () => {
  test('one reads how it ended, and comes back to the device check', async () => {
    const { visit, calls } = await comeIn(open, admitted())

    calls[0]?.over('left', null)
    expect(visit.state.get()).toMatchObject({ kind: 'after', how: 'left' })
    visit.back()

    expect(kindOf(visit)).toBe('ready')
  })

  test('whoever ended it is told by the door, which knows them, where to read who came', async () => {
    const { visit, calls, server } = await comeIn(open, admitted())
    server.door = { ...closed, roomId: 'room' } as unknown as Door

    calls[0]?.over('ended', 'by_you')
    await passes(0)

    expect(visit.state.get()).toMatchObject({ kind: 'after', why: 'by_you', sessionId: 's1', door: { roomId: 'room' } })
  })

  test('cut off, one comes back with a new pass; into a room that was closed one does not', async () => {
    const { calls, server } = await comeIn(open, admitted())

    const back = await calls[0]?.again()
    server.door = closed
    const late = await calls[0]?.again()

    expect([back, late]).toMatchObject([{ kind: 'pass', entry: { sessionId: 's1' } }, { kind: 'ended' }])
  })

  test.each([
    ['whose link is over', new Refusal(410, 'door.link_revoked', {}), 'door.link_revoked'],
    ['that was deleted', new Refusal(404, 'door.not_found', {}), 'room.deleted'],
  ])('cut off from a room %s, one reads that', async (_, refusal, why) => {
    const { calls, server, visit } = await comeIn(open, admitted())
    server.door = refusal

    expect(await calls[0]?.again()).toEqual({ kind: 'moved' })
    expect(visit.state.get()).toEqual({ kind: 'missing', why })
  })

  test('what is still under way when the page is left changes nothing any more', async () => {
    const { visit, scope, server } = await before(closed)
    server.door = open

    visit.enter()
    scope.end()
    await passes(30_000)

    expect(kindOf(visit)).toBe('ready')
  })
})
