import { z } from 'zod'
import { CalendarId } from './calendars.ts'
import { done, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'

/** An address at which calendar programs read, without a login and without changing anything. */
export const FeedId = z.uuid().brand<'FeedId'>()
export type FeedId = z.infer<typeof FeedId>

export const Feed = z.object({
  id: FeedId,
  /** The calendar that is read there; null: all that one is to join by video, in whichever calendar of one’s own. */
  calendarId: CalendarId.nullable(),
  /** Whoever has it reads what stands there. */
  address: z.string(),
  createdAt: Moment,
  /** To the day; null where no program asked yet. */
  lastReadAt: Moment.nullable(),
})
export type Feed = z.infer<typeof Feed>

export const mostFeeds = 50

export const feedFailures = failures({
  'feed.not_found': 404,
  'feed.limit_reached': 409,
})

export const listFeeds = route({
  method: 'GET',
  path: '/feeds',
  summary: 'List one’s addresses at which calendar programs read',
  access: 'login',
  reply: z.array(Feed),
})

export const createFeed = route({
  method: 'POST',
  path: '/feeds',
  summary: 'Make an address at which calendar programs read a calendar, or one’s meetings',
  access: 'login',
  body: z.object({ calendarId: CalendarId.nullable() }).meta({ examples: [{ calendarId: null }] }),
  reply: Feed,
  failures: ['calendar.not_found', 'feed.limit_reached'],
})

export const revokeFeed = route({
  method: 'DELETE',
  path: '/feeds/:feedId',
  summary: 'Revoke an address: programs read nothing there any more',
  access: 'login',
  params: z.object({ feedId: FeedId }),
  reply: done,
  failures: ['feed.not_found'],
})

export const feedRoutes = { listFeeds, createFeed, revokeFeed }
