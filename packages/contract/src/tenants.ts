import { z } from 'zod'
import { failures, fact, route } from './grammar.ts'
import { Language } from './requests.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** An institution. Everything belongs to exactly one, and nothing crosses from one to another. */
export const TenantId = z.uuid().brand<'TenantId'>()
export type TenantId = z.infer<typeof TenantId>

/** As the world names them: `Europe/Paris`. */
export const TimeZone = z.string().max(64).refine(isTimeZone)

/** No engine is asked to carry a session for longer, in minutes. */
export const longestEver = 300

export const Minutes = z.int().min(5).max(longestEver)

/** How many one session may hold: beyond, people watch a broadcast. */
export const Seats = z.int().min(1).max(1000)

const Quota = z.int().min(1).max(100_000).nullable()

export const TenantSettings = z.object({
  name: z.string(),
  /** What a page speaks to someone whose browser asks for none of our languages. */
  language: Language,
  /** Whether the public home page starts a meeting for someone without an account. */
  instantMeetings: z.boolean(),
  /** Whether rooms may have readable links that their owners choose. */
  chosenLinks: z.boolean(),
  timeZone: TimeZone,
  /** Minutes a session lasts unless it is extended. */
  sessionLength: Minutes,
  /** Minutes no session lasts longer than, extended or not. */
  longestSession: Minutes,
  /** Minutes before a planned meeting from which one may come in. */
  opensBefore: z.int().min(0).max(120),
  /** The hour of the night, by the institution's clock, at which every session ends; null where they may go on. */
  nightlyStop: z.int().min(0).max(23).nullable(),
  /** Months after which a session, with who was there and what was said, is forgotten. */
  attendanceKept: z.int().min(1).max(120),
  /** Months without use after which it is announced that a room will be archived; null where none ever is. */
  archiveAfter: z.int().min(1).max(120).nullable(),
  /** Months in the archive after which a room is deleted; null where none ever is. */
  removeAfter: z.int().min(1).max(120).nullable(),
  /** Days between what is announced and what is done. */
  archiveNotice: z.int().min(7).max(90),
  /** Months for which the figures of use are kept. */
  usageKept: z.int().min(1).max(120),
  /** How many may be inside a session of a room that says nothing of its own; never more than `mostInside`. */
  usualInside: Seats,
  /** How many a room may ask for. */
  mostInside: Seats,
  /** How many sessions may run at once, and how many people be inside them all; null where none are counted. */
  sessionsAtOnce: Quota,
  peopleAtOnce: Quota,
  /** Whether a room may say on which engine, or server, its sessions run. */
  engineChoice: z.boolean(),
  /** Where the pages of an engine that has its own are opened: as said here, by each room, or by whoever comes. */
  enginePages: z.enum(['tab', 'inside', 'room', 'each']),
})
export type TenantSettings = z.infer<typeof TenantSettings>

export const tenantFailures = failures({
  'tenant.administrator_only': 403,
  'tenant.usual_over_most': 409,
  'tenant.length_over_longest': 409,
})

export const readTenant = route({
  method: 'GET',
  path: '/tenant',
  summary: 'Read the settings of the institution',
  access: 'person',
  scope: 'institution',
  reply: TenantSettings,
  failures: ['tenant.administrator_only'],
})

export const changeTenant = route({
  method: 'PATCH',
  path: '/tenant',
  summary: 'Change settings of the institution',
  access: 'person',
  scope: 'institution',
  body: TenantSettings.extend({ name: line(textLengths.tenantName) })
    .partial()
    .meta({ examples: [{ name: 'Université des Deux-Rives' }] }),
  reply: TenantSettings,
  failures: ['tenant.administrator_only', 'tenant.usual_over_most', 'tenant.length_over_longest'],
})

export const tenantRoutes = { readTenant, changeTenant }

export const tenantChanged = fact(
  'tenant.changed',
  z.object({
    tenantId: TenantId,
    by: z.uuid().optional(),
    what: z.array(TenantSettings.keyof()).optional(),
  }),
)
