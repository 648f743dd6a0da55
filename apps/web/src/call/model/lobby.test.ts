import type { Lobby, LobbyPerson } from '@amphi/contract/lobby'
import type { SessionId, SessionSeen } from '@amphi/contract/sessions'
import { expect, test, vi } from 'vitest'
import { createScope } from '../scope.ts'
import { createStore } from '../store.ts'
import { arrivals, nobody, without } from './lobby-queue.ts'
import { createLobby } from './lobby.ts'
import type { Wire } from './wire.ts'

const person = (name: string, askedAt = '2026-11-24T10:00:00.000Z') =>
  ({ id: name, name, pictureUrl: null, guest: true, askedAt, decidedBy: null }) as unknown as LobbyPerson
const lobby = (...names: string[]): Lobby => ({
  ...nobody,
  count: names.length,
  waiting: names.map((it) => person(it)),
})

test('who came is told once, and again when they ask anew', () => {
  expect(arrivals(lobby('Awa'), lobby('Awa', 'Bob', 'Chloé'))).toEqual(['Bob', 'Chloé'])
  expect(arrivals(lobby('Awa'), { ...nobody, count: 1, waiting: [person('Awa', '2026-11-24T10:05:00.000Z')] })).toEqual(
    ['Awa'],
  )
})

test('those decided about are gone at once, and the others move up', () => {
  expect(without(lobby('Awa', 'Bob'), ['Awa'])).toEqual(lobby('Bob'))
  expect(without({ ...lobby('Awa'), count: 300 }, 'all')).toEqual(nobody)
  expect(without({ ...nobody, refused: [person('Bob')] }, ['Bob'])).toEqual(nobody)
})

const seenBy = (letIn: boolean) => ({ can: { end: letIn, lowerHands: letIn, letIn } }) as unknown as SessionSeen

const aServer = (answers: Lobby[]) => {
  let tell: Parameters<Wire['join']>[1] = () => undefined
  const asked: string[] = []
  const wire = {
    call: async (name: string) => {
      asked.push(name)
      return name === 'readLobby' ? (answers.length > 1 ? answers.shift() : answers[0]) : { decided: 1 }
    },
    join: (_channel: string, listener: typeof tell) => {
      tell = listener
      return () => undefined
    },
  } as unknown as Wire
  return { wire, asked, tell: (heard: Parameters<typeof tell>[0]) => tell(heard) }
}

test('whoever does not lead asks for nothing', () => {
  const server = aServer([lobby('Awa')])
  const seen = createStore<SessionSeen | null>(seenBy(false))

  const view = createLobby(createScope(), { wire: server.wire, sessionId: 's' as SessionId, seen })

  expect(server.asked).toEqual([])
  expect(view.now.get()).toEqual(nobody)
})

test('made a moderator one sees who waits; those who come later are news', async () => {
  const server = aServer([lobby('Awa'), lobby('Awa', 'Bob')])
  const seen = createStore<SessionSeen | null>(seenBy(false))
  const view = createLobby(createScope(), { wire: server.wire, sessionId: 's' as SessionId, seen })
  const came: string[][] = []
  view.onArrival((names) => came.push([...names]))

  seen.set(seenBy(true))
  await vi.waitFor(() => expect(view.now.get().count).toBe(1))
  server.tell({ say: 'resync' })
  await vi.waitFor(() => expect(view.now.get().count).toBe(2))

  expect(came).toEqual([['Bob']])
  seen.set(seenBy(false))
  expect(view.now.get()).toEqual(nobody)
})
