import { z } from 'zod'
import { fact, failures, route } from './grammar.ts'
import { UserId } from './people.ts'
import { Moment } from './requests.ts'
import { RoomId } from './rooms.ts'
import { participantRoles } from './sessions.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

export const LinkId = z.uuid().brand<'LinkId'>()
export type LinkId = z.infer<typeof LinkId>

/**
 * Besides the room's own link, which never changes. `moderators`: whoever holds it leads. `direct`: as the room's own,
 * without its password, and gone with it. `personal`: for one person, under a name and a role that are fixed.
 */
export const linkKinds = ['moderators', 'direct', 'personal'] as const
export type LinkKind = (typeof linkKinds)[number]

export const RoomLink = z.object({
  id: LinkId,
  kind: z.enum(linkKinds),
  /** As it is shown, in groups. */
  code: z.string(),
  /** Of a personal link: whose it is, and as what they come. */
  name: z.string().nullable(),
  role: z.enum(participantRoles),
  /** Null: until it is revoked. */
  expiresAt: Moment.nullable(),
  lastUsedAt: Moment.nullable(),
  createdAt: Moment,
})
export type RoomLink = z.infer<typeof RoomLink>

/** How many personal links of a room may be valid at a time. */
export const mostPersonalLinks = 200

export const linkFailures = failures({
  'link.not_found': 404,
  'link.needs_password': 409,
  'link.limit_reached': 409,
  'link.over_already': 400,
})

const roomParams = z.object({ roomId: RoomId })

export const listLinks = route({
  method: 'GET',
  path: '/rooms/:roomId/links',
  summary: 'List the links of a room that act as passwords, and are valid',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: z.array(RoomLink),
  failures: ['room.not_found', 'room.not_yours'],
})

const expiresAt = Moment.nullable().default(null)

export const makeLink = route({
  method: 'POST',
  path: '/rooms/:roomId/links',
  summary: 'Make a link; of the moderators’ and the direct one there is one each, and a new one revokes the former',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  body: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('moderators'), expiresAt }),
      z.object({ kind: z.literal('direct'), expiresAt }),
      z.object({
        kind: z.literal('personal'),
        name: line(textLengths.displayName),
        role: z.enum(participantRoles).default('participant'),
        expiresAt,
      }),
    ])
    .meta({ examples: [{ kind: 'personal', name: 'Jeanne Baret', role: 'participant' }] }),
  reply: RoomLink,
  failures: ['room.not_found', 'room.not_yours', 'link.needs_password', 'link.limit_reached', 'link.over_already'],
})

export const revokeLink = route({
  method: 'DELETE',
  path: '/rooms/:roomId/links/:linkId',
  summary: 'Revoke a link: nobody comes in by it any more; those inside stay',
  access: 'person',
  scope: 'rooms',
  params: roomParams.extend({ linkId: LinkId }),
  reply: z.array(RoomLink),
  failures: ['room.not_found', 'room.not_yours', 'link.not_found'],
})

export const roomLinkRoutes = { listLinks, makeLink, revokeLink }

const ofLink = z.object({ tenantId: TenantId, roomId: RoomId, by: UserId.nullable(), kind: z.enum(linkKinds) })

export const linkMade = fact('link.made', ofLink)
export const linkRevoked = fact('link.revoked', ofLink)
