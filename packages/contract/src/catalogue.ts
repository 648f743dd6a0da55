import { chatFailures, chatRoutes, messagePosted } from './chat.ts'
import { engineFailures, engineRoutes } from './engines.ts'
import type { AnyFact, AnyJob, AnyRoute } from './grammar.ts'
import { journalFailures, journalRoutes } from './journal.ts'
import { letterFailures, letterOpened, letterRoutes, sendLetter } from './letters.ts'
import {
  forgetPicture,
  loginsRevoked,
  peopleFailures,
  peopleRoutes,
  personChanged,
  personInvited,
  personRemoved,
  writeReset,
} from './people.ts'
import { requestFailures } from './requests.ts'
import { roomChanged, roomCreated, roomFailures, roomRemoved, roomRoutes } from './rooms.ts'
import {
  handsChanged,
  participantJoined,
  participantLeft,
  sessionEnded,
  sessionFailures,
  sessionOpened,
  sessionRoutes,
} from './sessions.ts'
import { tenantChanged, tenantFailures, tenantRoutes } from './tenants.ts'

/** All the server answers. A module adds its own table; nobody edits a shared list. */
export const routes = {
  ...tenantRoutes,
  ...letterRoutes,
  ...peopleRoutes,
  ...roomRoutes,
  ...engineRoutes,
  ...sessionRoutes,
  ...chatRoutes,
  ...journalRoutes,
} satisfies Record<string, AnyRoute>
export type Routes = typeof routes

/** All the server may refuse with. */
export const catalogue = {
  ...requestFailures,
  ...tenantFailures,
  ...letterFailures,
  ...peopleFailures,
  ...roomFailures,
  ...engineFailures,
  ...sessionFailures,
  ...chatFailures,
  ...journalFailures,
} as const
export type FailureCode = keyof typeof catalogue

/** All that can happen. */
export const facts: readonly AnyFact[] = [
  tenantChanged,
  letterOpened,
  personInvited,
  personChanged,
  personRemoved,
  loginsRevoked,
  roomCreated,
  roomChanged,
  roomRemoved,
  sessionOpened,
  sessionEnded,
  participantJoined,
  participantLeft,
  handsChanged,
  messagePosted,
]

/** All that is done later. */
export const jobs: readonly AnyJob[] = [sendLetter, writeReset, forgetPicture]
