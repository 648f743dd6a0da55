import { z } from 'zod'
import { failures, route } from './grammar.ts'

/** What an engine may refuse with, whichever it is. Only `unreachable` is worth trying again as it stands. */
export const engineFailures = failures({
  'engine.unreachable': 503,
  'engine.full': 503,
})

/** How busy the service is, for someone who wants to start a meeting. */
export const Occupancy = z.object({
  level: z.enum(['little', 'rather', 'very', 'full']),
  people: z.int(),
  meetings: z.int(),
  seats: z.int(),
  /** The sizes of the meetings that run, in no order: what the seat plan draws. */
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

export const engineRoutes = { readOccupancy }
