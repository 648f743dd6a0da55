import { z } from 'zod'
import { MediaPass, notPlaced } from './engines.ts'
import { failures, route } from './grammar.ts'
import { LobbyRequest } from './lobby.ts'
import { Moment } from './requests.ts'
import { DoorCode } from './chosen-links.ts'
import { RoomId, SeatsLeftOf } from './rooms.ts'
import { cameraViewers, ParticipantId, participantRoles, SessionId } from './sessions.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

export const DisplayName = line(textLengths.displayName)

export const doorFailures = failures({
  'door.not_found': 404,
  'door.link_expired': 410,
  'door.link_revoked': 410,
  'door.link_used': 410,
  'door.crowded': 429,
  'door.password_tries': 429,
})

const doorParams = z.object({ code: DoorCode })

/** What someone who holds a link sees before they go in. */
export const Door = z.object({
  /** `chosen`: the readable link that is shown for it. */
  room: z.object({ name: z.string(), code: z.string(), chosen: z.string().nullable() }),
  /** Of the room, to those who may open it from a page of theirs: while it is closed, or no seat of the institution is left. */
  roomId: RoomId.nullable(),
  /** The role this link, and this person, would go in with. */
  role: z.enum(participantRoles),
  /** Null while the room is closed. */
  session: z
    .object({ id: SessionId, startedAt: Moment, people: z.int(), names: z.array(z.string()).max(3) })
    .nullable(),
  /** Once few are left in the session that runs, or in all of the institution; else null. Whoever leads comes in with none left. */
  seats: SeatsLeftOf.nullable(),
  /** When the last session ended, within the hour and while none runs: whoever comes too late need not wait. */
  ended: Moment.nullable(),
  /** When it is awaited: the time that is on, or else the next one. */
  planned: z
    .object({
      startsAt: Moment,
      endsAt: Moment,
      /** Seconds until it opens by itself for whoever comes, 0 once it does; null where somebody who leads opens it. */
      opensIn: z.int().min(0).nullable(),
    })
    .nullable(),
  /** What this reader still lacks to go in; of those inside they are then told no name. */
  needs: z.object({
    signIn: z.boolean(),
    password: z.boolean(),
    /** A moderator will have to let them in. */
    lobby: z.boolean(),
  }),
  /** For how many months it is kept who was there; null where it is for a day, for nobody would read it after. */
  attendanceKept: z.int().nullable(),
  /** When the links of the room lead there no more; null while there is no such moment. */
  linkUntil: Moment.nullable(),
  /** What the room says to whoever comes, once they lack nothing but to be let in. */
  welcome: z.string().nullable(),
  /** Whether this reader comes in with the microphone off. */
  startMuted: z.boolean(),
  /** Who will see this reader’s camera. */
  cameraFor: z.enum(cameraViewers),
  /** Under which name one goes in, where the link says so. */
  name: z.string().nullable(),
  /** Whether the reader was banned from the session that runs: nothing they could give lets them in. */
  banned: z.boolean(),
  /** Whether the room is archived, and nobody comes in; its id is for those who may take it out again. */
  archived: z.object({ roomId: RoomId.nullable() }).nullable(),
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
  failures: ['door.not_found', 'door.link_expired', 'door.link_revoked', 'door.link_used'],
})

export const Entry = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('admitted'),
    sessionId: SessionId,
    participantId: ParticipantId,
    role: z.enum(participantRoles),
    /** Known before a camera goes out, so that none is seen by others for a moment. */
    camerasFor: z.enum(cameraViewers),
    media: MediaPass,
  }),
  /** The engine has pages of its own: one walks in there, in a tab, inside our page, or as one likes. Its address may be a path of ours. */
  z.object({
    outcome: z.literal('sent'),
    sessionId: SessionId,
    participantId: ParticipantId,
    role: z.enum(participantRoles),
    address: z.string(),
    opens: z.enum(['tab', 'inside', 'either']),
  }),
  /** Not open yet: stay, and be let in by itself. `welcome`: what the room says, for they lack nothing but to be let in. */
  z.object({ outcome: z.literal('waiting'), welcome: z.string().optional() }),
  /** A moderator lets them in: stay, and knock again once the request says `admitted`. */
  z.object({ outcome: z.literal('lobby'), request: LobbyRequest, welcome: z.string().optional() }),
  /** No seat is left in the room, or, however many it has, in all rooms of the institution together; `seats`: of how many. */
  z.object({ outcome: z.literal('full'), seats: z.int(), of: z.enum(['room', 'institution']) }),
  /** The room is for those who have an account here. */
  z.object({ outcome: z.literal('sign_in') }),
  z.object({ outcome: z.literal('password'), wrong: z.boolean() }),
  /** `not_invited`: the room is for others; they are signed in, and it is not shared with them. `banned`: not before this session ends. `archived`: nobody, for now. */
  z.object({ outcome: z.literal('refused'), reason: z.enum(['not_invited', 'banned', 'archived']) }),
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
      /** Of the room, where it has one. */
      password: z.string().max(textLengths.triedPassword.max).optional(),
      /** Said by who was told that they are refused, and asks to be let in once more. */
      askAgain: z.boolean().optional(),
    })
    .meta({ examples: [{ name: 'Awa Diop', tab: '00000000-0000-4000-8000-0000000000f0' }] }),
  reply: Entry,
  failures: [
    'door.not_found',
    'door.link_expired',
    'door.link_revoked',
    'door.link_used',
    'door.crowded',
    'door.password_tries',
    'lobby.knocks',
    'room.archived',
    'session.too_many_open',
    ...notPlaced,
  ],
  // Those who wait knock again when it opens: a school of 600 knocks a few times in its first minute.
  limit: { count: 60, seconds: 60, atOneAddress: 6000 },
})

export const doorRoutes = { readDoor, enterDoor }
