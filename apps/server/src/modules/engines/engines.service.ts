import { randomUUID } from 'node:crypto'
import type { Occupancy } from '@amphi/contract/engines'
import type { NodeId } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Drivers } from './drivers.ts'
import { type Bearer, type Engine, type EngineEvent, everything, type HearEngine } from './engine.ts'
import type { NodeRow } from './nodes.repository.ts'
import { occupancyOf } from './occupancy.ts'
import { type Candidate, type Carried, type Choice, place, type Wanted } from './placement.ts'
import { isTrial, trial } from './trial.ts'

interface Needs {
  /** Of the house itself. */
  own: Engine
  absent: (name: string) => Engine
  drivers: Drivers
  /** Those that carry sessions of an institution. */
  serving: (tenantId: TenantId, within?: Db) => Promise<NodeRow[]>
  /** Every server there is. */
  all: () => Promise<NodeRow[]>
  seatsOf: (node: NodeRow) => number
  clock: Clock
  /** Whose one of its passes is, as the house’s own engine signs them. */
  bearerOf: (token: string) => Bearer | undefined
  /** Whether the engine relays for those whom no other path reaches. */
  turn: boolean
}

/** The server of a session, as its row names it. */
interface Named {
  engine: string
  /** Null for a session of before there was more than one. */
  nodeId: NodeId | null
}

/** The server chosen for a session. */
export interface Place {
  nodeId: NodeId
  engine: Engine
  choice: Choice
}

/** The home page of everyone asks how busy it is: once in so many milliseconds is enough. */
const memory = 3_000

const nothing: Carried = { people: 0, expected: 0, fresh: 0 }

const refusals = { full: 'engine.full', unreachable: 'engine.unreachable', unsuitable: 'engine.unsuitable' } as const

/** Chooses what carries a session, and passes on what engines tell. */
export const createEnginesService = ({ own, absent, drivers, serving, all, seatsOf, clock, bearerOf, turn }: Needs) => {
  const known = new Map<TenantId, { occupancy: Promise<Occupancy>; at: number }>()
  const restarts: (() => void)[] = []

  const candidateOf = (node: NodeRow, ours: Carried) => ({
    ...node,
    isOurs: node.ours,
    serves: true,
    capabilities: drivers.of(node).capabilities,
    seats: seatsOf(node),
    ours,
  })

  /** The house’s own is started again within moments: before a session goes nowhere, it is tried, whatever was last heard. */
  const placeAmong = (candidates: readonly (Candidate & { isOurs: boolean })[], wanted: Wanted) => {
    const placed = place(candidates, wanted, Math.random)
    if (placed.outcome !== 'unreachable') return placed
    const hopeful = candidates.map((it) =>
      it.isOurs && it.health === 'down' ? { ...it, health: 'degraded' as const } : it,
    )
    return place(hopeful, wanted, Math.random)
  }

  const nodeOf = async ({ engine, nodeId }: Named) =>
    (await all()).find(({ id, ours, engine: name }) => (nodeId === null ? ours && name === engine : id === nodeId))

  const hostOf = async (session: Named) => {
    const node = await nodeOf(session)
    return node && isUp(node) && drivers.of(node).name === session.engine ? drivers.of(node) : undefined
  }

  /** Not where it is out of use, nor, but for the house’s own that is being started again, where it does not answer. */
  const isUp = ({ ours, state, health }: NodeRow) => state !== 'disabled' && (ours || health !== 'down')

  /** What the servers of an institution carry, theirs and the house’s, by their own count. */
  const lookHowBusy = async (tenantId: TenantId): Promise<Occupancy> => {
    const open = (await serving(tenantId)).filter((node) => node.state === 'enabled' && isUp(node))
    const sizes = await Promise.allSettled(
      open.map(async (node) => {
        const meetings = (await drivers.of(node).load()).filter(({ key }) => !isTrial(key))
        return { seats: seatsOf(node), sizes: meetings.map(({ people }) => people) }
      }),
    )
    const answered = sizes.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []))
    if (answered.length === 0) throw new Failure('engine.unreachable')
    const seats = answered.reduce((sum, it) => sum + it.seats, 0)
    return occupancyOf(
      answered.flatMap((it) => it.sizes),
      seats,
      answered.length,
    )
  }

  return {
    /**
     * For a new session of an institution, within the transaction that makes it; told what each server carries already,
     * which the floor above knows best.
     * Throws `engine.full`, `engine.unreachable` or `engine.unsuitable`.
     */
    async place(within: Db, tenantId: TenantId, wanted: Wanted, carried: ReadonlyMap<string, Carried>): Promise<Place> {
      const open = await serving(tenantId, within)
      const candidates = open.map((node) => candidateOf(node, carried.get(node.id) ?? nothing))
      const placed = placeAmong(candidates, wanted)
      if (placed.outcome !== 'placed') throw new Failure(refusals[placed.outcome])
      const node = open.find(({ id }) => id === placed.id)
      if (!node) throw new Error(`There is no server ${placed.id}.`)
      return { nodeId: node.id, engine: drivers.of(node), choice: placed.choice }
    },

    /**
     * Where a session of an institution would be now, for whoever may choose among several; another than that one, where
     * there is one. Undefined where there is no choice.
     */
    async propose(tenantId: TenantId, wanted: Wanted, carried: ReadonlyMap<string, Carried>, otherThan?: NodeId) {
      const open = await serving(tenantId)
      const candidates = open.map((node) => candidateOf(node, carried.get(node.id) ?? nothing))
      const best = placeAmong(candidates, wanted)
      if (best.outcome !== 'placed' || best.choice.among < 2) return undefined
      const other = otherThan ? placeAmong(candidates, { ...wanted, tried: [otherThan] }) : best
      const { id, choice } = other.outcome === 'placed' ? other : best
      const node = open.find((it) => it.id === id)
      return node && { id: node.id, name: node.name, level: occupancyOf([choice.load * 100], 100).level }
    },

    /** The one that carries a running session. Where it is gone, nobody is inside, and the session can still end. */
    carrying: async (session: Named): Promise<Engine> => (await hostOf(session)) ?? absent(session.engine),

    /** What the engine of a session can. */
    able: ({ engine }: Pick<Named, 'engine'>) => drivers.able(engine),

    /** Whether it is one of ours now, and answers. */
    isHere: async (session: Named) => (await hostOf(session)) !== undefined,

    /** Where the pages of those are that have their own, for whatever carries an institution’s sessions. */
    async pagesOf(tenantId: TenantId): Promise<string[]> {
      const theirs = (await serving(tenantId)).filter((node) => drivers.of(node).capabilities.pages)
      return [...new Set(theirs.flatMap(({ address }) => (address === null ? [] : new URL(address).origin)))]
    },

    /** Whether the session of a server that is lost could go on on another. */
    async isReplaceable(within: Db, tenantId: TenantId, { nodeId }: Named) {
      const others = (await serving(tenantId, within)).filter(({ id }) => id !== nodeId)
      return others.some((node) => node.state === 'enabled' && node.health !== 'down')
    },

    occupancy(tenantId: TenantId): Promise<Occupancy> {
      const now = clock.now().getTime()
      const remembered = known.get(tenantId)
      if (remembered && now - remembered.at <= memory) return remembered.occupancy
      const occupancy = lookHowBusy(tenantId)
      // What failed is not remembered: the next who asks tries again.
      occupancy.catch(() => known.delete(tenantId))
      known.set(tenantId, { occupancy, at: now })
      return occupancy
    },

    /** A meeting for one, to see by which path media passes. */
    async tryOut() {
      const key = `${trial}${randomUUID()}`
      await own.open({ key, seats: 1, life: 60 })
      const visitor = { identity: 'trial', name: '', role: 'participant', may: everything } as const
      const pass = await own.pass(key, visitor)
      if (pass.by !== 'media') throw new Failure('engine.unreachable')
      return { media: pass, turn }
    },

    /** Whose a pass of the house’s own engine is; undefined for what it did not give. */
    bearerOf: (token: string): Bearer | 'trial' | undefined => {
      const bearer = bearerOf(token)
      return bearer && isTrial(bearer.key) ? 'trial' : bearer
    },

    /** An engine that was started anew has forgotten its meetings. */
    onRestart: (hear: () => void) => restarts.push(hear),
    restarted: () => restarts.forEach((hear) => hear()),
  }
}

/** Engines are made before anyone listens to them: what they tell waits for the one who will. */
export const createEar = () => {
  let listener: HearEngine | undefined
  return {
    hear: async (event: EngineEvent) => {
      if (!listener) throw new Error('Nobody listens to the engines yet.')
      await listener(event)
    },
    listen: (to: HearEngine) => {
      listener = to
    },
  }
}
