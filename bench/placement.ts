import { type Candidate, carriedOf, loadOf, place } from '../apps/server/src/modules/engines/index.ts'
import type { Measured } from './figures.ts'

const sessions = 50_000
/** Seconds; a working day. */
const day = 10 * 3600
/** Each server falls about once a day, for so long. */
const fallen = 20 * 60

/** The same each time: a run can be compared with the one before. */
const createChance = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

interface Session {
  people: number
  startedAt: number
  endsAt: number
}

interface Server {
  id: string
  seats: number
  weight: number
  downUntil: number
  sessions: Set<Session>
}

const able = {
  presence: true,
  remove: true,
  mute: true,
  permit: true,
  camerasForSome: true,
  pages: false,
  events: true,
  recording: true,
  streaming: false,
  breakouts: false,
  largest: 1000,
}

const candidateOf = ({ id, seats, weight, downUntil, sessions: its }: Server, now: number): Candidate => ({
  id,
  engine: 'livekit',
  serves: true,
  state: 'enabled',
  health: downUntil > now ? 'down' : 'healthy',
  tags: [],
  capabilities: able,
  seats,
  weight,
  strangers: 0,
  // People arrive over the first five minutes: until then fewer are seen than will be there.
  ours: carriedOf(
    [...its].map(({ people, startedAt }) => ({
      people: Math.round(people * Math.min(1, (now - startedAt) / 300)),
      age: now - startedAt,
    })),
  ),
})

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
const mean = (values: readonly number[]) => values.reduce((sum, it) => sum + it, 0) / Math.max(1, values.length)

const createWorld = () => {
  const chance = createChance(2026)
  const servers = Array.from({ length: 40 }, (_, at): Server => {
    const seats = [500, 1000, 2000, 4000][at % 4] ?? 500
    return { id: `s${at}`, seats, weight: [1, 1, 1, 2][(at >> 2) % 4] ?? 1, downUntil: 0, sessions: new Set() }
  })
  const failures = servers.map((server) => ({ server, at: chance() * day })).toSorted((a, b) => a.at - b.at)
  const spread = { rated: [] as number[], ratios: [] as number[] }
  const counted = { refused: 0, moved: 0, placing: 0, placed: 0, highest: 0 }

  const put = (session: Session, now: number) => {
    const candidates = servers.map((server) => candidateOf(server, now))
    const before = performance.now()
    const placed = place(candidates, { seats: 150 }, chance)
    counted.placing += performance.now() - before
    counted.placed += 1
    if (placed.outcome !== 'placed') return void (counted.refused += 1)
    servers.find(({ id }) => id === placed.id)?.sessions.add(session)
  }

  const fail = (now: number) => {
    while (failures[0] && failures[0].at <= now) {
      const { server } = failures.shift() ?? failures[0]
      const lost = [...server.sessions]
      server.sessions.clear()
      server.downUntil = now + fallen
      counted.moved += lost.length
      for (const session of lost) put({ ...session, startedAt: now }, now)
    }
  }

  const leave = (now: number) => {
    for (const { sessions: its } of servers) for (const session of its) if (session.endsAt <= now) its.delete(session)
  }

  /** How full each is for its weight, at one moment: alike is what is aimed at. */
  const look = (now: number) => {
    const up = servers.filter(({ downUntil }) => downUntil + 1800 < now)
    const rated = up.map((server) => loadOf(candidateOf(server, now)) / server.weight)
    spread.rated.push(quantile(rated, 0.95) / Math.max(0.001, quantile(rated, 0.5)))
    spread.ratios.push(Math.max(...rated) / Math.max(0.001, mean(rated)))
    counted.highest = Math.max(counted.highest, ...up.map((server) => loadOf(candidateOf(server, now))))
  }

  return { chance, put, fail, leave, look, spread, counted }
}

/** 50,000 sessions of a day on 40 unequal servers, each of which falls once: how evenly they are spread. */
export const measurePlacement = async (): Promise<Measured[]> => {
  const { chance, put, fail, leave, look, spread, counted } = createWorld()
  for (let at = 0; at < sessions; at += 1) {
    const now = (at / sessions) * day
    leave(now)
    fail(now)
    const people = 2 + Math.round(-Math.log(1 - chance()) * 6)
    put({ people, startedAt: now, endsAt: now + 600 - Math.log(1 - chance()) * 2400 }, now)
    if (at > sessions / 10 && at % 500 === 0) look(now)
  }
  return [
    { name: 'sessions placed', value: counted.placed, unit: '' },
    { name: 'moved, as their server fell', value: counted.moved, unit: '' },
    { name: 'refused', value: counted.refused, unit: '', aim: '≤ 0' },
    {
      name: 'load ÷ weight, p95 ÷ median of the servers, mean of the day',
      value: mean(spread.rated),
      unit: '×',
      aim: '≤ 1.3',
    },
    { name: 'the same, fullest ÷ mean, p95 of the day', value: quantile(spread.ratios, 0.95), unit: '×', aim: '≤ 1.5' },
    { name: 'fullest server of the day', value: counted.highest * 100, unit: '%', aim: '≤ 100' },
    { name: 'one decision', value: (counted.placing / counted.placed) * 1000, unit: 'µs' },
  ]
}
