import type { Message } from '@amphi/contract/chat'

/** What one said that the server has not confirmed yet. */
export interface Pending {
  id: string
  text: string
  state: 'sending' | 'waiting' | 'refused'
}

export interface Thread {
  /** In order, without a hole, from the first. */
  messages: readonly Message[]
  /** Came too early: a number before theirs is missing. */
  early: readonly Message[]
  pending: readonly Pending[]
}

export const emptyThread: Thread = { messages: [], early: [], pending: [] }

export const lastOf = (thread: Thread): number => thread.messages.at(-1)?.sequence ?? 0

/** Adds messages, whichever way and however often they come; each takes its place once. */
export const heard = (thread: Thread, came: readonly Message[]): Thread => {
  const waiting = new Map(thread.early.map((message) => [message.sequence, message]))
  for (const message of came) if (message.sequence > lastOf(thread)) waiting.set(message.sequence, message)
  const messages = [...thread.messages]
  let next = lastOf(thread) + 1
  for (let message = waiting.get(next); message; message = waiting.get(++next)) {
    messages.push(message)
    waiting.delete(next)
  }
  const confirmed = new Set<string>(came.map((message) => message.id))
  return {
    messages,
    early: [...waiting.values()],
    pending: thread.pending.filter((one) => !confirmed.has(one.id)),
  }
}

export const hasGap = (thread: Thread): boolean => thread.early.length > 0

export const said = (thread: Thread, id: string, text: string): Thread => ({
  ...thread,
  pending: [...thread.pending.filter((one) => one.id !== id), { id, text, state: 'sending' }],
})

export const marked = (thread: Thread, id: string, state: Pending['state']): Thread => ({
  ...thread,
  pending: thread.pending.map((one) => (one.id === id ? { ...one, state } : one)),
})

export const withdrawn = (thread: Thread, id: string): Thread => ({
  ...thread,
  pending: thread.pending.filter((one) => one.id !== id),
})
