import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { RoomId } from './rooms.ts'
import { SessionId } from './sessions.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

export const LobbyRequestId = z.uuid().brand<'LobbyRequestId'>()
export type LobbyRequestId = z.infer<typeof LobbyRequestId>

/** `left`: of their own, or their page is gone. `expired`: nobody decided in time, or the session is over. */
export const lobbyStates = ['waiting', 'admitted', 'refused', 'left', 'expired'] as const
export type LobbyState = (typeof lobbyStates)[number]

/** For so long a request stands; then whoever still waits asks again. */
export const lobbyMinutes = 10

export const lobbyFailures = failures({ 'lobby.not_found': 404, 'lobby.knocks': 429 })

/** What moderators tell all who wait, and may change at any time. */
export const LobbyMessage = z.object({ text: z.string(), by: z.string(), at: Moment })
export type LobbyMessage = z.infer<typeof LobbyMessage>

/** Someone's request to be let into a running session, as they see it: one of each person, however many tabs. */
export const LobbyRequest = z.object({
  id: LobbyRequestId,
  sessionId: SessionId,
  state: z.enum(lobbyStates),
  /** As moderators read it: the one it was first asked under, whatever another tab says since. */
  name: z.string(),
  askedAt: Moment,
  expiresAt: Moment,
  /** From 1; null where those who wait may not know it, and once they wait no more. */
  place: z.int().nullable(),
  message: LobbyMessage.nullable(),
})
export type LobbyRequest = z.infer<typeof LobbyRequest>

const requestParams = z.object({ requestId: LobbyRequestId })

export const readLobbyRequest = route({
  method: 'GET',
  path: '/lobby-requests/:requestId',
  summary: 'What became of one’s request to be let in; asking says that one still waits',
  access: 'visitor',
  scope: 'meetings',
  params: requestParams,
  reply: LobbyRequest,
  failures: ['lobby.not_found'],
})

export const leaveLobby = route({
  method: 'POST',
  path: '/lobby-requests/:requestId/leave',
  summary: 'Wait no more',
  access: 'visitor',
  scope: 'meetings',
  params: requestParams,
  reply: done,
  failures: ['lobby.not_found'],
})

/** Someone who asks to be let in, or was refused, as moderators see them. */
export const LobbyPerson = z.object({
  id: LobbyRequestId,
  name: z.string(),
  pictureUrl: z.string().nullable(),
  /** Without an account: the name is what they say. */
  guest: z.boolean(),
  /** Of their account, where they call themselves otherwise. */
  account: z.string().nullable(),
  askedAt: Moment,
  /** Who refused them. */
  decidedBy: z.string().nullable(),
})
export type LobbyPerson = z.infer<typeof LobbyPerson>

/** How many of those who wait are named at once; all of them are counted, and may be let in together. */
export const lobbyNamed = 200

export const Lobby = z.object({
  count: z.int(),
  /** In order of arrival. */
  waiting: z.array(LobbyPerson).max(lobbyNamed),
  /** The newest first. */
  refused: z.array(LobbyPerson).max(lobbyNamed),
  message: LobbyMessage.nullable(),
})
export type Lobby = z.infer<typeof Lobby>

const sessionParams = z.object({ sessionId: SessionId })

export const readLobby = route({
  method: 'GET',
  path: '/sessions/:sessionId/lobby',
  summary: 'Who asks to be let into the session one leads, and who was refused',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  reply: Lobby,
  failures: ['session.not_found', 'session.moderator_only', 'participant.not_inside'],
})

/** `let_in_after_all`: said of those who were refused. */
export const lobbyDecisions = ['admit', 'refuse', 'let_in_after_all'] as const

export const LobbyOutcome = z.object({
  /** How many this decision let in, or turned away. */
  decided: z.int(),
  /** How many seats were left when it was taken; who is let in beyond them waits for one. */
  seatsLeft: z.int(),
  /** Those for whom it came too late, because something else had become of them. */
  otherwise: z.array(z.object({ name: z.string(), state: z.enum(lobbyStates), by: z.string().nullable() })),
})
export type LobbyOutcome = z.infer<typeof LobbyOutcome>

export const decideLobby = route({
  method: 'POST',
  path: '/sessions/:sessionId/lobby/decisions',
  summary: 'Let in, or refuse, some or all of those who wait; of two moderators the first decides',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z
    .object({
      decision: z.enum(lobbyDecisions),
      requests: z.union([z.array(LobbyRequestId).min(1).max(lobbyNamed), z.literal('all')]),
    })
    .meta({ examples: [{ decision: 'admit', requests: 'all' }] }),
  reply: LobbyOutcome,
  failures: ['session.not_found', 'session.moderator_only', 'session.ended', 'participant.not_inside'],
})

export const LobbyText = line(textLengths.lobbyText)

export const tellLobby = route({
  method: 'PUT',
  path: '/sessions/:sessionId/lobby/message',
  summary: 'What all who wait read, or nothing any more',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z.object({ text: LobbyText.nullable() }).meta({ examples: [{ text: 'J’ouvre dans deux minutes.' }] }),
  reply: done,
  failures: ['session.not_found', 'session.moderator_only', 'session.ended', 'participant.not_inside'],
})

export const lobbyRoutes = { readLobbyRequest, leaveLobby, readLobby, decideLobby, tellLobby }

const ofSession = z.object({ tenantId: TenantId, roomId: RoomId, sessionId: SessionId })

/** As many ids as one fact can carry. */
export const lobbyAtOnce = 150

/** Someone asked to be let in, or something became of their request. */
export const lobbyChanged = fact('lobby.changed', ofSession.extend({ requestIds: z.array(LobbyRequestId) }))
/** Those who wait have something new to read, or nothing any more. */
export const lobbyTold = fact('lobby.told', ofSession)
