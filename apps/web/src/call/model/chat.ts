import type { MessageId } from '@amphi/contract/chat'
import type { ParticipantId, SessionId } from '@amphi/contract/sessions'
import type { Scope } from '../scope.ts'
import { createStore, derive, type Readable } from '../store.ts'
import { emptyThread, hasGap, heard, lastOf, marked, said, type Thread, withdrawn } from './chat-thread.ts'
import type { Wire } from './wire.ts'

export interface ChatView {
  thread: Readable<Thread>
  unread: Readable<number>
  /** The first message that came while nobody looked: the line "new messages" stands before it. */
  newFrom: Readable<number | null>
  loaded: Readable<boolean>
  /** What one is writing: it stays while the chat is closed. */
  draft: Readable<string>
  look: (looking: boolean) => void
  write: (text: string) => void
  send: (text: string) => void
  again: (id: string) => void
  /** A message that was refused becomes the draft again. */
  takeBack: (id: string) => void
}

interface Needs {
  wire: Wire
  sessionId: SessionId
  self: () => ParticipantId
  makeId: () => string
  /** Whether the server said no for good, or may say yes later, after so many seconds. */
  refusedFor: (error: unknown) => number | 'good'
}

/** Chat on our server: in order by its numbers, sent until confirmed, told apart by ids made here. */
export const createChat = (scope: Scope, { wire, sessionId, self, makeId, refusedFor }: Needs): ChatView => {
  const thread = createStore(emptyThread)
  const loaded = createStore(false)
  const looking = createStore(false)
  const seenUpTo = createStore(0)
  const newFrom = createStore<number | null>(null)
  const draft = createStore('')
  let fetching = false
  let again = false

  const unread = derive(scope, [thread, seenUpTo, looking], () => {
    if (looking.get()) return 0
    return thread
      .get()
      .messages.filter(({ sequence, participantId }) => sequence > seenUpTo.get() && participantId !== self()).length
  })

  const take = (came: Parameters<typeof heard>[1]) => {
    thread.change((now) => heard(now, came))
    if (looking.get()) seenUpTo.set(lastOf(thread.get()))
    else if (newFrom.get() === null && unread.get() > 0) newFrom.set(seenUpTo.get() + 1)
  }

  const fetchAfter = async () => {
    // What is on its way was asked before this: it may lack the very message that is asked for now.
    again = fetching
    if (fetching) return
    fetching = true
    try {
      for (let more = true; more && !scope.ended;) {
        const after = lastOf(thread.get())
        const came = await wire.call('listMessages', { params: { sessionId }, query: { after } })
        // What was said before one came in is history, not news.
        const first = !loaded.get()
        if (first) seenUpTo.set(came.at(-1)?.sequence ?? 0)
        take(came)
        more = came.length >= 500
        if (!more) loaded.set(true)
        if (!more && came.length === 0 && hasGap(thread.get())) scope.after(1_000, () => void fetchAfter())
      }
    } catch {
      scope.after(2_000, () => void fetchAfter())
    } finally {
      fetching = false
      if (again) void fetchAfter()
    }
  }

  const post = async (id: string, attempt = 0): Promise<void> => {
    const one = thread.get().pending.find((pending) => pending.id === id)
    if (!one || scope.ended) return
    try {
      const body = { id: id as MessageId, participantId: self(), text: one.text }
      const message = await wire.call('postMessage', { params: { sessionId }, body })
      take([message])
      if (hasGap(thread.get())) void fetchAfter()
    } catch (error) {
      const wait = refusedFor(error)
      if (wait === 'good') return thread.change((now) => marked(now, id, 'refused'))
      thread.change((now) => marked(now, id, 'waiting'))
      const seconds = wait > 0 ? wait : Math.min(8, 0.5 * 2 ** attempt)
      scope.after(seconds * 1000, () => void post(id, attempt + 1))
    }
  }

  const sendAllWaiting = () => {
    for (const { id, state } of thread.get().pending) if (state === 'waiting') void post(id)
  }

  scope.onEnd(
    wire.join(`session:${sessionId}`, (told) => {
      if (told.say === 'resync') {
        void fetchAfter()
        sendAllWaiting()
      }
      if (told.say === 'fact' && told.fact === 'message.posted') {
        if (told.message) take([told.message])
        if (!told.message || hasGap(thread.get())) void fetchAfter()
      }
    }),
  )
  void fetchAfter()

  return {
    thread,
    unread,
    newFrom,
    loaded,
    draft,
    write: draft.set,
    look: (now) => {
      if (!now && looking.get()) newFrom.set(null)
      looking.set(now)
      seenUpTo.set(lastOf(thread.get()))
    },
    send: (text) => {
      const trimmed = text.trim()
      if (trimmed === '') return
      const id = makeId()
      newFrom.set(null)
      draft.set('')
      thread.change((now) => said(now, id, trimmed))
      void post(id)
    },
    again: (id) => {
      thread.change((now) => marked(now, id, 'sending'))
      void post(id)
    },
    takeBack: (id) => {
      const text = thread.get().pending.find((one) => one.id === id)?.text ?? ''
      thread.change((now) => withdrawn(now, id))
      // What was begun meanwhile stays, after it.
      draft.change((now) => [text, now].filter((some) => some !== '').join('\n'))
    },
  }
}
