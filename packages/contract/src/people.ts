import { z } from 'zod'
import { bytes, done, fact, failures, job, route } from './grammar.ts'
import { Language, Moment } from './requests.ts'
import { TenantId } from './tenants.ts'

export const UserId = z.uuid().brand<'UserId'>()
export type UserId = z.infer<typeof UserId>
/** Someone without an account, known by a cookie of their browser. */
export const GuestId = z.uuid().brand<'GuestId'>()
export type GuestId = z.infer<typeof GuestId>
export const GroupId = z.uuid().brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>
export const LoginId = z.uuid().brand<'LoginId'>()
export type LoginId = z.infer<typeof LoginId>
export const ApiTokenId = z.uuid().brand<'ApiTokenId'>()
export type ApiTokenId = z.infer<typeof ApiTokenId>

export const PersonName = z.string().trim().min(1).max(120)
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** Length over rules: 10 characters at least, anything in them. */
export const Password = z.string().min(10).max(256)

export const roles = ['administrator', 'member'] as const
export type Role = (typeof roles)[number]
export const capabilities = ['createRooms', 'stream', 'webinar'] as const
export type Capability = (typeof capabilities)[number]

/** What any member may see of another. */
export const PersonCard = z.object({ id: UserId, name: PersonName, pictureUrl: z.string().nullable() })
export type PersonCard = z.infer<typeof PersonCard>

export const Me = PersonCard.extend({
  email: z.string(),
  role: z.enum(roles),
  capabilities: z.array(z.enum(capabilities)),
  language: Language.nullable(),
  /** Whether Amphi may write to them by e-mail about their meetings. */
  emailNotices: z.boolean(),
  can: z.object({ administer: z.boolean(), createRooms: z.boolean() }),
})
export type Me = z.infer<typeof Me>

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
  'login.wrong': 401,
  'login.slow_down': 429,
  'login.not_found': 404,
  'person.not_found': 404,
  'person.administrator_only': 403,
  'person.not_yourself': 403,
  'person.last_administrator': 409,
  'person.email_taken': 409,
  'person.heir_needed': 409,
  'person.wrong_password': 403,
  'link.spent': 410,
  'picture.unreadable': 400,
  'group.not_found': 404,
  'group.name_taken': 409,
  'token.not_found': 404,
})

/** What the first page needs to draw itself, in one call. */
export const welcome = route({
  method: 'GET',
  path: '/welcome',
  summary: 'Who the institution is, and who is asking',
  access: 'anyone',
  reply: z.object({
    tenant: z.object({ name: z.string(), language: Language, instantMeetings: z.boolean() }),
    me: Me.nullable(),
    version: z.string(),
  }),
})

export const signIn = route({
  method: 'POST',
  path: '/logins',
  summary: 'Sign in; the reply sets the cookie',
  access: 'anyone',
  body: z
    .object({ email: z.string().trim().toLowerCase().max(254), password: z.string().max(256) })
    .meta({ examples: [{ email: 'ada@example.org', password: 'a fine long one' }] }),
  reply: Me,
  failures: ['login.wrong', 'login.slow_down'],
})

export const Login = z.object({
  id: LoginId,
  current: z.boolean(),
  createdAt: Moment,
  lastSeenAt: Moment,
  address: z.string(),
  /** As the browser names itself: `Firefox, Linux`. */
  browser: z.string(),
})

export const listLogins = route({
  method: 'GET',
  path: '/logins',
  summary: 'Where one is signed in',
  access: 'person',
  reply: z.array(Login),
})

export const signOut = route({
  method: 'DELETE',
  path: '/logins/current',
  summary: 'Sign out of this browser',
  access: 'anyone',
  reply: done,
})

export const revokeLogin = route({
  method: 'DELETE',
  path: '/logins/:loginId',
  summary: 'Sign out of one other place',
  access: 'login',
  params: z.object({ loginId: LoginId }),
  reply: done,
  failures: ['login.not_found'],
})

export const revokeLogins = route({
  method: 'DELETE',
  path: '/logins',
  summary: 'Sign out everywhere but here',
  access: 'login',
  reply: done,
})

const secretLink = z.string().min(20).max(64)

/** A mailed link, before it is used: what for, and for whom. */
export const readAccountLink = route({
  method: 'POST',
  path: '/account-links/read',
  summary: 'What a mailed link is for',
  access: 'anyone',
  body: z.object({ secret: secretLink }).meta({ examples: [{ secret: 'aaaaa-aaaaa-aaaaa-aaaaa-aaaaa' }] }),
  reply: z.object({
    purpose: z.enum(['setup', 'invitation', 'reset']),
    email: z.string().nullable(),
    name: z.string().nullable(),
  }),
  failures: ['link.spent'],
  limit: { count: 30, seconds: 60 },
})

export const useAccountLink = route({
  method: 'POST',
  path: '/account-links/use',
  summary: 'Make the first administrator, accept an invitation, or choose a new password; signs in',
  access: 'anyone',
  body: z
    .object({ secret: secretLink, password: Password, name: PersonName.optional(), email: Email.optional() })
    .meta({ examples: [{ secret: 'aaaaa-aaaaa-aaaaa-aaaaa-aaaaa', password: 'a fine long one', name: 'Ada' }] }),
  reply: Me,
  failures: ['link.spent', 'person.email_taken'],
  limit: { count: 30, seconds: 60 },
})

export const askReset = route({
  method: 'POST',
  path: '/password-resets',
  summary: 'Ask for a link to choose a new password; the answer never tells whether the account exists',
  access: 'anyone',
  body: z.object({ email: Email }).meta({ examples: [{ email: 'ada@example.org' }] }),
  reply: done,
  limit: { count: 10, seconds: 60 },
})

export const changeMe = route({
  method: 'PATCH',
  path: '/me',
  summary: 'Change one’s name, language or notices',
  access: 'person',
  body: z
    .object({ name: PersonName, language: Language.nullable(), emailNotices: z.boolean() })
    .partial()
    .meta({ examples: [{ name: 'Ada Lovelace' }] }),
  reply: Me,
})

export const changePassword = route({
  method: 'POST',
  path: '/me/password',
  summary: 'Change one’s password; signs out everywhere else',
  access: 'login',
  body: z
    .object({ current: z.string().max(256), password: Password })
    .meta({ examples: [{ current: 'a fine long one', password: 'a fine long one' }] }),
  reply: done,
  failures: ['person.wrong_password', 'login.slow_down'],
})

export const changePicture = route({
  method: 'PUT',
  path: '/me/picture',
  summary: 'Put one’s picture; it is cropped to a square and written anew',
  access: 'person',
  body: bytes,
  upload: { types: ['image/png', 'image/jpeg', 'image/webp'], bytes: 8 * 1024 * 1024 },
  reply: Me,
  failures: ['picture.unreadable'],
  limit: { count: 20, seconds: 60 },
})

export const removePicture = route({
  method: 'DELETE',
  path: '/me/picture',
  summary: 'Take one’s picture away',
  access: 'person',
  reply: Me,
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

export const Group = z.object({
  id: GroupId,
  name: z.string().trim().min(1).max(120),
  members: z.array(PersonCard),
})
export type Group = z.infer<typeof Group>

const groupParams = z.object({ groupId: GroupId })

export const listGroups = route({
  method: 'GET',
  path: '/groups',
  summary: 'List the groups with their members',
  access: 'person',
  reply: z.array(Group),
  failures: ['person.administrator_only'],
})

export const createGroup = route({
  method: 'POST',
  path: '/groups',
  summary: 'Make a group',
  access: 'person',
  body: Group.pick({ name: true }).meta({ examples: [{ name: 'Scolarité' }] }),
  reply: Group,
  failures: ['person.administrator_only', 'group.name_taken'],
})

export const changeGroup = route({
  method: 'PATCH',
  path: '/groups/:groupId',
  summary: 'Rename a group, or say anew who belongs to it',
  access: 'person',
  params: groupParams,
  body: z
    .object({ name: Group.shape.name, members: z.array(UserId).max(5000) })
    .partial()
    .meta({ examples: [{ members: [] }] }),
  reply: Group,
  failures: ['group.not_found', 'person.administrator_only', 'person.not_found', 'group.name_taken'],
})

export const removeGroup = route({
  method: 'DELETE',
  path: '/groups/:groupId',
  summary: 'Delete a group; its members stay',
  access: 'person',
  params: groupParams,
  reply: done,
  failures: ['group.not_found', 'person.administrator_only'],
})

export const ApiToken = z.object({
  id: ApiTokenId,
  name: z.string().trim().min(1).max(120),
  createdAt: Moment,
  expiresAt: Moment,
  lastUsedAt: Moment.nullable(),
})

export const listApiTokens = route({
  method: 'GET',
  path: '/api-tokens',
  summary: 'List one’s API tokens, without their secrets',
  access: 'person',
  reply: z.array(ApiToken),
})

export const createApiToken = route({
  method: 'POST',
  path: '/api-tokens',
  summary: 'Make an API token; its secret is shown this once',
  access: 'login',
  body: z
    .object({ name: ApiToken.shape.name, days: z.int().min(1).max(366) })
    .meta({ examples: [{ name: 'Emploi du temps', days: 90 }] }),
  reply: ApiToken.extend({ secret: z.string() }),
})

export const revokeApiToken = route({
  method: 'DELETE',
  path: '/api-tokens/:apiTokenId',
  summary: 'Revoke an API token',
  access: 'person',
  params: z.object({ apiTokenId: ApiTokenId }),
  reply: done,
  failures: ['token.not_found'],
})

export const peopleRoutes = {
  welcome,
  signIn,
  listLogins,
  signOut,
  revokeLogin,
  revokeLogins,
  readAccountLink,
  useAccountLink,
  askReset,
  changeMe,
  changePassword,
  changePicture,
  removePicture,
  listPeople,
  invitePeople,
  changePerson,
  removePerson,
  listGroups,
  createGroup,
  changeGroup,
  removeGroup,
  listApiTokens,
  createApiToken,
  revokeApiToken,
}

/** A letter to whoever has this address here, if anyone has: asked alike for anyone, so that no answer's time tells. */
export const writeReset = job('reset.write', z.object({ tenantId: TenantId, sealedEmail: z.string() }))
/** A picture that is nobody's any more. */
export const forgetPicture = job('picture.forget', z.object({ tenantId: TenantId, pictureId: z.uuid() }))

const ofPerson = z.object({ tenantId: TenantId, userId: UserId })

export const personInvited = fact('person.invited', ofPerson.extend({ by: UserId }))
/** Role, capabilities, name, picture, or being disabled; by nobody of the house when at the command line. */
export const personChanged = fact('person.changed', ofPerson.extend({ by: UserId.nullable() }))
/** What they owned is the heir's from now on: each floor hands over what it holds. */
export const personRemoved = fact('person.removed', ofPerson.extend({ heirId: UserId, by: UserId }))
/** Whoever holds a socket open under one of these logins must be cut. */
export const loginsRevoked = fact('logins.revoked', ofPerson)
