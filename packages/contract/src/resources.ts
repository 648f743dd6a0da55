import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { GroupId } from './groups.ts'
import { textLengths } from './limits.ts'
import { Email, UserId } from './people.ts'
import { Carrier, WebAddress } from './room-settings.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'

/** A conference that calendars book by inviting it, as they invite a room of a building. */
export const ResourceId = z.uuid().brand<'ResourceId'>()
export type ResourceId = z.infer<typeof ResourceId>

export const ResourceGrantId = z.uuid().brand<'ResourceGrantId'>()
export type ResourceGrantId = z.infer<typeof ResourceGrantId>

/** What one may do with it, each level with all before it: book it; see what is booked; change that; say who else may. */
export const resourceLevels = ['book', 'see', 'change', 'share'] as const
export type ResourceLevel = (typeof resourceLevels)[number]

/** The tongues a text may be written in; the order is that of the list it is chosen from. */
export const templateLanguages = ['fr', 'en', 'de', 'es', 'pt', 'it', 'hu', 'nl', 'pl', 'ru', 'sk', 'uk', 'zh'] as const
export type TemplateLanguage = (typeof templateLanguages)[number]

/** Some letters of a line that look alike. */
const Run = z.object({
  text: z.string().min(1).max(2000),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  href: WebAddress.optional(),
})

/**
 * One line of a text. `${URL}`, `${NomRessource}` (`${ResourceName}`) and `${Organisateur}` (`${Organizer}`) stand for the
 * address, the name of the resource, and that of who invites; a line with any other such name is left out.
 */
const TemplateLine = z.object({ kind: z.enum(['paragraph', 'item']), runs: z.array(Run).max(40) })
export type TemplateLine = z.infer<typeof TemplateLine>

export const Template = z.array(TemplateLine).max(60)
export type Template = z.infer<typeof Template>

const Templates = z.partialRecord(z.enum(templateLanguages), Template)
export type Templates = z.infer<typeof Templates>

/** `meet.univ.fr` is enough of an address. */
const ServerAddress = z
  .string()
  .trim()
  .max(textLengths.nodeAddress.max)
  .transform((text) => (/^https?:\/\//i.test(text) ? text : `https://${text}`))
  .transform((text) => (text.endsWith('/') ? text : `${text}/`))
  .pipe(WebAddress)

/** Where its conferences are: in rooms of this house, on whichever engine or on that one; or at a Jitsi that anybody uses. */
export const ResourceServer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rooms'), carrier: Carrier.nullable() }),
  z.object({ kind: z.literal('address'), url: ServerAddress }),
])
export type ResourceServer = z.infer<typeof ResourceServer>

const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When it is meant to be used: shown to whoever books, and never in their way. */
export const ResourceHours = z.object({
  /** 1 is Monday. */
  days: z.array(z.int().min(1).max(7)).max(7),
  from: Hour,
  to: Hour,
})
export type ResourceHours = z.infer<typeof ResourceHours>

/** Who is said to decide about bookings: those who look after it, or nobody. Shown as well, and never in anybody’s way. */
export const resourcePolicies = ['accepts', 'accepts_when_free', 'keepers_decide'] as const

const ResourceName = line(textLengths.resourceName)

/** An address, or all of a domain: `@univ.fr`. */
const Outsider = z.union([
  Email,
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^@[a-z0-9-]+(\.[a-z0-9-]+)+$/)
    .max(textLengths.email.max),
])

const Fields = z.object({
  name: ResourceName,
  /** What calendar programs invite. */
  email: Email,
  server: ResourceServer,
  /** What everyone of the institution may do with it; null: only those it is shared with. */
  everyone: z.enum(resourceLevels).nullable(),
  hours: ResourceHours.nullable(),
  /** The shortest booking it is meant for, in minutes. */
  shortest: z.int().min(5).max(1440).nullable(),
  policy: z.enum(resourcePolicies),
  /** Who may book it by letter, without an account. */
  outsiders: z.array(Outsider).max(200),
})
const { name, email, server, everyone, hours, shortest, policy, outsiders } = Fields.shape

/** As whoever may book it sees it. */
export const Resource = z.object({
  id: ResourceId,
  name: z.string(),
  email: z.string(),
  /** Of a Jitsi, where its conferences are; null: in rooms of the house. */
  address: z.string().nullable(),
  hours: ResourceHours.nullable(),
  shortest: z.int().nullable(),
  policy: z.enum(resourcePolicies),
  can: z.object({ book: z.boolean(), see: z.boolean(), share: z.boolean(), configure: z.boolean() }),
})
export type Resource = z.infer<typeof Resource>

/** As whoever looks after it sees it. */
export const ResourceDetail = Resource.extend({
  server: ResourceServer,
  everyone: z.enum(resourceLevels).nullable(),
  outsiders: z.array(z.string()),
  templates: Templates,
  /** Names that stand for nothing, by tongue: their lines are left out wherever the text is used. */
  unknown: z.partialRecord(z.enum(templateLanguages), z.array(z.string())),
})
export type ResourceDetail = z.infer<typeof ResourceDetail>

export const ResourceGrant = z.object({
  id: ResourceGrantId,
  level: z.enum(resourceLevels),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), id: UserId, name: z.string(), pictureUrl: z.string().nullable() }),
    z.object({ kind: z.literal('group'), id: GroupId, name: z.string(), members: z.int() }),
  ]),
})
export type ResourceGrant = z.infer<typeof ResourceGrant>

export const mostResources = 50

export const resourceFailures = failures({
  'resource.not_found': 404,
  'resource.administrator_only': 403,
  'resource.not_yours': 403,
  'resource.not_bookable': 403,
  'resource.address_taken': 409,
  'resource.limit_reached': 409,
  'resource.server_unfit': 400,
  'resource.grant_not_found': 404,
})

const params = z.object({ resourceId: ResourceId })
const grantParams = params.extend({ resourceGrantId: ResourceGrantId })

export const listResources = route({
  method: 'GET',
  path: '/resources',
  summary: 'List the conferences one may book, or look after, by name',
  access: 'person',
  scope: 'calendar',
  reply: z.array(Resource),
})

export const readResource = route({
  method: 'GET',
  path: '/resources/:resourceId',
  summary: 'Read how a conference resource is set up',
  access: 'person',
  scope: 'institution',
  params,
  reply: ResourceDetail,
  failures: ['resource.not_found', 'resource.not_yours'],
})

export const createResource = route({
  method: 'POST',
  path: '/resources',
  summary: 'Make a conference that calendars can book; without an address it gets one of the institution’s',
  access: 'person',
  scope: 'institution',
  body: z
    .object({
      name,
      email: email.optional(),
      server,
      everyone: everyone.default('book'),
      hours: hours.default(null),
      shortest: shortest.default(null),
      policy: policy.default('accepts'),
      outsiders: outsiders.default([]),
    })
    .meta({ examples: [{ name: 'Jitsi', server: { kind: 'address', url: 'meet.univ.fr' } }] }),
  reply: ResourceDetail,
  failures: [
    'resource.administrator_only',
    'resource.address_taken',
    'resource.limit_reached',
    'resource.server_unfit',
  ],
})

export const changeResource = route({
  method: 'PATCH',
  path: '/resources/:resourceId',
  summary: 'Change a conference resource; conferences that are booked already stay where they are',
  access: 'person',
  scope: 'institution',
  params,
  body: Fields.partial().meta({ examples: [{ name: 'Visio' }] }),
  reply: ResourceDetail,
  failures: ['resource.not_found', 'resource.administrator_only', 'resource.address_taken', 'resource.server_unfit'],
})

export const writeTemplates = route({
  method: 'PUT',
  path: '/resources/:resourceId/templates',
  summary: 'Say what stands in events beside the address, in each tongue; one left empty is no more',
  access: 'person',
  scope: 'institution',
  params,
  body: z.object({ templates: Templates }).meta({
    examples: [
      // eslint-disable-next-line no-template-curly-in-string -- The name of the variable itself.
      { templates: { fr: [{ kind: 'paragraph', runs: [{ text: 'Rejoindre la réunion : ${URL}' }] }] } },
    ],
  }),
  reply: ResourceDetail,
  failures: ['resource.not_found', 'resource.administrator_only'],
})

export const previewTemplate = route({
  method: 'POST',
  path: '/resources/preview',
  summary: 'See what a text becomes in an event',
  access: 'person',
  scope: 'institution',
  body: z
    .object({ template: Template, name: z.string().max(textLengths.resourceName.max) })
    .meta({ examples: [{ template: [], name: 'Jitsi' }] }),
  reply: z.object({ text: z.string(), html: z.string(), unknown: z.array(z.string()) }),
  failures: ['resource.administrator_only'],
})

export const removeResource = route({
  method: 'DELETE',
  path: '/resources/:resourceId',
  summary: 'Remove a conference resource; events to come keep their links, or lose them and those invited are told',
  access: 'person',
  scope: 'institution',
  params,
  query: z.object({ upcoming: z.enum(['keep', 'clean']).default('keep') }),
  reply: done,
  failures: ['resource.not_found', 'resource.administrator_only'],
})

export const listResourceGrants = route({
  method: 'GET',
  path: '/resources/:resourceId/grants',
  summary: 'List who may do what with a conference resource',
  access: 'person',
  scope: 'institution',
  params,
  reply: z.array(ResourceGrant),
  failures: ['resource.not_found', 'resource.not_yours'],
})

export const shareResource = route({
  method: 'POST',
  path: '/resources/:resourceId/grants',
  summary: 'Let people and groups book a conference resource, or more; who may already, may what is said now',
  access: 'person',
  scope: 'institution',
  params,
  body: z
    .object({
      users: z.array(UserId).max(200).default([]),
      groups: z.array(GroupId).max(50).default([]),
      level: z.enum(resourceLevels),
    })
    .meta({ examples: [{ users: ['00000000-0000-4000-8000-00000000000b'], level: 'book' }] }),
  reply: z.array(ResourceGrant),
  failures: ['resource.not_found', 'resource.not_yours', 'person.not_found', 'group.not_found'],
})

export const withdrawResourceGrant = route({
  method: 'DELETE',
  path: '/resources/:resourceId/grants/:resourceGrantId',
  summary: 'Let someone book a conference resource no longer; what they booked stays',
  access: 'person',
  scope: 'institution',
  params: grantParams,
  reply: z.array(ResourceGrant),
  failures: ['resource.not_found', 'resource.not_yours', 'resource.grant_not_found'],
})

export const resourceRoutes = {
  listResources,
  readResource,
  createResource,
  changeResource,
  writeTemplates,
  previewTemplate,
  removeResource,
  listResourceGrants,
  shareResource,
  withdrawResourceGrant,
}

/** Made, changed, shared otherwise, or removed: then, what becomes of the events it is booked for. */
export const resourceChanged = fact('resource.changed', z.object({ tenantId: TenantId, resourceId: ResourceId }))
export const resourceRemoved = fact(
  'resource.removed',
  z.object({ tenantId: TenantId, resourceId: ResourceId, upcoming: z.enum(['keep', 'clean']) }),
)
