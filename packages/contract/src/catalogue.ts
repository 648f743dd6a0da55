import { accountLinkFailures, accountLinkRoutes, writeReset } from './account-links.ts'
import { answerFailures, answerRoutes } from './answers.ts'
import { apiTokenCreated, apiTokenFailures, apiTokenRoutes, apiTokensRevoked } from './api-tokens.ts'
import { appPasswordCreated, appPasswordFailures, appPasswordRoutes, appPasswordsRevoked } from './app-passwords.ts'
import { bbbClientChanged, bbbClientFailures, bbbClientRoutes } from './bbb-clients.ts'
import {
  calendarChanged,
  calendarFailures,
  calendarListed,
  calendarRoutes,
  deliverCalendarMessage,
} from './calendars.ts'
import { chatFailures, chatRoutes, messagePosted } from './chat.ts'
import { directoryFailures, directoryRoutes } from './directory.ts'
import { chosenLinkFailures, chosenLinkRoutes, linkChosen } from './chosen-links.ts'
import { doorFailures, doorRoutes } from './doors.ts'
import { engineFailures, engineRoutes } from './engines.ts'
import { eventTimesRoutes } from './event-times.ts'
import { eventFailures, eventReminded, eventRoutes } from './events.ts'
import { feedFailures, feedRoutes } from './feeds.ts'
import type { AnyFact, AnyJob, AnyRoute } from './grammar.ts'
import { grantFailures, grantRoutes, roomHandedOver, roomShared } from './grants.ts'
import { groupFailures, groupRoutes } from './groups.ts'
import { hearLetter } from './incoming-letters.ts'
import { invitationFailures, invitationRoutes, invitationSent } from './invitations.ts'
import { jitsiRoutes } from './jitsi.ts'
import { journalFailures, journalRoutes } from './journal.ts'
import { letterCarried, letterFailures, letterOpened, letterRoutes, sendLetter } from './letters.ts'
import { lobbyChanged, lobbyFailures, lobbyRoutes, lobbyTold } from './lobby.ts'
import { loginFailures, loginRoutes, loginsRevoked } from './logins.ts'
import { meetingFailures, meetingRoutes } from './meetings.ts'
import { memoChanged, memoFailures, memoRoutes, memoSent } from './memos.ts'
import {
  banLifted,
  lobbySwitched,
  moderationFailures,
  moderationRoutes,
  participantBanned,
  participantChanged,
  participantMuted,
  participantRemoved,
  roleGiven,
  sessionChanged,
  unmuteAsked,
} from './moderation.ts'
import { nodeFacts, nodeFailures, nodeRoutes } from './nodes.ts'
import { peopleFailures, peopleRoutes, personChanged, personInvited, personRemoved } from './people.ts'
import { presetChanged, presetFailures, presetRoutes } from './presets.ts'
import { forgetPicture, profileFailures, profileRoutes } from './profile.ts'
import { requestFailures } from './requests.ts'
import { linkFailures, linkMade, linkRevoked, roomLinkRoutes } from './room-links.ts'
import { roomSettingsFailures, roomSettingsRoutes } from './room-settings.ts'
import { resourceChanged, resourceFailures, resourceRemoved, resourceRoutes } from './resources.ts'
import {
  roomArchived,
  roomChanged,
  roomCreated,
  roomFailures,
  roomGone,
  roomKept,
  roomLed,
  roomRemoved,
  roomRestored,
  roomRoutes,
} from './rooms.ts'
import {
  handsChanged,
  handsLowered,
  participantJoined,
  participantLeft,
  sessionEnded,
  sessionExtended,
  sessionFailures,
  sessionOpened,
  sessionRoutes,
} from './sessions.ts'
import { tenantChanged, tenantFailures, tenantRoutes } from './tenants.ts'
import { upkeepRoutes } from './upkeep.ts'
import { usageFailures, usageRoutes, visitMade } from './usage.ts'
import { welcomeRoutes } from './welcome.ts'

/** All the server answers. A module adds its own table; nobody edits a shared list. */
export const routes = {
  ...tenantRoutes,
  ...letterRoutes,
  ...welcomeRoutes,
  ...loginRoutes,
  ...accountLinkRoutes,
  ...profileRoutes,
  ...peopleRoutes,
  ...groupRoutes,
  ...directoryRoutes,
  ...apiTokenRoutes,
  ...appPasswordRoutes,
  ...roomRoutes,
  ...roomSettingsRoutes,
  ...presetRoutes,
  ...roomLinkRoutes,
  ...chosenLinkRoutes,
  ...grantRoutes,
  ...engineRoutes,
  ...nodeRoutes,
  ...jitsiRoutes,
  ...doorRoutes,
  ...lobbyRoutes,
  ...meetingRoutes,
  ...sessionRoutes,
  ...moderationRoutes,
  ...chatRoutes,
  ...memoRoutes,
  ...invitationRoutes,
  ...resourceRoutes,
  ...calendarRoutes,
  ...eventRoutes,
  ...feedRoutes,
  ...eventTimesRoutes,
  ...answerRoutes,
  ...journalRoutes,
  ...upkeepRoutes,
  ...usageRoutes,
  ...bbbClientRoutes,
} satisfies Record<string, AnyRoute>
export type Routes = typeof routes

/** All the server may refuse with. */
export const catalogue = {
  ...requestFailures,
  ...tenantFailures,
  ...letterFailures,
  ...loginFailures,
  ...accountLinkFailures,
  ...profileFailures,
  ...peopleFailures,
  ...groupFailures,
  ...directoryFailures,
  ...apiTokenFailures,
  ...appPasswordFailures,
  ...roomFailures,
  ...roomSettingsFailures,
  ...presetFailures,
  ...linkFailures,
  ...chosenLinkFailures,
  ...grantFailures,
  ...engineFailures,
  ...nodeFailures,
  ...sessionFailures,
  ...moderationFailures,
  ...doorFailures,
  ...lobbyFailures,
  ...meetingFailures,
  ...chatFailures,
  ...memoFailures,
  ...invitationFailures,
  ...resourceFailures,
  ...calendarFailures,
  ...eventFailures,
  ...feedFailures,
  ...answerFailures,
  ...journalFailures,
  ...usageFailures,
  ...bbbClientFailures,
} as const
export type FailureCode = keyof typeof catalogue

/** All that can happen. */
export const facts: readonly AnyFact[] = [
  tenantChanged,
  letterOpened,
  letterCarried,
  personInvited,
  personChanged,
  personRemoved,
  loginsRevoked,
  visitMade,
  apiTokenCreated,
  apiTokensRevoked,
  appPasswordCreated,
  appPasswordsRevoked,
  presetChanged,
  roomCreated,
  roomChanged,
  roomRemoved,
  roomArchived,
  roomRestored,
  roomKept,
  roomLed,
  roomGone,
  linkMade,
  linkRevoked,
  linkChosen,
  roomShared,
  roomHandedOver,
  sessionOpened,
  sessionEnded,
  sessionExtended,
  participantJoined,
  participantLeft,
  handsChanged,
  handsLowered,
  sessionChanged,
  lobbySwitched,
  participantChanged,
  participantMuted,
  unmuteAsked,
  roleGiven,
  participantRemoved,
  participantBanned,
  banLifted,
  messagePosted,
  memoSent,
  memoChanged,
  invitationSent,
  resourceChanged,
  resourceRemoved,
  calendarChanged,
  calendarListed,
  eventReminded,
  lobbyChanged,
  lobbyTold,
  bbbClientChanged,
  ...nodeFacts,
]

/** All that is done later. */
export const jobs: readonly AnyJob[] = [sendLetter, writeReset, forgetPicture, deliverCalendarMessage, hearLetter]
