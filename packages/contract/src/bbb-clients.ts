import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

/** A program that speaks BigBlueButton’s API to us: the plugin of a platform, with a secret of its own. */
export const BbbClientId = z.uuid().brand<'BbbClientId'>()
export type BbbClientId = z.infer<typeof BbbClientId>

/** How a call may be signed. Each is told by the length of its checksum. */
export const bbbAlgorithms = ['sha1', 'sha256', 'sha384', 'sha512'] as const
export type BbbAlgorithm = (typeof bbbAlgorithms)[number]

const Algorithms = z.array(z.enum(bbbAlgorithms)).min(1).max(bbbAlgorithms.length)

export const BbbClient = z.object({
  id: BbbClientId,
  name: z.string(),
  /** Whether its calls are answered. */
  enabled: z.boolean(),
  algorithms: Algorithms,
  /** How many meetings it may have at once; null: as many as it likes. */
  mostMeetings: z.int().nullable(),
  /** When its secret was made, and of former ones until when they are good. */
  secrets: z.array(z.object({ createdAt: Moment, until: Moment.nullable() })),
  /** Whether the server’s own settings say its secret, and change it. */
  fromSettings: z.boolean(),
  /** Meetings it has now. */
  meetings: z.int(),
  createdAt: Moment,
  lastCalledAt: Moment.nullable(),
  can: z.object({ change: z.boolean(), renew: z.boolean(), remove: z.boolean() }),
})
export type BbbClient = z.infer<typeof BbbClient>

/** What its people type into the plugin; the secret is told once. */
export const BbbClientMade = BbbClient.extend({ secret: z.string() })

export const bbbClientFailures = failures({
  'bbb.administrator_only': 403,
  'bbb.client_not_found': 404,
  'bbb.client_of_settings': 409,
})

const params = z.object({ bbbClientId: BbbClientId })

export const listBbbClients = route({
  method: 'GET',
  path: '/bbb-clients',
  summary: 'List the platforms that speak BigBlueButton’s API to us, without their secrets',
  access: 'person',
  scope: 'institution',
  reply: z.object({
    /** Where their plugins reach us. */
    address: z.string(),
    clients: z.array(BbbClient),
  }),
  failures: ['bbb.administrator_only'],
})

export const addBbbClient = route({
  method: 'POST',
  path: '/bbb-clients',
  summary: 'Add a platform; its secret is shown this once',
  // Who has the secret lets people in: a stolen token must not.
  access: 'login',
  body: z.object({ name: line(textLengths.platformName) }).meta({ examples: [{ name: 'Moodle' }] }),
  reply: BbbClientMade,
  failures: ['bbb.administrator_only'],
})

export const changeBbbClient = route({
  method: 'PATCH',
  path: '/bbb-clients/:bbbClientId',
  summary: 'Change how a platform is called, whether it is answered, how it may sign and how many meetings it may have',
  access: 'person',
  scope: 'institution',
  params,
  body: z
    .object({
      name: line(textLengths.platformName),
      enabled: z.boolean(),
      algorithms: Algorithms,
      mostMeetings: z.int().min(1).max(100_000).nullable(),
    })
    .partial()
    .meta({ examples: [{ mostMeetings: 200 }] }),
  reply: BbbClient,
  failures: ['bbb.administrator_only', 'bbb.client_not_found'],
})

export const renewBbbSecret = route({
  method: 'POST',
  path: '/bbb-clients/:bbbClientId/secrets',
  summary: 'Give a platform a new secret, shown this once; the former one is good for some hours more, or no longer',
  access: 'login',
  params,
  body: z
    .object({
      /** Hours for which the former one is still good. */
      keepFor: z.int().min(0).max(720),
    })
    .meta({ examples: [{ keepFor: 24 }] }),
  reply: BbbClientMade,
  failures: ['bbb.administrator_only', 'bbb.client_not_found', 'bbb.client_of_settings'],
})

export const removeBbbClient = route({
  method: 'DELETE',
  path: '/bbb-clients/:bbbClientId',
  summary: 'Remove a platform: its secret is good no longer, and its meetings end',
  access: 'person',
  scope: 'institution',
  params,
  reply: done,
  failures: ['bbb.administrator_only', 'bbb.client_not_found', 'bbb.client_of_settings'],
})

/** One call, without what nobody but the platform should know: names, passwords, checksums. */
export const BbbCall = z.object({
  id: z.uuid(),
  at: Moment,
  /** `create`, `join`; empty for the index. */
  call: z.string(),
  /** `SUCCESS`, or the key of the refusal. */
  outcome: z.string(),
  /** Why a checksum was not right. */
  checksum: z.enum(['no_checksum', 'not_hexadecimal', 'algorithm_not_allowed', 'no_such_secret']).nullable(),
  meetingId: z.string().nullable(),
  milliseconds: z.int(),
  agent: z.string(),
})
export type BbbCall = z.infer<typeof BbbCall>

export const listBbbCalls = route({
  method: 'GET',
  path: '/bbb-clients/:bbbClientId/calls',
  summary: 'The newest calls of a platform, and those that nobody’s secret signed, 200 of each at most',
  access: 'person',
  scope: 'institution',
  params,
  reply: z.object({ calls: z.array(BbbCall), unsigned: z.array(BbbCall) }),
  failures: ['bbb.administrator_only', 'bbb.client_not_found'],
})

export const bbbFindings = [
  'right',
  'no_address',
  'no_call',
  'unknown_call',
  'double_path',
  'wrong_path',
  'wrong_host',
  'plain_http',
  'no_checksum',
  'not_hexadecimal',
  'algorithm_not_allowed',
  'no_such_secret',
  'disabled',
] as const
export type BbbFinding = (typeof bbbFindings)[number]

export const checkBbbAddress = route({
  method: 'POST',
  path: '/bbb-clients/checks',
  summary: 'Say what is wrong with an address that a plugin is set to, or calls; nothing of it is called',
  access: 'person',
  scope: 'institution',
  body: z
    .object({ address: z.string().max(textLengths.platformAddress.max) })
    .meta({ examples: [{ address: 'https://amphi.example/bigbluebutton/api/getMeetings?checksum=0' }] }),
  reply: z.object({
    findings: z.array(z.enum(bbbFindings)).min(1),
    /** Whose secret signed it. */
    client: z.string().nullable(),
  }),
  failures: ['bbb.administrator_only'],
})

export const bbbClientRoutes = {
  listBbbClients,
  addBbbClient,
  changeBbbClient,
  renewBbbSecret,
  removeBbbClient,
  listBbbCalls,
  checkBbbAddress,
}

export const clientDeeds = ['added', 'changed', 'renewed', 'removed'] as const

export const bbbClientChanged = fact(
  'bbb_client.changed',
  z.object({
    tenantId: TenantId,
    bbbClientId: BbbClientId,
    deed: z.enum(clientDeeds),
    /** For who reads of it when it is gone. */
    name: z.string(),
    /** Nobody of the house: the command line, or the settings of the server. */
    by: z.uuid().nullable(),
  }),
)
