import { z } from 'zod'
import { answers, GivenAnswer } from './event-guests.ts'
import { Day, Occurrence } from './events.ts'
import { failures, route } from './grammar.ts'
import { textLengths } from './limits.ts'
import { Moment } from './requests.ts'
import { paragraphs } from './text.ts'

/**
 * Whether an invitation may still be answered. `over`: it has taken place. `cancelled`: it does not. `withdrawn`: it does,
 * and whoever holds the link is no longer expected.
 */
export const invitationStates = ['open', 'over', 'cancelled', 'withdrawn'] as const
export type InvitationState = (typeof invitationStates)[number]

const When = z.object({
  startsAt: Moment,
  endsAt: Moment,
  /** For what lasts whole days: the first and the last of them. */
  days: z.object({ first: Day, last: Day }).nullable(),
})

/** An event, as whoever is invited by letter sees it without an account. */
export const AskedEvent = When.extend({
  title: z.string(),
  /** Who invites, by name or address. */
  organizer: z.string(),
  /** Who is asked. */
  name: z.string(),
  location: z.string(),
  conference: z.string().nullable(),
  description: z.string(),
  answer: z.enum(answers),
  comment: z.string(),
  repeats: z.boolean(),
  /** Of a series, the next dates they are expected on. */
  dates: z.array(When.extend({ occurrence: Occurrence, answer: z.enum(answers) })),
})
export type AskedEvent = z.infer<typeof AskedEvent>

const Asked = z.object({
  state: z.enum(invitationStates),
  /** Null where nothing is left of it. */
  event: AskedEvent.nullable(),
})

export const answerFailures = failures({
  'answer.not_found': 404,
  'answer.closed': 409,
})

const secret = z.string().min(20).max(64)
const example = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'

export const readAnswer = route({
  method: 'POST',
  path: '/answers/read',
  summary: 'The event that the link in a letter asks about; answers nothing',
  access: 'anyone',
  body: z.object({ secret }).meta({ examples: [{ secret: example }] }),
  reply: Asked,
  failures: ['answer.not_found'],
  limit: { count: 120, seconds: 60 },
})

export const giveAnswer = route({
  method: 'POST',
  path: '/answers/give',
  summary: 'Answer an invitation by the link of its letter, for all of a series or one date; whoever invites is told',
  access: 'anyone',
  body: z
    .object({
      secret,
      answer: GivenAnswer,
      occurrence: Occurrence.nullable().default(null),
      comment: z.union([z.literal(''), paragraphs(textLengths.answerComment)]).default(''),
    })
    .meta({ examples: [{ secret: example, answer: 'accepted' }] }),
  reply: Asked,
  failures: [
    'answer.not_found',
    'answer.closed',
    'event.not_one_of_series',
    'calendar.not_found',
    'calendar.unreadable',
    'calendar.not_on_behalf',
    'calendar.guests_over_limit',
    'calendar.letters_over_limit',
  ],
  limit: { count: 60, seconds: 60 },
})

export const answerRoutes = { readAnswer, giveAnswer }
