import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { GroupId } from './groups.ts'
import { looksLikeCode } from './pages.ts'
import { UserId } from './people.ts'
import { Moment, when } from './requests.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

export const RoomId = z.uuid().brand<'RoomId'>()
export type RoomId = z.infer<typeof RoomId>

/** Of how rooms of a kind are set up, as the institution says. */
export const PresetId = z.uuid().brand<'PresetId'>()
export type PresetId = z.infer<typeof PresetId>

/**
 * What a link ends with. 14 characters (69 bits) are the room's own, which never change; 27 (133 bits) a moderators'
 * link, which acts as a password. Dashes are for the eye, capitals for nothing: both are taken off.
 */
export const Code = z
  .string()
  .max(64)
  .transform((text) => text.toLowerCase().replaceAll('-', ''))
  .pipe(z.string().refine(looksLikeCode))

export const roomKinds = ['standard', 'personal', 'context', 'instant', 'event'] as const
export type RoomKind = (typeof roomKinds)[number]

/**
 * Who may come in: whoever has the link; those signed in here; those it is shared with, by name or by a group of theirs;
 * those it is shared with by name, or who have a link of their own.
 */
export const visibilities = ['anyone', 'signed_in', 'groups', 'invited'] as const
export type Visibility = (typeof visibilities)[number]

export const RoomName = line(textLengths.roomName)

/** What the reader may do. Pages show buttons from this and never ask who is a moderator. */
export const RoomAbilities = z.object({
  open: z.boolean(),
  close: z.boolean(),
  /** Come in to lead. */
  lead: z.boolean(),
  /** Its name, its settings, its links. */
  configure: z.boolean(),
  invite: z.boolean(),
  /** Who else may do what. */
  share: z.boolean(),
  handOver: z.boolean(),
  remove: z.boolean(),
  /** Put it away, and take it out again. */
  archive: z.boolean(),
  restore: z.boolean(),
  /** Say that it is still needed, where it was announced that it will be archived or deleted. */
  keep: z.boolean(),
})
export type RoomAbilities = z.infer<typeof RoomAbilities>

/** How many may be inside, and how many more may come. */
export const SeatsLeft = z.object({ most: z.int(), left: z.int() })
/** Of the room, or of the institution, where fewer are left there. */
export const SeatsLeftOf = SeatsLeft.extend({ of: z.enum(['room', 'institution']) })
export type SeatsLeft = z.infer<typeof SeatsLeft>

/** The live run of a room, as its list shows it. */
export const RunningSession = z.object({
  sessionId: z.uuid(),
  startedAt: Moment,
  startedBy: z.string(),
  people: z.int(),
  moderators: z.int(),
  /** How many ask to be let in. */
  waiting: z.int(),
  /** Once few are left; else null. */
  seats: SeatsLeft.nullable(),
})

export const Room = z.object({
  id: RoomId,
  name: z.string(),
  kind: z.enum(roomKinds),
  /** As it is shown, in groups: `q4hz8-ntcv2-ka7m`. */
  code: z.string(),
  ownerId: UserId.nullable(),
  createdAt: Moment,
})
export type Room = z.infer<typeof Room>

/** How one comes to see a room: it is one's own, it is shared with one, or one administers the institution. */
export const standings = ['owner', 'manager', 'moderator', 'administrator'] as const
export type SeenAs = (typeof standings)[number]

export const RoomSeen = Room.extend({
  can: RoomAbilities,
  standing: z.enum(standings),
  /** Null for a meeting started without an account. */
  ownerName: z.string().nullable(),
  /** The readable link that is shown for it: `conseil-ufr`. */
  chosen: z.string().nullable(),
  /** When its links lead there no more; null while there is no such moment. */
  linkUntil: Moment.nullable(),
  favourite: z.boolean(),
  guarded: z.object({ visibility: z.enum(visibilities), password: z.boolean(), lobby: z.boolean() }),
  /** How many people and groups it is shared with, and the first few. */
  shared: z.object({
    people: z.int(),
    groups: z.int(),
    first: z.array(z.object({ name: z.string(), pictureUrl: z.string().nullable(), isGroup: z.boolean() })).max(3),
  }),
  /** Since when nobody comes in; null where it is not archived. */
  archivedAt: Moment.nullable(),
  /** When it is archived, or deleted where it is archived, unless it is used or kept; null where nothing was announced. */
  dueAt: Moment.nullable(),
  /** Null when the room is closed. */
  session: RunningSession.nullable(),
  last: z.object({ startedAt: Moment, endedAt: Moment }).nullable(),
})
export type RoomSeen = z.infer<typeof RoomSeen>

export const roomFailures = failures({
  'room.not_found': 404,
  'room.not_yours': 403,
  'room.creation_forbidden': 403,
  'room.archived': 409,
  'room.still_open': 409,
  'room.administrator_only': 403,
})

const roomParams = z.object({ roomId: RoomId })

export const listRooms = route({
  method: 'GET',
  path: '/rooms',
  summary: 'List one’s rooms: the personal one first, then those that are open, then by name, archived ones last',
  access: 'person',
  scope: 'readRooms',
  reply: z.array(RoomSeen),
})

/** `past`: meetings of one time that run no more. Neither they nor what is archived is among all. */
export const roomShowings = ['all', 'open', 'past', 'archived'] as const

export const listAllRooms = route({
  method: 'GET',
  path: '/all-rooms',
  summary: 'The rooms of the institution by name, a page at a time, for whoever administers it',
  access: 'person',
  scope: 'institution',
  query: z.object({
    /** In the name of a room, of its owner, or in its link. */
    search: z.string().trim().max(120).optional(),
    showing: z.enum(roomShowings).default('all'),
    owner: UserId.optional(),
    /** From 0. */
    page: z.coerce.number().int().min(0).max(100_000).default(0),
  }),
  reply: z.object({ rooms: z.array(RoomSeen), count: z.int() }),
  failures: ['room.administrator_only'],
})

export const createRoom = route({
  method: 'POST',
  path: '/rooms',
  summary: 'Create a room; it is closed until it is opened',
  access: 'person',
  scope: 'rooms',
  body: z
    .object({
      name: RoomName,
      /** Null: of none. What is left out is as the institution has it. */
      presetId: PresetId.nullable().optional(),
    })
    .meta({ examples: [{ name: 'Conseil d’UFR' }] }),
  reply: RoomSeen,
  failures: ['room.creation_forbidden', 'preset.not_found', 'preset.required'],
})

export const readRoom = route({
  method: 'GET',
  path: '/rooms/:roomId',
  summary: 'Read a room, whether it is open, and what one may do with it',
  access: 'person',
  scope: 'readRooms',
  params: roomParams,
  reply: RoomSeen,
  failures: ['room.not_found'],
})

export const renameRoom = route({
  method: 'PATCH',
  path: '/rooms/:roomId',
  summary: 'Rename a room; its link stays',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  body: z.object({ name: RoomName }).meta({ examples: [{ name: 'Conseil de faculté' }] }),
  reply: RoomSeen,
  failures: ['room.not_found', 'room.not_yours'],
})

export const removeRoom = route({
  method: 'DELETE',
  path: '/rooms/:roomId',
  summary: 'Delete a room; a running session is ended first',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: done,
  failures: ['room.not_found', 'room.not_yours', 'engine.unreachable'],
})

export const markRoom = route({
  method: 'PUT',
  path: '/rooms/:roomId/favourite',
  summary: 'Mark a room as one’s favourite, or no longer',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  body: z.object({ favourite: z.boolean() }).meta({ examples: [{ favourite: true }] }),
  reply: done,
  failures: ['room.not_found'],
})

export const archiveRoom = route({
  method: 'POST',
  path: '/rooms/:roomId/archive',
  summary: 'Archive a room that is closed: it keeps all it has, and nobody opens or enters it',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: RoomSeen,
  failures: ['room.not_found', 'room.not_yours', 'room.still_open'],
})

export const restoreRoom = route({
  method: 'POST',
  path: '/rooms/:roomId/restore',
  summary: 'Take a room out of the archive, as it was',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: RoomSeen,
  failures: ['room.not_found', 'room.not_yours'],
})

export const keepRoom = route({
  method: 'POST',
  path: '/rooms/:roomId/keep',
  summary: 'Say that a room is still needed: it counts as used, and what was announced does not happen',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: RoomSeen,
  failures: ['room.not_found', 'room.not_yours'],
})

export const leadRoom = route({
  method: 'POST',
  path: '/rooms/:roomId/lead',
  summary:
    'Come in to lead: the code of a link, which is the room’s own for those who lead by it. For an administrator it is one for this once, and the journal tells of it',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: z.object({ code: z.string() }),
  failures: ['room.not_found', 'room.not_yours'],
})

export const roomRoutes = {
  listRooms,
  listAllRooms,
  createRoom,
  readRoom,
  renameRoom,
  removeRoom,
  markRoom,
  archiveRoom,
  restoreRoom,
  keepRoom,
  leadRoom,
}

const ofRoom = z.object({ tenantId: TenantId, roomId: RoomId })

export const roomCreated = fact(
  'room.created',
  ofRoom.extend({
    ownerId: UserId.nullable(),
    /** Missing from what was said before this was told. */
    kind: z.enum(roomKinds).optional(),
    ...when,
  }),
)
export const roomChanged = fact('room.changed', ofRoom)
export const roomRemoved = fact(
  'room.removed',
  ofRoom.extend({
    ownerId: UserId.nullable(),
    by: UserId.nullable(),
    /** For who reads of it later, when it can be asked for no more. */
    name: z.string().optional(),
    /** Where nobody did it: it had been archived for as long as the institution says. */
    unused: z.boolean().optional(),
  }),
)
/** By nobody where it was unused for as long as the institution says. */
export const roomArchived = fact('room.archived', ofRoom.extend({ by: UserId.nullable() }))
export const roomRestored = fact('room.restored', ofRoom.extend({ by: UserId }))
export const roomKept = fact('room.kept', ofRoom.extend({ by: UserId }))
/** An administrator comes in to lead a room that is not theirs. */
export const roomLed = fact('room.led', ofRoom.extend({ by: UserId }))
/** What pages are told of it: told once for each person, and each group, whose lists showed the room. */
export const roomGone = fact('room.gone', ofRoom.extend({ userId: UserId.optional(), groupId: GroupId.optional() }))
