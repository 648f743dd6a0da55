import { z } from 'zod'
import { route } from './grammar.ts'
import { Language } from './requests.ts'

/** What lets a page of ours into one meeting of a Jitsi server, for one person: sealed by us, and read by nobody else. */
const JitsiPass = z.string().min(1).max(8_000)

/**
 * Why somebody is in a meeting no longer. `replaced`: they are in it by another page. `unknown`: their link is none of
 * ours, or of a server that is gone.
 */
export const jitsiEndings = ['ended', 'removed', 'replaced', 'full', 'unknown'] as const
export type JitsiEnding = (typeof jitsiEndings)[number]

/** What a page opens Jitsi’s own frame with. */
export const JitsiMeeting = z.object({
  /** Of the server, with a slash at its end. */
  address: z.string(),
  /** Of the meeting there: unguessable, and made of nothing that is known of the room. */
  name: z.string(),
  token: z.string().nullable(),
  /** What the room is called. */
  subject: z.string(),
  person: z.object({ name: z.string(), pictureUrl: z.string().nullable() }),
  /** Where the browser asks for none that we speak. */
  language: Language,
  startMuted: z.boolean(),
  /** Of the meeting there, where the room asks for one: not the one of the room. */
  password: z.string().nullable(),
  /** Whether whoever leads there switches the lobby on. */
  lobby: z.boolean(),
})
export type JitsiMeeting = z.infer<typeof JitsiMeeting>

const examplePass = 'as the address of the page has it'

export const openJitsi = route({
  method: 'POST',
  path: '/jitsi/openings',
  summary: 'What a page needs to open a meeting on a Jitsi server, for whoever holds a pass to it',
  access: 'anyone',
  body: z.object({ pass: JitsiPass }).meta({ examples: [{ pass: examplePass }] }),
  reply: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('open'), meeting: JitsiMeeting }),
    /** Somebody who leads must be there to let them in, and is not yet: ask again. */
    z.object({ outcome: z.literal('early'), subject: z.string() }),
    z.object({ outcome: z.literal('over'), why: z.enum(jitsiEndings) }),
  ]),
  limit: { count: 60, seconds: 60 },
})

export const reportJitsi = route({
  method: 'POST',
  path: '/jitsi/reports',
  summary:
    'What a page tells of its frame: somebody joined, is here, left, or ended it for all; and whether it is over',
  access: 'anyone',
  body: z
    .object({
      pass: JitsiPass,
      /** Made by the page: of the same person in two pages, the later one counts. */
      page: z.uuid(),
      what: z.enum(['joined', 'here', 'left', 'ended']),
    })
    .meta({ examples: [{ pass: examplePass, page: '00000000-0000-4000-8000-0000000000f1', what: 'here' }] }),
  reply: z.object({
    /** Null while the page may go on. */
    over: z.enum(jitsiEndings).nullable(),
  }),
  limit: { count: 120, seconds: 60 },
})

export const jitsiRoutes = { openJitsi, reportJitsi }
