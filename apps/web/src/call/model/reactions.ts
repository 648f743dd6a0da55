import type { Line } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { createStore, type Readable } from '../store.ts'

/**
 * The few that mean something in a class. They travel by name and are drawn by the page: a machine without a font of
 * emojis, such as one that records, shows them all the same.
 */
export const reactions = ['agree', 'bravo', 'love', 'laugh', 'surprise', 'party', 'idea', 'question'] as const
export type Reaction = (typeof reactions)[number]

export interface Flying {
  key: number
  from: string
  reaction: Reaction
  /** Where across the stage it rises, 0 to 1. */
  at: number
}

export interface ReactionsView {
  flying: Readable<readonly Flying[]>
  send: (reaction: Reaction) => void
}

const topic = 'reaction'
const lasts = 4_000
const atOnce = 24
const perPerson = { count: 6, milliseconds: 3_000 }

/** What came over the wire is from a browser we do not control: only what we know is shown. */
export const readReaction = (bytes: Uint8Array): Reaction | null => {
  if (bytes.length > 32) return null
  const text = new TextDecoder().decode(bytes)
  return reactions.find((reaction) => reaction === text) ?? null
}

/** True while someone has not had their share of the last moments. */
export const createAllowance = (now: () => number) => {
  const times = new Map<string, number[]>()
  return (from: string): boolean => {
    const recent = (times.get(from) ?? []).filter((time) => now() - time < perPerson.milliseconds)
    const allowed = recent.length < perPerson.count
    times.set(from, allowed ? [...recent, now()] : recent)
    return allowed
  }
}

export const createReactions = (scope: Scope, line: Line, self: () => string): ReactionsView => {
  const flying = createStore<readonly Flying[]>([])
  const allowed = createAllowance(() => Date.now())
  let key = 0

  const show = (from: string, reaction: Reaction) => {
    const one: Flying = { key: ++key, from, reaction, at: Math.random() }
    flying.change((now) => [...now, one].slice(-atOnce))
    scope.after(lasts, () => flying.change((now) => now.filter((other) => other !== one)))
  }

  scope.onEnd(
    line.onSaid(topic, (from, bytes) => {
      const reaction = readReaction(bytes)
      if (reaction && allowed(from)) show(from, reaction)
    }),
  )
  return {
    flying,
    send: (reaction) => {
      if (!allowed(self())) return
      line.say(topic, new TextEncoder().encode(reaction))
      show(self(), reaction)
    },
  }
}
