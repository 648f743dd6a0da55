import { z } from 'zod'
import { notPlaced, Occupancy } from './engines.ts'
import { failures, route } from './grammar.ts'
import { NodeId } from './nodes.ts'
import { RoomName } from './rooms.ts'

export const meetingFailures = failures({ 'meeting.accounts_only': 403, 'meeting.too_many_open': 429 })

export const startMeeting = route({
  method: 'POST',
  path: '/meetings',
  summary: 'Start a meeting without an account: an open room and its two links',
  access: 'anyone',
  scope: 'rooms',
  body: z
    .object({
      name: RoomName.optional(),
      /** The server that was proposed: there, if it still takes it, and else on another. */
      server: NodeId.optional(),
    })
    .meta({ examples: [{}] }),
  reply: z.object({
    name: z.string(),
    /** For the guests. */
    code: z.string(),
    /** For those who lead; shown this once. */
    moderatorCode: z.string(),
  }),
  failures: ['meeting.accounts_only', 'meeting.too_many_open', 'session.too_many_open', ...notPlaced],
  limit: { count: 30, seconds: 600, atOneAddress: 120 },
})

/** How busy a server is, in the words of `Occupancy`. */
const Proposed = z.object({ id: NodeId, name: z.string(), level: Occupancy.shape.level })

export const proposeServer = route({
  method: 'GET',
  path: '/meetings/server',
  summary: 'The server on which a meeting would be held now; another than the one named, where there is one',
  access: 'anyone',
  query: z.object({ otherThan: NodeId.optional() }),
  /** Null where there is no choice: one server carries all, or none takes more. */
  reply: Proposed.nullable(),
  limit: { count: 30, seconds: 60 },
})

export const meetingRoutes = { startMeeting, proposeServer }
