import { randomUUID } from 'node:crypto'
import type { Occupancy } from '@amphi/contract/engines'
import type { Clock } from '#platform/clock'
import { type Engine, type EngineEvent, everything, type HearEngine } from './engine.ts'
import { occupancyOf } from './occupancy.ts'

interface Needs {
  engine: Engine
  /** Stands for one of that name that is not here. */
  absent: (name: string) => Engine
  clock: Clock
  /** How many people this engine is meant to carry. */
  seats: number
  /** Whether the engine relays for those whom no other path reaches. */
  turn: boolean
}

/** What a trial's key begins with: one page that looks by which path media passes is no meeting. */
const trial = 'trial '

const sizesOf = (all: { key: string; people: number }[]) =>
  all.filter(({ key }) => !key.startsWith(trial)).map(({ people }) => people)

/** The home page of everyone asks how busy it is: once in so many milliseconds is enough. */
const memory = 3_000

/** Chooses what carries a session, and passes on what engines tell. */
export const createEnginesService = ({ engine, absent, clock, seats, turn }: Needs) => {
  let known: { occupancy: Promise<Occupancy>; at: number } | undefined
  const restarts: (() => void)[] = []

  return {
    /** For a new session. With one engine the choice is easy. */
    choose: (): Engine => engine,

    /** The one that carries a running session. Where it is gone, nobody is inside, and the session can still end. */
    named: (name: string): Engine => (engine.name === name ? engine : absent(name)),

    /** Whether it is one of ours now. A session’s may be gone from the settings. */
    isHere: (name: string) => engine.name === name,

    occupancy(): Promise<Occupancy> {
      const now = clock.now().getTime()
      if (!known || now - known.at > memory) {
        const occupancy = engine.load().then((all) => occupancyOf(sizesOf(all), seats))
        // What failed is not remembered: the next who asks tries again.
        occupancy.catch(() => {
          known = undefined
        })
        known = { occupancy, at: now }
      }
      return known.occupancy
    },

    /** A meeting for one, to see by which path media passes. */
    async tryOut() {
      const key = `${trial}${randomUUID()}`
      await engine.open({ key, seats: 1, life: 60 })
      const visitor = { identity: 'trial', name: '', role: 'participant', may: everything } as const
      return { media: await engine.pass(key, visitor), turn }
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
