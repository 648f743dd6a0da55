import { z } from 'zod'
import { apiTokenCreated, apiTokensRevoked } from './api-tokens.ts'
import { appPasswordCreated, appPasswordsRevoked } from './app-passwords.ts'
import { bbbClientChanged } from './bbb-clients.ts'
import { failures, route } from './grammar.ts'
import { invitationSent } from './invitations.ts'
import { letterOpened } from './letters.ts'
import { banLifted, participantBanned, participantRemoved, roleGiven } from './moderation.ts'
import { nodeAdded, nodeChanged, nodeEmptied, nodeFell, nodeRecovered, nodeRemoved } from './nodes.ts'
import { personChanged, personInvited, personRemoved } from './people.ts'
import { presetChanged } from './presets.ts'
import { Moment } from './requests.ts'
import { roomHandedOver, roomShared } from './grants.ts'
import { linkChosen } from './chosen-links.ts'
import { linkMade, linkRevoked } from './room-links.ts'
import { roomArchived, roomKept, roomLed, roomRemoved, roomRestored } from './rooms.ts'
import { sessionEnded, sessionOpened } from './sessions.ts'
import { tenantChanged } from './tenants.ts'

/** What an administrator may be asked about later: who did it, and when. Each has a sentence on the page. */
export const journalFacts = [
  tenantChanged,
  presetChanged,
  letterOpened,
  personInvited,
  personChanged,
  personRemoved,
  apiTokenCreated,
  apiTokensRevoked,
  appPasswordCreated,
  appPasswordsRevoked,
  roomRemoved,
  roomArchived,
  roomRestored,
  roomKept,
  roomLed,
  linkMade,
  linkRevoked,
  linkChosen,
  roomShared,
  roomHandedOver,
  invitationSent,
  sessionOpened,
  sessionEnded,
  roleGiven,
  participantRemoved,
  participantBanned,
  banLifted,
  bbbClientChanged,
  nodeAdded,
  nodeChanged,
  nodeRemoved,
  nodeEmptied,
  nodeFell,
  nodeRecovered,
] as const
export type JournalFactName = (typeof journalFacts)[number]['name']

export const JournalEntry = z.object({
  id: z.uuid(),
  at: Moment,
  /** The name of the fact: `room.removed`. */
  fact: z.string(),
  ids: z.record(z.string(), z.unknown()),
  /** What of these ids is still there: its name; `page`, whether the reader has a page of it. */
  things: z.record(z.string(), z.object({ name: z.string(), page: z.boolean() })),
})
export type JournalEntry = z.infer<typeof JournalEntry>

export const journalFailures = failures({ 'journal.administrator_only': 403 })

export const readJournal = route({
  method: 'GET',
  path: '/journal',
  summary: 'What was done, newest first, 200 at most',
  access: 'person',
  scope: 'institution',
  query: z.object({ before: Moment.optional() }),
  reply: z.array(JournalEntry),
  failures: ['journal.administrator_only'],
})

export const journalRoutes = { readJournal }
