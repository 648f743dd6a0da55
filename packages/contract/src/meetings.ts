import { z } from 'zod'
import { notPlaced } from './engines.ts'
import { failures, route } from './grammar.ts'
import { RoomName } from './rooms.ts'

export const meetingFailures = failures({ 'meeting.accounts_only': 403, 'meeting.too_many_open': 429 })

export const startMeeting = route({
  method: 'POST',
  path: '/meetings',
  summary: 'Start a meeting without an account: an open room and its two links',
  access: 'anyone',
  scope: 'rooms',
  body: z.object({ name: RoomName.optional() }).meta({ examples: [{}] }),
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

export const meetingRoutes = { startMeeting }
