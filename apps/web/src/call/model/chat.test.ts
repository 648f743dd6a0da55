import type { Message } from '@amphi/contract/chat'
import type { ParticipantId, SessionId } from '@amphi/contract/sessions'
import { expect, test, vi } from 'vitest'
import { createScope } from '../scope.ts'
import { createChat } from './chat.ts'
import type { Wire } from './wire.ts'

const message = (sequence: number): Message =>
  ({
    id: `m${sequence}`,
    sequence,
    participantId: 'someone',
    name: 'Awa',
    role: 'participant',
    text: `message ${sequence}`,
    sentAt: '2026-11-24T10:00:00.000Z',
  }) as unknown as Message

/** A server whose answers wait until the test lets them go. */
const aServer = () => {
  let kept: Message[] = []
  const waiting: (() => void)[] = []
  let tell: Parameters<Wire['join']>[1] = () => undefined
  const wire = {
    call: (_name: string, { query }: { query: { after: number } }) => {
      const now = kept.filter(({ sequence }) => sequence > query.after)
      return new Promise((resolve) => waiting.push(() => resolve(now)))
    },
    join: (_channel: string, listener: typeof tell) => {
      tell = listener
      return () => undefined
    },
  } as unknown as Wire
  return {
    wire,
    keep: (...messages: Message[]) => (kept = [...kept, ...messages]),
    answer: async () => {
      waiting.splice(0).forEach((let_go) => let_go())
      await vi.waitFor(() => undefined)
    },
    tell: (heard: Parameters<typeof tell>[0]) => tell(heard),
  }
}

test('a message kept while an older question was on its way is asked for once more', async () => {
  const server = aServer()
  const scope = createScope()
  const chat = createChat(scope, {
    wire: server.wire,
    sessionId: 's' as SessionId,
    self: () => 'me' as ParticipantId,
    makeId: () => 'id',
    refusedFor: () => 1,
  })
  server.keep(message(1))

  server.tell({ say: 'resync' })
  await server.answer()
  await vi.waitFor(() => expect(chat.loaded.get()).toBe(true))
  await server.answer()

  await vi.waitFor(() => expect(chat.thread.get().messages.map(({ sequence }) => sequence)).toEqual([1]))
  scope.end()
})

test('a message that was refused becomes the draft again, before what was begun meanwhile', async () => {
  const scope = createScope()
  const chat = createChat(scope, {
    wire: {
      call: (name: string) => (name === 'postMessage' ? Promise.reject(new Error('no')) : Promise.resolve([])),
      join: () => () => undefined,
    } as unknown as Wire,
    sessionId: 's' as SessionId,
    self: () => 'me' as ParticipantId,
    makeId: () => 'mine',
    refusedFor: () => 'good',
  })

  chat.write('Bonjour')
  chat.send('Bonjour')
  expect(chat.draft.get()).toBe('')
  await vi.waitFor(() => expect(chat.thread.get().pending).toMatchObject([{ state: 'refused' }]))
  chat.write('et bienvenue')
  chat.takeBack('mine')

  expect(chat.draft.get()).toBe('Bonjour\net bienvenue')
  expect(chat.thread.get().pending).toEqual([])
  scope.end()
})
