import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { UserId } from './people.ts'
import { RoomPassword } from './room-settings.ts'
import {
  Allowed,
  cameraViewers,
  lobbies,
  ofParticipant,
  ofSession,
  ParticipantId,
  participantParams,
  participantRoles,
  sessionParams,
} from './sessions.ts'

/** What can be silenced: it goes out, and is stopped; its owner may begin again. */
export const sources = ['microphone', 'camera', 'screen'] as const
export type Source = (typeof sources)[number]

export const moderationFailures = failures({
  'session.lock_forbidden': 403,
  'session.password_owners': 403,
  'session.cameras_for_all': 409,
  'session.lobby_forced': 403,
  'session.lobby_elsewhere': 409,
  'participant.yourself': 403,
  'participant.owner': 403,
  'participant.moderates': 403,
  'participant.engine_cannot': 409,
})

const ofModerators = ['session.not_found', 'session.ended', 'session.moderator_only', 'participant.not_inside'] as const
const ofOne = [...ofModerators, 'participant.not_found', 'participant.engine_cannot'] as const

export const limitSession = route({
  method: 'PUT',
  path: '/sessions/:sessionId/allowed',
  summary: 'Say what participants may do: what is left out stays; what is forbidden is forbidden to all of them',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: Allowed.partial().meta({ examples: [{ screen: false, chat: true }] }),
  reply: done,
  failures: ofModerators,
})

export const showCameras = route({
  method: 'PUT',
  path: '/sessions/:sessionId/cameras-for',
  summary: 'Say who sees the cameras of those who do not lead: everyone, or moderators alone; it holds at once',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z.object({ camerasFor: z.enum(cameraViewers) }).meta({ examples: [{ camerasFor: 'moderators' }] }),
  reply: done,
  failures: [...ofModerators, 'session.cameras_for_all', 'preset.forced'],
})

export const switchLobby = route({
  method: 'PUT',
  path: '/sessions/:sessionId/lobby',
  summary:
    'Say whom a moderator must let into this session; those inside stay, and those who need wait no more are let in',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z.object({ lobby: z.enum(lobbies) }).meta({ examples: [{ lobby: 'everyone' }] }),
  reply: done,
  failures: [...ofModerators, 'session.lobby_forced', 'session.lobby_elsewhere'],
})

export const limitParticipant = route({
  method: 'PUT',
  path: '/sessions/:sessionId/participants/:participantId/allowed',
  summary: 'Say what one participant may do, whatever holds for the others',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  body: Allowed.partial().meta({ examples: [{ microphone: true }] }),
  reply: done,
  failures: [...ofOne, 'participant.moderates'],
})

const Lock = z.object({ password: z.string().nullable() })

export const readSessionPassword = route({
  method: 'GET',
  path: '/sessions/:sessionId/password',
  summary: 'Read the room’s password, from inside, to tell it to others',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  reply: Lock,
  failures: [...ofModerators, 'session.password_owners'],
})

export const setSessionPassword = route({
  method: 'PUT',
  path: '/sessions/:sessionId/password',
  summary: 'Ask whoever comes next for a password, or no longer; those inside stay',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z.object({ password: RoomPassword.nullable() }).meta({ examples: [{ password: 'orangers' }] }),
  reply: Lock,
  failures: ['session.not_found', 'session.ended', 'participant.not_inside', 'session.lock_forbidden'],
})

const Silenced = z.object({ source: z.enum(sources) })

export const muteParticipant = route({
  method: 'POST',
  path: '/sessions/:sessionId/participants/:participantId/mute',
  summary: 'Stop someone’s microphone, camera or shared screen; they may begin again',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  body: Silenced.meta({ examples: [{ source: 'microphone' }] }),
  reply: done,
  failures: [...ofOne, 'participant.yourself', 'engine.unreachable'],
})

export const muteEveryone = route({
  method: 'POST',
  path: '/sessions/:sessionId/mute',
  summary: 'Stop all microphones but one’s own and those named; with `moderators` false, those who lead keep theirs',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z
    .object({ except: z.array(ParticipantId).max(200).default([]), moderators: z.boolean().default(false) })
    .meta({ examples: [{ except: [], moderators: false }] }),
  reply: z.object({ muted: z.int() }),
  failures: [...ofModerators, 'engine.unreachable'],
})

export const askToUnmute = route({
  method: 'POST',
  path: '/sessions/:sessionId/participants/:participantId/unmute-request',
  summary: 'Ask someone to open their microphone: nobody opens another’s',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  reply: done,
  failures: [...ofOne, 'participant.yourself'],
  limit: { count: 30, seconds: 30 },
})

export const askToSpeak = route({
  method: 'PUT',
  path: '/sessions/:sessionId/participants/:participantId/speech-request',
  summary: 'Ask to speak while one’s microphone is forbidden, or no more; a moderator may set another’s aside',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  body: z.object({ asked: z.boolean() }).meta({ examples: [{ asked: true }] }),
  reply: z.object({ asked: z.boolean() }),
  failures: [
    'session.not_found',
    'session.ended',
    'participant.not_found',
    'participant.not_you',
    'participant.not_inside',
  ],
  limit: { count: 30, seconds: 30 },
})

export const spotlight = route({
  method: 'PUT',
  path: '/sessions/:sessionId/spotlight',
  summary: 'Put someone in the middle for everyone, or nobody any more',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z.object({ participantId: ParticipantId.nullable() }).meta({ examples: [{ participantId: null }] }),
  reply: done,
  failures: ofOne,
})

export const giveRole = route({
  method: 'PUT',
  path: '/sessions/:sessionId/participants/:participantId/role',
  summary: 'Let someone lead this session, or no more; it holds until its end, in all their tabs',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  body: z.object({ role: z.enum(participantRoles) }).meta({ examples: [{ role: 'moderator' }] }),
  reply: done,
  failures: [...ofOne, 'participant.yourself', 'participant.owner'],
})

export const removeParticipant = route({
  method: 'POST',
  path: '/sessions/:sessionId/participants/:participantId/remove',
  summary: 'Put someone out; they may come back',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  reply: done,
  failures: [...ofOne, 'participant.yourself', 'participant.owner'],
})

export const banParticipant = route({
  method: 'PUT',
  path: '/sessions/:sessionId/participants/:participantId/ban',
  summary: 'Put someone out until the session ends, by whatever tab or link they come',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  reply: done,
  failures: [...ofOne, 'participant.yourself', 'participant.owner'],
})

export const liftBan = route({
  method: 'DELETE',
  path: '/sessions/:sessionId/participants/:participantId/ban',
  summary: 'Let someone come back who was banned',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  reply: done,
  failures: ofOne,
})

export const moderationRoutes = {
  readSessionPassword,
  setSessionPassword,
  limitSession,
  showCameras,
  switchLobby,
  limitParticipant,
  muteParticipant,
  muteEveryone,
  askToUnmute,
  askToSpeak,
  spotlight,
  giveRole,
  removeParticipant,
  banParticipant,
  liftBan,
}

/** What participants may do, or who stands in the middle, is no longer what it was. */
export const sessionChanged = fact('session.changed', ofSession)
/** Whom a moderator must let in is no longer what it was. */
export const lobbySwitched = fact('lobby.switched', ofSession)
/** What one of them may do, or whether they ask to speak. */
export const participantChanged = fact('participant.changed', ofParticipant)

/** Who did it, by their seat: those inside know it by name. */
const byModerator = ofParticipant.extend({ moderatorId: ParticipantId })
export const participantMuted = fact('participant.muted', byModerator.extend({ source: z.enum(sources) }))
export const unmuteAsked = fact('unmute.asked', byModerator)

/** Who did it to whom, for who reads of it later; null for a guest. */
const judged = ofParticipant.extend({ userId: UserId.nullable(), by: UserId.nullable() })
export const roleGiven = fact('role.given', judged.extend({ role: z.enum(participantRoles) }))
export const participantRemoved = fact('participant.removed', judged)
export const participantBanned = fact('participant.banned', judged)
export const banLifted = fact('ban.lifted', judged)
