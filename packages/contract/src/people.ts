import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'

export const UserId = z.uuid().brand<'UserId'>()
export type UserId = z.infer<typeof UserId>

/** Someone without an account, known by a cookie of their browser. */
export const GuestId = z.uuid().brand<'GuestId'>()
export type GuestId = z.infer<typeof GuestId>

export const PersonName = line({ max: 120 })

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** Length over rules: 10 characters at least, anything in them. */
export const Password = z.string().min(10).max(256)

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
  can: z.object({ change: z.boolean(), disable: z.boolean(), remove: z.boolean() }),
})
export type Person = z.infer<typeof Person>

export const peopleFailures = failures({
  'person.not_found': 404,
  'person.administrator_only': 403,
  'person.not_yourself': 403,
  'person.last_administrator': 409,
  'person.email_taken': 409,
  'person.heir_needed': 409,
})

const personParams = z.object({ userId: UserId })

export const listPeople = route({
  method: 'GET',
  path: '/people',
  summary: 'List the people of the institution, by name',
  access: 'person',
  query: z.object({ search: z.string().trim().max(120).optional() }),
  reply: z.array(Person),
  failures: ['person.administrator_only'],
})

export const invitePeople = route({
  method: 'POST',
  path: '/people/invitations',
  summary: 'Invite people by e-mail; those who have an account already are left alone and named in the reply',
  access: 'person',
  body: z
    .object({
      people: z
        .array(z.object({ email: Email, name: PersonName.optional() }))
        .min(1)
        .max(500),
      role: z.enum(roles).default('member'),
      capabilities: z.array(z.enum(capabilities)).default(['createRooms']),
    })
    .meta({ examples: [{ people: [{ email: 'grace@example.org', name: 'Grace' }] }] }),
  reply: z.object({ invited: z.array(Person), known: z.array(z.string()) }),
  failures: ['person.administrator_only'],
})

export const changePerson = route({
  method: 'PATCH',
  path: '/people/:userId',
  summary: 'Change a person’s role and capabilities, disable or enable them',
  access: 'person',
  params: personParams,
  body: z
    .object({ role: z.enum(roles), capabilities: z.array(z.enum(capabilities)), disabled: z.boolean() })
    .partial()
    .meta({ examples: [{ capabilities: ['createRooms'] }] }),
  reply: Person,
  failures: ['person.not_found', 'person.administrator_only', 'person.last_administrator', 'person.not_yourself'],
})

export const removePerson = route({
  method: 'DELETE',
  path: '/people/:userId',
  summary: 'Delete a person; what they own goes to another',
  access: 'person',
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

export const peopleRoutes = { listPeople, invitePeople, changePerson, removePerson }

const ofPerson = z.object({ tenantId: TenantId, userId: UserId })

export const personInvited = fact('person.invited', ofPerson.extend({ by: UserId }))

/** Role, capabilities, name, picture, or being disabled; by nobody of the house when at the command line. */
export const personChanged = fact('person.changed', ofPerson.extend({ by: UserId.nullable() }))

/** What they owned is the heir's from now on: each floor hands over what it holds. */
export const personRemoved = fact('person.removed', ofPerson.extend({ heirId: UserId, by: UserId }))
