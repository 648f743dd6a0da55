import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { MediaPass } from './engines.ts'
import { Moment } from './requests.ts'
import { Code, RoomId, RoomName, RoomSeen } from './rooms.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'

export const SessionId = z.uuid().brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>
/** One browser tab of one person in one session; it is also their name to the engine, and survives a reload. */
export const ParticipantId = z.uuid().brand<'ParticipantId'>()
export type ParticipantId = z.infer<typeof ParticipantId>

export const participantRoles = ['moderator', 'participant'] as const
export type ParticipantRole = (typeof participantRoles)[number]

export const endReasons = [
  'closed_by_user',
  'no_moderator',
  'max_duration',
  'nightly',
  'server_lost',
  'empty',
  'room_deleted',
] as const
export type EndReason = (typeof endReasons)[number]

export const DisplayName = line({ max: 80 })

export const sessionFailures = failures({
  'session.not_found': 404,
  'session.ended': 410,
  'session.moderator_only': 403,
  'participant.not_found': 404,
  'participant.not_you': 403,
  'participant.not_inside': 403,
  'door.not_found': 404,
  'door.crowded': 429,
  'meeting.accounts_only': 403,
  'meeting.too_many_open': 429,
})

const doorParams = z.object({ code: Code })

/** What someone who holds a link sees before they go in. */
export const Door = z.object({
  room: z.object({ name: z.string(), code: z.string() }),
  /** The role this link, and this person, would go in with. */
  role: z.enum(participantRoles),
  /** Null while the room is closed. */
  session: z
    .object({ id: SessionId, startedAt: Moment, people: z.int(), names: z.array(z.string()).max(3) })
    .nullable(),
  /** Whether going in opens the room. */
  can: z.object({ open: z.boolean() }),
})
export type Door = z.infer<typeof Door>

export const readDoor = route({
  method: 'GET',
  path: '/doors/:code',
  summary: 'What stands behind a link: the room, and whether it is open',
  access: 'anyone',
  params: doorParams,
  reply: Door,
  failures: ['door.not_found'],
})

/** `refused.reason`, `lobby` and `password` are for rooms with such rules; whoever reads this must know them all. */
export const Entry = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('admitted'),
    sessionId: SessionId,
    participantId: ParticipantId,
    role: z.enum(participantRoles),
    media: MediaPass,
  }),
  /** Not open yet: stay, and be let in by itself. */
  z.object({ outcome: z.literal('waiting') }),
  z.object({ outcome: z.literal('full'), seats: z.int() }),
])
export type Entry = z.infer<typeof Entry>

export const enterDoor = route({
  method: 'POST',
  path: '/doors/:code/entries',
  summary: 'Go in, or be told why not yet; a moderator who goes into a closed room opens it',
  access: 'anyone',
  scope: 'meetings',
  params: doorParams,
  body: z
    .object({
      name: DisplayName,
      /** Made by the browser tab and kept by it: the same tab comes back as the same participant. */
      tab: z.uuid(),
    })
    .meta({ examples: [{ name: 'Awa Diop', tab: '00000000-0000-4000-8000-0000000000f0' }] }),
  reply: Entry,
  failures: ['door.not_found', 'door.crowded', 'engine.unreachable', 'engine.full'],
  // Those who wait knock again when it opens: a school of 600 knocks a few times in its first minute.
  limit: { count: 60, seconds: 60, atOneAddress: 6000 },
})

export const startMeeting = route({
  method: 'POST',
  path: '/meetings',
  summary: 'Start a meeting without an account: an open room and its two links',
  access: 'anyone',
  scope: 'rooms',
  body: z.object({ name: RoomName.optional() }).meta({ examples: [{}] }),
  reply: z.object({
    name: z.string(),
    /** For the guests. */
    code: z.string(),
    /** For those who lead; shown this once. */
    moderatorCode: z.string(),
  }),
  failures: ['meeting.accounts_only', 'meeting.too_many_open', 'engine.unreachable', 'engine.full'],
  limit: { count: 30, seconds: 600, atOneAddress: 120 },
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
  failures: ['room.not_found', 'room.not_yours', 'engine.unreachable', 'engine.full'],
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
  /** Connected at this moment. */
  present: z.boolean(),
  /** Not connected, and expected: just let in, or cut off a moment ago. They hear what is written all the same. */
  awaited: z.boolean(),
  /** Place in the order of raised hands, from 1; null when down. */
  hand: z.int().nullable(),
})
export type Participant = z.infer<typeof Participant>

export const SessionSeen = z.object({
  id: SessionId,
  room: z.object({ name: z.string(), code: z.string() }),
  startedAt: Moment,
  endedAt: Moment.nullable(),
  participants: z.array(Participant),
  can: z.object({ end: z.boolean(), lowerHands: z.boolean() }),
})
export type SessionSeen = z.infer<typeof SessionSeen>

const sessionParams = z.object({ sessionId: SessionId })
const participantParams = sessionParams.extend({ participantId: ParticipantId })

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
  people: z.int(),
})

export const listSessions = route({
  method: 'GET',
  path: '/rooms/:roomId/sessions',
  summary: 'The runs of a room, newest first',
  access: 'person',
  scope: 'readRooms',
  params: roomParams,
  reply: z.array(SessionRecord),
  failures: ['room.not_found'],
})

export const Attendance = z.object({
  name: z.string(),
  role: z.enum(participantRoles),
  guest: z.boolean(),
  /** Every stay, in order; a null end is someone still inside. */
  stays: z.array(z.object({ joinedAt: Moment, leftAt: Moment.nullable() })),
})

export const readAttendance = route({
  method: 'GET',
  path: '/rooms/:roomId/sessions/:sessionId/attendance',
  summary: 'Who was in a session, from when to when',
  access: 'person',
  scope: 'readRooms',
  params: roomParams.extend({ sessionId: SessionId }),
  reply: z.array(Attendance),
  failures: ['room.not_found', 'room.not_yours', 'session.not_found'],
})

export const sessionRoutes = {
  readDoor,
  enterDoor,
  startMeeting,
  openRoom,
  closeRoom,
  readSession,
  endSession,
  raiseHand,
  leaveSession,
  listSessions,
  readAttendance,
}

const ofSession = z.object({ tenantId: TenantId, roomId: RoomId, sessionId: SessionId })
const ofParticipant = ofSession.extend({ participantId: ParticipantId })

export const sessionOpened = fact('session.opened', ofSession)
export const sessionEnded = fact('session.ended', ofSession.extend({ reason: z.enum(endReasons) }))
export const participantJoined = fact('participant.joined', ofParticipant)
export const participantLeft = fact('participant.left', ofParticipant)
/** A hand went up or down. */
export const handsChanged = fact('hands.changed', ofParticipant.extend({ raised: z.boolean() }))
