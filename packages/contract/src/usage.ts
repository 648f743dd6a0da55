import { z } from 'zod'
import { fact, failures, route } from './grammar.ts'
import { when } from './requests.ts'
import { TenantId } from './tenants.ts'

/**
 * What is counted, day by day: people and guests who came, each once a day; rooms that were made; sessions that were
 * opened; people who went into one, each once in each tab.
 */
export const usageKinds = ['visits', 'rooms', 'sessions', 'entries'] as const
export type UsageKind = (typeof usageKinds)[number]

/** `2026-11-24`, by the institution’s clock. */
export const Day = z.iso.date()

export const UsageDay = z.object({
  day: Day,
  visits: z.int(),
  rooms: z.int(),
  sessions: z.int(),
  entries: z.int(),
})
export type UsageDay = z.infer<typeof UsageDay>

export const usageFailures = failures({ 'usage.administrator_only': 403 })

export const readUsage = route({
  method: 'GET',
  path: '/usage',
  summary: 'How much the institution was used, by day: numbers only, of days on which there was anything',
  access: 'person',
  scope: 'institution',
  query: z.object({
    /** The first and the last day; left out, all that is kept. */
    from: Day.optional(),
    until: Day.optional(),
  }),
  reply: z.object({
    days: z.array(UsageDay),
    /** What day it is there, and the first one of which figures may be kept. */
    today: Day,
    since: Day,
  }),
  failures: ['usage.administrator_only'],
})

export const usageRoutes = { readUsage }

/** Somebody came, signed in or as a guest, for the first time on that day. */
export const visitMade = fact('visit.made', z.object({ tenantId: TenantId, visitor: z.uuid(), ...when }))
