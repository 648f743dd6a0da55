import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { invitedAtOnce, textLengths } from './limits.ts'

export const UserId = z.uuid().brand<'UserId'>()
export type UserId = z.infer<typeof UserId>

/** Someone without an account, known by a cookie of their browser. */
export const GuestId = z.uuid().brand<'GuestId'>()
export type GuestId = z.infer<typeof GuestId>

export const PersonName = line(textLengths.personName)

export const Email = z.string().trim().toLowerCase().max(textLengths.email.max).pipe(z.email())

/** Length over rules: 10 characters at least, anything in them. */
export const Password = z.string().min(textLengths.password.min).max(textLengths.password.max)

export const roles = ['administrator', 'member'] as const

export type Role = (typeof roles)[number]

export const capabilities = ['createRooms', 'stream', 'webinar'] as const

export type Capability = (typeof capabilities)[number]

/** What any member may see of another. */
export const PersonCard = z.object({ id: UserId, name: z.string(), pictureUrl: z.string().nullable() })
export type PersonCard = z.infer<typeof PersonCard>

/** What an administrator sees of a person. */
export const personStates = ['active', 'invited', 'disabled'] as const

export const Person = PersonCard.extend({
  email: z.string(),
  role: z.enum(roles),
  capabilities: z.array(z.enum(capabilities)),
  state: z.enum(personStates),
  createdAt: Moment,
  lastSeenAt: Moment.nullable(),
  can: z.object({
    change: z.boolean(),
    /** Their address; one’s own is changed with the password, among what is one’s own. */
    changeEmail: z.boolean(),
    invite: z.boolean(),
    disable: z.boolean(),
    remove: z.boolean(),
  }),
})
export type Person = z.infer<typeof Person>

export const peopleFailures = failures({
  'person.not_found': 404,
  'person.administrator_only': 403,
  'person.not_yourself': 403,
  'person.last_administrator': 409,
  'person.email_taken': 409,
  'person.heir_needed': 409,
  'invitation.not_waited_for': 409,
  'invitation.too_often': 429,
  'password.guessable': 400,
})

const personParams = z.object({ userId: UserId })

export const listPeople = route({
  method: 'GET',
  path: '/people',
  summary: 'List the people of the institution, by name',
  access: 'person',
  scope: 'people',
  query: z.object({ search: z.string().trim().max(120).optional() }),
  reply: z.array(Person),
  failures: ['person.administrator_only'],
})

export const invitePeople = route({
  method: 'POST',
  path: '/people/invitations',
  summary: 'Invite people by e-mail; who was invited before gets another letter, who has an account is left alone',
  access: 'person',
  scope: 'people',
  body: z
    .object({
      people: z
        .array(z.object({ email: Email, name: PersonName.optional() }))
        .min(1)
        .max(invitedAtOnce),
      role: z.enum(roles).default('member'),
      capabilities: z.array(z.enum(capabilities)).default(['createRooms']),
    })
    .meta({ examples: [{ people: [{ email: 'grace@example.org', name: 'Grace' }] }] }),
  reply: z.object({
    invited: z.array(Person),
    /** Invited before, and again now: their former link opens nothing any more. */
    again: z.array(Person),
    /** Invited before, and written to so often of late that they are spared. */
    spared: z.array(z.string()),
    /** Who have an account, and got nothing. */
    known: z.array(z.string()),
  }),
  failures: ['person.administrator_only'],
})

export const inviteAgain = route({
  method: 'POST',
  path: '/people/:userId/invitations',
  summary: 'Send the invitation again to someone who has not accepted it; the former link opens nothing any more',
  access: 'person',
  scope: 'people',
  params: personParams,
  reply: Person,
  failures: ['person.not_found', 'person.administrator_only', 'invitation.not_waited_for', 'invitation.too_often'],
})

export const changePerson = route({
  method: 'PATCH',
  path: '/people/:userId',
  summary: 'Change a person’s name, address, role and capabilities, disable or enable them',
  access: 'person',
  scope: 'people',
  params: personParams,
  body: z
    .object({
      name: PersonName,
      email: Email,
      role: z.enum(roles),
      capabilities: z.array(z.enum(capabilities)),
      disabled: z.boolean(),
    })
    .partial()
    .meta({ examples: [{ capabilities: ['createRooms'] }] }),
  reply: Person,
  failures: [
    'person.not_found',
    'person.administrator_only',
    'person.last_administrator',
    'person.not_yourself',
    'person.email_taken',
  ],
})

export const removePerson = route({
  method: 'DELETE',
  path: '/people/:userId',
  summary: 'Delete a person; what they own goes to another',
  access: 'person',
  scope: 'people',
  params: personParams,
  query: z.object({ heir: UserId }),
  reply: done,
  failures: [
    'person.not_found',
    'person.administrator_only',
    'person.not_yourself',
    'person.last_administrator',
    'person.heir_needed',
  ],
})

export const peopleRoutes = { listPeople, invitePeople, inviteAgain, changePerson, removePerson }

const ofPerson = z.object({ tenantId: TenantId, userId: UserId })

/** By nobody of the house when at the command line; so with the others. `again`: not for the first time. */
export const personInvited = fact(
  'person.invited',
  ofPerson.extend({ by: UserId.nullable(), again: z.boolean().optional() }),
)

/** What of a person can change, for the journal to say. */
export const personAspects = [
  'founded',
  'added',
  'joined',
  'name',
  'email',
  'role',
  'capabilities',
  'disabled',
  'enabled',
  'password',
  'picture',
  'settings',
] as const
export type PersonAspect = (typeof personAspects)[number]

export const personChanged = fact(
  'person.changed',
  ofPerson.extend({ by: UserId.nullable(), what: z.array(z.enum(personAspects)).optional() }),
)

/** What they owned is the heir's from now on: each floor hands over what it holds. */
export const personRemoved = fact('person.removed', ofPerson.extend({ heirId: UserId, by: UserId.nullable() }))
