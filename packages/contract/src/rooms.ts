import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { UserId } from './people.ts'
import { Moment } from './requests.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'

export const RoomId = z.uuid().brand<'RoomId'>()
export type RoomId = z.infer<typeof RoomId>

/** Letters and digits that cannot be taken for one another. */
export const codeAlphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/**
 * What a link ends with. 14 characters (69 bits) are the room's own, which never change; 27 (133 bits) a moderators'
 * link, which acts as a password. Dashes are for the eye, capitals for nothing: both are taken off.
 */
export const Code = z
  .string()
  .max(64)
  .transform((text) => text.toLowerCase().replaceAll('-', ''))
  .pipe(z.string().regex(new RegExp(`^([${codeAlphabet}]{14}|[${codeAlphabet}]{27})$`)))

export const roomKinds = ['standard', 'personal', 'context', 'instant', 'event'] as const
export type RoomKind = (typeof roomKinds)[number]

export const RoomName = line({ min: 2, max: 250 })

/** What the reader may do. Pages show buttons from this and never ask who is a moderator. */
export const RoomAbilities = z.object({
  open: z.boolean(),
  close: z.boolean(),
  rename: z.boolean(),
  configure: z.boolean(),
  remove: z.boolean(),
})
export type RoomAbilities = z.infer<typeof RoomAbilities>

/** The live run of a room, as its list shows it. */
export const RunningSession = z.object({
  sessionId: z.uuid(),
  startedAt: Moment,
  startedBy: z.string(),
  people: z.int(),
  moderators: z.int(),
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

export const RoomSeen = Room.extend({
  can: RoomAbilities,
  /** Null when the room is closed. */
  session: RunningSession.nullable(),
  last: z.object({ startedAt: Moment, endedAt: Moment }).nullable(),
})
export type RoomSeen = z.infer<typeof RoomSeen>

export const roomFailures = failures({
  'room.not_found': 404,
  'room.not_yours': 403,
  'room.creation_forbidden': 403,
})

const roomParams = z.object({ roomId: RoomId })

export const listRooms = route({
  method: 'GET',
  path: '/rooms',
  summary: 'List one’s rooms: those that are open first, then by name',
  access: 'person',
  scope: 'readRooms',
  reply: z.array(RoomSeen),
})

export const createRoom = route({
  method: 'POST',
  path: '/rooms',
  summary: 'Create a room; it is closed until it is opened',
  access: 'person',
  scope: 'rooms',
  body: z.object({ name: RoomName }).meta({ examples: [{ name: 'Conseil d’UFR' }] }),
  reply: RoomSeen,
  failures: ['room.creation_forbidden'],
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

export const roomRoutes = {
  listRooms,
  createRoom,
  readRoom,
  renameRoom,
  removeRoom,
}

const ofRoom = z.object({ tenantId: TenantId, roomId: RoomId })

export const roomCreated = fact('room.created', ofRoom.extend({ ownerId: UserId }))
export const roomChanged = fact('room.changed', ofRoom)
export const roomRemoved = fact(
  'room.removed',
  ofRoom.extend({
    ownerId: UserId.nullable(),
    by: UserId.nullable(),
    /** For who reads of it later, when it can be asked for no more. */
    name: z.string().optional(),
  }),
)
