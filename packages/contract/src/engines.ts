import { z } from 'zod'
import { failures, route } from './grammar.ts'

/** What an engine may refuse with, whichever it is. Only `unreachable` is worth trying again as it stands. */
export const engineFailures = failures({
  'engine.unreachable': 503,
  'engine.full': 503,
  'engine.unsuitable': 503,
})

/** What keeps a new session from being carried by any server. */
export const notPlaced = ['engine.unreachable', 'engine.full', 'engine.unsuitable'] as const

/**
 * Where livekit-client connects, and with what. An empty address is the page's own origin. The token lets one
 * participant into one session, for minutes.
 */
export const MediaPass = z.object({ url: z.string(), token: z.string() })
export type MediaPass = z.infer<typeof MediaPass>

/** How busy the service is, for someone who wants to start a meeting. */
export const Occupancy = z.object({
  level: z.enum(['little', 'rather', 'very', 'full']),
  people: z.int(),
  /** Those with somebody inside. */
  meetings: z.int(),
  seats: z.int(),
  /** How many servers carry them. */
  servers: z.int(),
  /** How many are inside each of them, in no order: what the seat plan draws. */
  sizes: z.array(z.int()),
})
export type Occupancy = z.infer<typeof Occupancy>

export const readOccupancy = route({
  method: 'GET',
  path: '/occupancy',
  summary: 'How busy the service is',
  access: 'anyone',
  reply: Occupancy,
  failures: ['engine.unreachable'],
})

export const startConnectionTest = route({
  method: 'POST',
  path: '/connection-tests',
  summary: 'A meeting of a minute, empty but for oneself, to see by which path media passes',
  access: 'anyone',
  reply: z.object({ media: MediaPass, turn: z.boolean() }),
  failures: ['engine.unreachable', 'engine.full'],
  limit: { count: 20, seconds: 60 },
})

export const engineRoutes = { readOccupancy, startConnectionTest }
