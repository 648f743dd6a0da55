import { z } from 'zod'
import { fact, failures, route } from './grammar.ts'
import { GroupId } from './groups.ts'
import { MemoSubject, MemoText } from './memos.ts'
import { PersonCard, UserId } from './people.ts'
import { Language, Moment } from './requests.ts'
import { RoomId } from './rooms.ts'
import { TenantId } from './tenants.ts'

export const InvitationId = z.uuid().brand<'InvitationId'>()
export type InvitationId = z.infer<typeof InvitationId>

/**
 * What became of it by e-mail. `none`: none was written, for they want none or could not be written to. `kept`: no mail
 * server is set. `forgotten`: it was too long ago.
 */
export const deliveries = ['none', 'kept', 'waiting', 'sent', 'refused', 'forgotten'] as const
export type Delivery = (typeof deliveries)[number]

/** Why someone who was named got nothing. */
export const skips = ['not_an_address', 'disabled'] as const
export type Skip = (typeof skips)[number]

export const Recipient = z.object({
  /** Who has an account here; null for others, and for one that is no more. */
  person: PersonCard.nullable(),
  /** As it was given; null for people who were named, whose address is theirs to tell. */
  address: z.string().nullable(),
  /** Whether it lies in their mailbox here. */
  mailbox: z.boolean(),
  email: z.enum(deliveries),
  /** What the mail server said. */
  problem: z.string().nullable(),
  skipped: z.enum(skips).nullable(),
})
export type Recipient = z.infer<typeof Recipient>

export const InvitationHead = z.object({
  id: InvitationId,
  /** Null where their account is no more. */
  by: PersonCard.nullable(),
  subject: z.string(),
  sentAt: Moment,
  /** How many it was for; those who were skipped are not counted. */
  count: z.int(),
})
export type InvitationHead = z.infer<typeof InvitationHead>

export const Invitation = InvitationHead.extend({ recipients: z.array(Recipient) })
export type Invitation = z.infer<typeof Invitation>

export const invitationFailures = failures({
  'invitation.not_found': 404,
  'invitation.nobody': 400,
  'invitation.without_link': 400,
  'invitation.over_limit': 400,
  'invitation.over_day_limit': 429,
})

const roomParams = z.object({ roomId: RoomId })

export const draftInvitation = route({
  method: 'GET',
  path: '/rooms/:roomId/invitations/draft',
  summary: 'An invitation as it would begin: in one’s language, with the room’s link and its password',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  query: z.object({
    /** Of the page, for whoever has not chosen one for their account. */
    language: Language.optional(),
  }),
  reply: z.object({ subject: z.string(), text: z.string(), link: z.string() }),
  failures: ['room.not_found', 'room.not_yours', 'room.archived'],
})

const invited = {
  people: z.array(UserId).max(20_000).default([]),
  groups: z.array(GroupId).max(100).default([]),
  /** As they were typed: what is no address is named in the answer, and the others are written to. */
  addresses: z.array(z.string().max(400)).max(20_000).default([]),
}

export const checkInvitation = route({
  method: 'POST',
  path: '/rooms/:roomId/invitations/check',
  summary: 'Whom of those one would invite could not come in, as the room is; nothing is sent',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  body: z.object(invited).meta({ examples: [{ addresses: ['grace@example.org'] }] }),
  reply: z.object({
    /** Those of the house: shared with them, the room lets them in. */
    people: z.array(z.object({ id: UserId, name: z.string() })),
    /** Those without an account, as they were typed: they come in where anyone may who has the link. */
    addresses: z.array(z.string()),
  }),
  failures: ['room.not_found', 'room.not_yours', 'person.not_found', 'group.not_found'],
  limit: { count: 60, seconds: 60 },
})

export const sendInvitation = route({
  method: 'POST',
  path: '/rooms/:roomId/invitations',
  summary:
    'Invite people, groups and addresses to a room: in their mailbox here and by e-mail, none learning of another. Sent once under its id',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  body: z
    .object({
      id: InvitationId,
      ...invited,
      /** With those of the house who could not come in otherwise, the room is shared, as participants. */
      share: z.boolean().default(false),
      subject: MemoSubject,
      /** It must hold the room’s link. */
      text: MemoText,
    })
    .meta({
      examples: [
        {
          id: '3b1f6c1e-2a64-4d1c-9a7e-5d0c8f1b2a3d',
          addresses: ['grace@example.org'],
          subject: 'Conseil d’UFR',
          text: 'Voici le lien : https://amphi.example.org/q4hz8-ntcv2-ka7m',
        },
      ],
    }),
  reply: Invitation,
  failures: [
    'room.not_found',
    'room.not_yours',
    'room.archived',
    'person.not_found',
    'group.not_found',
    'invitation.not_found',
    'invitation.nobody',
    'invitation.without_link',
    'invitation.over_limit',
    'invitation.over_day_limit',
  ],
  limit: { count: 20, seconds: 600 },
})

export const listInvitations = route({
  method: 'GET',
  path: '/rooms/:roomId/invitations',
  summary: 'List the invitations sent from a room, newest first',
  access: 'person',
  scope: 'rooms',
  params: roomParams,
  reply: z.array(InvitationHead),
  failures: ['room.not_found', 'room.not_yours'],
})

export const readInvitation = route({
  method: 'GET',
  path: '/rooms/:roomId/invitations/:invitationId',
  summary: 'Read who an invitation reached, and who it did not',
  access: 'person',
  scope: 'rooms',
  params: roomParams.extend({ invitationId: InvitationId }),
  reply: Invitation,
  failures: ['room.not_found', 'room.not_yours', 'invitation.not_found'],
})

export const invitationRoutes = { draftInvitation, checkInvitation, sendInvitation, listInvitations, readInvitation }

export const invitationSent = fact(
  'invitation.sent',
  z.object({
    tenantId: TenantId,
    roomId: RoomId,
    invitationId: InvitationId,
    by: UserId,
    /** To how many. */
    count: z.int(),
  }),
)
