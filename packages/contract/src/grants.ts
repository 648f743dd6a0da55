import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { GroupId } from './groups.ts'
import { UserId } from './people.ts'
import { RoomId } from './rooms.ts'
import { TenantId } from './tenants.ts'

export const GrantId = z.uuid().brand<'GrantId'>()
export type GrantId = z.infer<typeof GrantId>

/** What a room can be shared as, strongest first: to run it wholly, to open and lead it, to be let in. */
export const grantRoles = ['manager', 'moderator', 'participant'] as const
export type GrantRole = (typeof grantRoles)[number]

/** A room shared with a person, or with a group: then with whoever belongs to it at the time. */
export const Grant = z.object({
  id: GrantId,
  role: z.enum(grantRoles),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), id: UserId, name: z.string(), pictureUrl: z.string().nullable() }),
    z.object({ kind: z.literal('group'), id: GroupId, name: z.string(), members: z.int() }),
  ]),
  can: z.object({ change: z.boolean() }),
})
export type Grant = z.infer<typeof Grant>

export const grantFailures = failures({
  'grant.not_found': 404,
  'grant.to_owner': 409,
  'grant.own': 409,
})

const roomParams = z.object({ roomId: RoomId })
const grantParams = roomParams.extend({ grantId: GrantId })

export const listGrants = route({
  method: 'GET',
  path: '/rooms/:roomId/grants',
  summary: 'List with whom a room is shared, and as what',
  access: 'person',
  scope: 'readRooms',
  params: roomParams,
  reply: z.array(Grant),
  failures: ['room.not_found'],
})

export const shareRoom = route({
  method: 'POST',
  path: '/rooms/:roomId/grants',
  summary: 'Share a room with people and groups; whom it is shared with already gets the role said now',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  body: z
    .object({
      users: z.array(UserId).max(200).default([]),
      groups: z.array(GroupId).max(50).default([]),
      role: z.enum(grantRoles),
    })
    .meta({ examples: [{ users: ['00000000-0000-4000-8000-00000000000b'], role: 'moderator' }] }),
  reply: z.array(Grant),
  failures: ['room.not_found', 'room.not_yours', 'person.not_found', 'group.not_found', 'grant.to_owner', 'grant.own'],
})

export const changeGrant = route({
  method: 'PATCH',
  path: '/rooms/:roomId/grants/:grantId',
  summary: 'Share a room with the same person or group as something else',
  access: 'person',
  scope: 'rooms',
  params: grantParams,
  body: z.object({ role: z.enum(grantRoles) }).meta({ examples: [{ role: 'manager' }] }),
  reply: z.array(Grant),
  failures: ['room.not_found', 'room.not_yours', 'grant.not_found', 'grant.own'],
})

export const withdrawGrant = route({
  method: 'DELETE',
  path: '/rooms/:roomId/grants/:grantId',
  summary: 'Share a room with someone no longer',
  access: 'person',
  scope: 'rooms',
  params: grantParams,
  reply: done,
  failures: ['room.not_found', 'room.not_yours', 'grant.not_found', 'grant.own'],
})

export const handOverRoom = route({
  method: 'PUT',
  path: '/rooms/:roomId/owner',
  summary: 'Give a room to someone else; who had it goes on managing it',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  body: z.object({ owner: UserId }).meta({ examples: [{ owner: '00000000-0000-4000-8000-00000000000b' }] }),
  reply: done,
  failures: ['room.not_found', 'room.not_yours', 'person.not_found'],
})

export const grantRoutes = { listGrants, shareRoom, changeGrant, withdrawGrant, handOverRoom }

const ofRoom = z.object({ tenantId: TenantId, roomId: RoomId, by: UserId })

/** To one person or one group; a null role is the end of it. */
export const roomShared = fact(
  'room.shared',
  ofRoom.extend({ userId: UserId.optional(), groupId: GroupId.optional(), role: z.enum(grantRoles).nullable() }),
)
export const roomHandedOver = fact('room.handed_over', ofRoom.extend({ ownerId: UserId, formerId: UserId.nullable() }))
