import type { Health, NodeState } from '@amphi/contract/nodes'
import type { Capabilities } from './engine.ts'

/** Of an engine: what it can or cannot. */
export type Capability = { [K in keyof Capabilities]: Capabilities[K] extends boolean ? K : never }[keyof Capabilities]

/** What one server carries of ours. */
export interface Carried {
  /** Inside, this very moment. */
  people: number
  /** The same, with the young counted as `yetToCome` has it. */
  expected: number
  /** Sessions it was given within `seen`. */
  fresh: number
}

/** A server that may carry a session, with all that decides it. */
export interface Candidate {
  id: string
  engine: string
  /** Whether it serves the institution at all. */
  serves: boolean
  state: NodeState
  health: Health
  tags: readonly string[]
  capabilities: Capabilities
  /** Whom it is meant to carry at once. */
  seats: number
  /** One of weight 2 takes twice as many as one of weight 1. */
  weight: number
  /** People in meetings that are not ours. */
  strangers: number
  ours: Carried
}

export interface Wanted {
  /** Only this server, or only servers of this engine. */
  node?: string | undefined
  engine?: string | undefined
  tags?: readonly string[]
  needs?: readonly Capability[]
  /** How many the session is to hold. */
  seats: number
  /** Those that were tried, and did not answer. */
  tried?: readonly string[]
}

/** Why a server was passed over: the first that holds. */
export type Obstacle =
  | 'serves_others'
  | 'not_asked_for'
  | 'tags'
  | 'cannot'
  | 'too_small'
  | 'disabled'
  | 'cordoned'
  | 'down'
  | 'overloaded'

/** Kept with the session, for whoever asks later why it was there. */
export interface Choice {
  /** `asked`: its room names this server. `only`: no other would do. `least_busy`: of several. */
  why: 'asked' | 'only' | 'least_busy'
  /** How many would have done. */
  among: number
  /** Its share of seats taken when it was chosen. */
  load: number
  passedOver: Partial<Record<Obstacle, number>>
}

export type Placed =
  | { outcome: 'placed'; id: string; choice: Choice }
  /** Those that suit are full, or do not answer; or none suits. */
  | { outcome: 'full' | 'unreachable' | 'unsuitable' }

/** From this share of its seats on a server is given nothing more. */
const overloaded = 0.8
/** Among those within this of the best, chance decides: many servers of ours choose at once, and must not herd. */
const near = 1.1
/** What a session counts that was given a moment ago, while nobody has come yet. */
const perFresh = 0.01

/** Sessions younger than so many seconds count as at least so many people: a class takes a while to arrive. */
export const yetToCome = { seconds: 15 * 60, people: 15 }
/** Seconds for which a session that was just given weighs on its server, besides the people in it. */
export const seen = 20

/** What a server carries, from each of its sessions: the people inside and the age in seconds. */
export const carriedOf = (sessions: readonly { people: number; age: number }[]): Carried => {
  const expected = ({ people, age }: { people: number; age: number }) =>
    age < yetToCome.seconds ? Math.max(people, yetToCome.people) : people
  return {
    people: sessions.reduce((sum, { people }) => sum + people, 0),
    expected: sessions.reduce((sum, it) => sum + expected(it), 0),
    fresh: sessions.filter(({ age }) => age < seen).length,
  }
}

/** The share of its seats that is taken, by whomever. */
export const loadOf = ({ strangers, ours, seats }: Pick<Candidate, 'strangers' | 'ours' | 'seats'>) =>
  (strangers + ours.people) / Math.max(1, seats)

const scoreOf = ({ strangers, ours, seats, weight }: Candidate) =>
  ((strangers + ours.expected) / Math.max(1, seats) + ours.fresh * perFresh) / weight

const obstacleTo = (it: Candidate, wanted: Wanted): Obstacle | undefined => {
  const { node, engine, tags = [], needs = [], seats, tried = [] } = wanted
  if (!it.serves) return 'serves_others'
  if ((node !== undefined && node !== it.id) || (engine !== undefined && engine !== it.engine)) return 'not_asked_for'
  if (!tags.every((tag) => it.tags.includes(tag))) return 'tags'
  if (!needs.every((need) => it.capabilities[need])) return 'cannot'
  if (seats > it.capabilities.largest) return 'too_small'
  if (it.state !== 'enabled') return it.state
  if (it.health === 'down' || tried.includes(it.id)) return 'down'
  return loadOf(it) >= overloaded ? 'overloaded' : undefined
}

const nowhere = (obstacles: readonly (Obstacle | undefined)[]): Placed => {
  if (obstacles.includes('overloaded')) return { outcome: 'full' }
  return { outcome: obstacles.includes('down') ? 'unreachable' : 'unsuitable' }
}

/** The one place that decides which server carries a new session. A running one stays where it is. */
export const place = (candidates: readonly Candidate[], wanted: Wanted, random: () => number): Placed => {
  const looked = candidates.map((it) => ({ it, obstacle: obstacleTo(it, wanted) }))
  const fit = looked.filter(({ obstacle }) => !obstacle).map(({ it }) => ({ it, score: scoreOf(it) }))
  const best = Math.min(...fit.map(({ score }) => score))
  const nearest = fit.filter(({ score }) => score <= best * near)
  const chosen = nearest[Math.floor(random() * nearest.length)]?.it
  if (!chosen) return nowhere(looked.map(({ obstacle }) => obstacle))

  const passedOver: Choice['passedOver'] = {}
  for (const { obstacle } of looked) if (obstacle) passedOver[obstacle] = (passedOver[obstacle] ?? 0) + 1
  const why = wanted.node !== undefined ? 'asked' : fit.length === 1 ? 'only' : 'least_busy'
  const load = Math.round(loadOf(chosen) * 1000) / 1000
  return { outcome: 'placed', id: chosen.id, choice: { why, among: fit.length, load, passedOver } }
}
