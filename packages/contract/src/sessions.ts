import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { notPlaced } from './engines.ts'
import { PersonCard } from './people.ts'
import { Moment, when } from './requests.ts'
import { RoomId, RoomSeen, SeatsLeftOf, visibilities } from './rooms.ts'
import { TenantId } from './tenants.ts'

export const SessionId = z.uuid().brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>
/** One browser tab of one person in one session; it is also their name to the engine, and survives a reload. */
export const ParticipantId = z.uuid().brand<'ParticipantId'>()
export type ParticipantId = z.infer<typeof ParticipantId>

export const participantRoles = ['moderator', 'participant'] as const
export type ParticipantRole = (typeof participantRoles)[number]

/** What participants may be kept from in a session. Whoever leads it may all of it, always. */
export const means = ['microphone', 'camera', 'screen', 'chat'] as const
export type Means = (typeof means)[number]

export const Allowed = z.object({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
  chat: z.boolean(),
})
export type Allowed = z.infer<typeof Allowed>

/** Who sees the cameras of those who do not lead. Whoever leads is seen by all, and everyone sees themselves. */
export const cameraViewers = ['everyone', 'moderators'] as const
export type CameraViewers = (typeof cameraViewers)[number]

/**
 * Who must be let in by a moderator, once a session runs: nobody, those without an account, or all who do not lead. Each
 * is stricter than the one before.
 */
export const lobbies = ['off', 'guests', 'everyone'] as const
export type Lobbies = (typeof lobbies)[number]

export const endReasons = [
  'closed_by_user',
  'no_moderator',
  'max_duration',
  'nightly',
  'server_lost',
  'server_stopped',
  'empty',
  'room_deleted',
] as const
export type EndReason = (typeof endReasons)[number]

export const sessionFailures = failures({
  'session.not_found': 404,
  'session.ended': 410,
  'session.moderator_only': 403,
  'session.extend_forbidden': 403,
  'session.longest_reached': 409,
  'session.too_many_open': 409,
  'participant.not_found': 404,
  'participant.not_you': 403,
  'participant.not_inside': 403,
})

const roomParams = z.object({ roomId: RoomId })

export const openRoom = route({
  method: 'POST',
  path: '/rooms/:roomId/open',
  summary: 'Open a room: start a session of it, or find the one that runs',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: RoomSeen,
  failures: ['room.not_found', 'room.not_yours', 'room.archived', 'session.too_many_open', ...notPlaced],
})

/** An account of the institution; `write`: whether one can write to them (`writeMemo`). */
const Account = PersonCard.extend({ can: z.object({ write: z.boolean() }) })

/** An open room, and who may be asked to close it. */
export const Holder = z.object({
  /** Whose room it is; null for a meeting of nobody’s. */
  owner: Account.nullable(),
  /** Who opened it, where they have an account. */
  openedBy: Account.nullable(),
  /** The same, or else what they called themselves; empty for a meeting started without an account. */
  name: z.string(),
  /** Its name, to whoever sees that room. */
  room: z.string().nullable(),
  /** Which room it is, where it is the reader’s own, to be closed by them. */
  own: RoomId.nullable(),
  since: Moment,
  /** How many are inside. */
  people: z.int(),
})
export type Holder = z.infer<typeof Holder>

export const Holders = z.object({
  /** What there is no more of: sessions at once, or people in them; null where there is of both. */
  full: z.enum(['sessions', 'people']).nullable(),
  holders: z.array(Holder),
})
export type Holders = z.infer<typeof Holders>

export const listHolders = route({
  method: 'GET',
  path: '/rooms/:roomId/holders',
  summary:
    'Who holds the institution’s open rooms, while there are as many of them, or of people inside, as may be; else nobody',
  access: 'person',
  scope: 'readRooms',
  params: roomParams,
  reply: Holders,
  failures: ['room.not_found', 'room.not_yours'],
})

export const closeRoom = route({
  method: 'POST',
  path: '/rooms/:roomId/close',
  summary: 'Close a room: end its session for everyone inside; nothing happens if it is closed already',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: RoomSeen,
  failures: ['room.not_found', 'room.not_yours', 'engine.unreachable'],
})

export const Participant = z.object({
  id: ParticipantId,
  name: z.string(),
  role: z.enum(participantRoles),
  pictureUrl: z.string().nullable(),
  /** Has no account, in a room whose owner has one: anybody may bear that name. */
  guest: z.boolean(),
  /** Told to those who lead: how their account calls them, where they call themselves otherwise. */
  account: z.string().nullable(),
  /** Connected at this moment. */
  present: z.boolean(),
  /**
   * Not connected, and expected: just let in, or cut off a moment ago; seconds from this answer until they are so no
   * more, else null. They hear what is written all the same.
   */
  awaited: z.int().nullable(),
  /** Place in the order of raised hands, from 1; null when down. */
  hand: z.int().nullable(),
  allowed: Allowed,
  /** Their microphone is forbidden, and they ask to speak. */
  asksToSpeak: z.boolean(),
  /** What the reader may do to this one. */
  can: z.object({ mute: z.boolean(), limit: z.boolean(), setRole: z.boolean(), remove: z.boolean() }),
})
export type Participant = z.infer<typeof Participant>

/** When a running session ends by itself unless something happens before, and why it then will. */
export const Ends = z.object({
  at: Moment,
  /** Seconds from this answer until then: the reader's clock may be wrong. */
  left: z.int(),
  why: z.enum(endReasons),
})
export type Ends = z.infer<typeof Ends>

export const SessionSeen = z.object({
  id: SessionId,
  room: z.object({ name: z.string(), code: z.string() }),
  startedAt: Moment,
  endedAt: Moment.nullable(),
  endReason: z.enum(endReasons).nullable(),
  /** Null once it has ended, and while nothing would end it. */
  ends: Ends.nullable(),
  participants: z.array(Participant),
  /** What participants may do, but for those who were told otherwise. */
  allowed: Allowed,
  camerasFor: z.enum(cameraViewers),
  /** Who has settled that, where those who lead may not change it. */
  camerasFixed: z.enum(['institution', 'engine']).nullable(),
  /** Whether it ends, `unledFor` seconds later, once nobody leads it any more. */
  endsUnled: z.boolean(),
  /** Said by the room, to whoever comes in. */
  welcome: z.string().nullable(),
  /** Where to go on after it. */
  leaveTo: z.string().nullable(),
  /** Whether the reader is told who is there; else of themselves and of those who lead. */
  listed: z.boolean(),
  /** Told to those who lead; `few`: that few are left. */
  seats: SeatsLeftOf.extend({ few: z.boolean() }).nullable(),
  /** Who stands in the middle for everyone. */
  spotlight: ParticipantId.nullable(),
  /** Whom the room is for. */
  visibility: z.enum(visibilities),
  /** Whether the room asks for a password. */
  locked: z.boolean(),
  /** Who is let in by a moderator, in this session. */
  lobby: z.enum(lobbies),
  /** The least of it that the institution asks for: nobody makes it looser. */
  lobbyAtLeast: z.enum(lobbies),
  /** Who may not come back before its end; told to those who may change that. */
  banned: z.array(z.object({ id: ParticipantId, name: z.string() })),
  can: z.object({
    end: z.boolean(),
    extend: z.boolean(),
    lowerHands: z.boolean(),
    moderate: z.boolean(),
    /** Say which password is asked for at the door. */
    lock: z.boolean(),
    /** Read which one it is, to tell it to others. */
    readPassword: z.boolean(),
    letIn: z.boolean(),
    /** Say who is let in by a moderator. */
    switchLobby: z.boolean(),
  }),
})
export type SessionSeen = z.infer<typeof SessionSeen>

export const sessionParams = z.object({ sessionId: SessionId })
export const participantParams = sessionParams.extend({ participantId: ParticipantId })

export const readSession = route({
  method: 'GET',
  path: '/sessions/:sessionId',
  summary: 'The session one is in, or was in when it ended: who is inside, and whose hand is up',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  reply: SessionSeen,
  failures: ['session.not_found', 'participant.not_inside'],
})

export const endSession = route({
  method: 'POST',
  path: '/sessions/:sessionId/end',
  summary: 'End the session for everyone',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  reply: done,
  failures: ['session.not_found', 'session.moderator_only', 'participant.not_inside', 'engine.unreachable'],
})

export const extendSession = route({
  method: 'POST',
  path: '/sessions/:sessionId/extend',
  summary: 'Let the session last until then, or for as long as the institution allows; it is never made shorter',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z.object({ until: Moment }).meta({ examples: [{ until: '2030-11-24T12:30:00.000Z' }] }),
  reply: z.object({ ends: Ends }),
  failures: [
    'session.not_found',
    'session.ended',
    'session.extend_forbidden',
    'session.longest_reached',
    'participant.not_inside',
  ],
  limit: { count: 30, seconds: 60 },
})

export const raiseHand = route({
  method: 'PUT',
  path: '/sessions/:sessionId/participants/:participantId/hand',
  summary: 'Raise or lower a hand: one’s own, or, for a moderator, lower another’s',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  body: z.object({ raised: z.boolean() }).meta({ examples: [{ raised: true }] }),
  reply: z.object({ hand: z.int().nullable() }),
  failures: [
    'session.not_found',
    'session.ended',
    'participant.not_found',
    'participant.not_you',
    'participant.not_inside',
  ],
  limit: { count: 30, seconds: 30 },
})

export const lowerHands = route({
  method: 'DELETE',
  path: '/sessions/:sessionId/hands',
  summary: 'Lower every hand at once',
  access: 'visitor',
  scope: 'meetings',
  params: z.object({ sessionId: SessionId }),
  reply: z.object({ lowered: z.int() }),
  failures: ['session.not_found', 'session.ended', 'session.moderator_only', 'participant.not_inside'],
})

export const leaveSession = route({
  method: 'POST',
  path: '/sessions/:sessionId/participants/:participantId/leave',
  summary: 'Leave; the others stay',
  access: 'visitor',
  scope: 'meetings',
  params: participantParams,
  reply: done,
  failures: ['session.not_found', 'participant.not_found', 'participant.not_you'],
})

/** A past or running session in the history of a room. */
export const SessionRecord = z.object({
  id: SessionId,
  startedAt: Moment,
  endedAt: Moment.nullable(),
  endReason: z.enum(endReasons).nullable(),
  startedBy: z.string(),
  /** Who closed it; null where it ended by itself. */
  endedBy: z.string().nullable(),
  people: z.int(),
})
export type SessionRecord = z.infer<typeof SessionRecord>

/** How many runs of a room are told at a time. */
export const runsTold = 100

/** Of runs that began before then: the last one told leads to the next ones. */
const runsBefore = z.object({ before: Moment.optional() })

export const listSessions = route({
  method: 'GET',
  path: '/rooms/:roomId/sessions',
  summary: 'The runs of a room, newest first, 100 at most',
  access: 'person',
  scope: 'readRooms',
  params: roomParams,
  query: runsBefore,
  reply: z.array(SessionRecord),
  failures: ['room.not_found'],
})

const sessionOfRoom = roomParams.extend({ sessionId: SessionId })

export const readSessionRecord = route({
  method: 'GET',
  path: '/rooms/:roomId/sessions/:sessionId',
  summary: 'One run of a room: when it was, how it ended, and how many came',
  access: 'person',
  scope: 'readRooms',
  params: sessionOfRoom,
  reply: SessionRecord,
  failures: ['room.not_found', 'session.not_found'],
})

/** One person, however many tabs they had; guests by their browser and the name they gave. */
export const Attendance = z.object({
  /** Of their account; of a guest, what they called themselves. */
  name: z.string(),
  /** Where someone with an account went by another name. */
  calledThemselves: z.string().nullable(),
  /** Of their account, for those who may write to them from the room; null for all others, and of a guest. */
  email: z.string().nullable(),
  /** The strongest they had. */
  role: z.enum(participantRoles),
  guest: z.boolean(),
  /** Every time they were there, in order and apart; a null end is someone still inside. */
  stays: z.array(z.object({ joinedAt: Moment, leftAt: Moment.nullable() })),
})
export type Attendance = z.infer<typeof Attendance>

export const readAttendance = route({
  method: 'GET',
  path: '/rooms/:roomId/sessions/:sessionId/attendance',
  summary: 'Who was in a session, from when to when',
  access: 'person',
  scope: 'readRooms',
  params: sessionOfRoom,
  reply: z.array(Attendance),
  failures: ['room.not_found', 'session.not_found'],
})

export const readRoomAttendance = route({
  method: 'GET',
  path: '/rooms/:roomId/attendance',
  summary: 'Who was in each session of a room, newest first, 100 sessions at most',
  access: 'person',
  scope: 'readRooms',
  params: roomParams,
  query: runsBefore,
  reply: z.array(SessionRecord.extend({ attendance: z.array(Attendance) })),
  failures: ['room.not_found'],
  limit: { count: 30, seconds: 60 },
})

export const sessionRoutes = {
  openRoom,
  listHolders,
  closeRoom,
  readSession,
  endSession,
  extendSession,
  raiseHand,
  lowerHands,
  leaveSession,
  listSessions,
  readSessionRecord,
  readAttendance,
  readRoomAttendance,
}

export const ofSession = z.object({ tenantId: TenantId, roomId: RoomId, sessionId: SessionId })
export const ofParticipant = ofSession.extend({ participantId: ParticipantId })

export const sessionOpened = fact('session.opened', ofSession.extend(when))
export const sessionEnded = fact('session.ended', ofSession.extend({ reason: z.enum(endReasons) }))
/** It will last longer than was said before. */
export const sessionExtended = fact('session.extended', ofSession)
export const participantJoined = fact('participant.joined', ofParticipant.extend(when))
export const participantLeft = fact('participant.left', ofParticipant)
/** A hand went up or down. */
export const handsChanged = fact('hands.changed', ofParticipant.extend({ raised: z.boolean() }))
/** Whoever leads took all of them down. */
export const handsLowered = fact('hands.lowered', ofSession)
