import { z } from 'zod'
import { UserId } from './people.ts'
import { done, fact, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { scopes } from './scopes.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

export const ApiTokenId = z.uuid().brand<'ApiTokenId'>()
export type ApiTokenId = z.infer<typeof ApiTokenId>

export const ApiToken = z.object({
  id: ApiTokenId,
  name: z.string(),
  /** What it may be used for. */
  scopes: z.array(z.enum(scopes)),
  createdAt: Moment,
  expiresAt: Moment,
  lastUsedAt: Moment.nullable(),
})

export const apiTokenFailures = failures({
  'token.not_found': 404,
})

export const listApiTokens = route({
  method: 'GET',
  path: '/api-tokens',
  summary: 'List one’s API tokens, without their secrets',
  access: 'person',
  scope: 'account',
  reply: z.array(ApiToken),
})

export const createApiToken = route({
  method: 'POST',
  path: '/api-tokens',
  summary: 'Make an API token; its secret is shown this once',
  access: 'login',
  body: z
    .object({
      name: line(textLengths.tokenName),
      days: z.int().min(1).max(366),
      scopes: z.array(z.enum(scopes)).min(1).default(['readRooms']),
    })
    .meta({ examples: [{ name: 'Emploi du temps', days: 90, scopes: ['readRooms'] }] }),
  reply: ApiToken.extend({ secret: z.string() }),
})

export const revokeApiToken = route({
  method: 'DELETE',
  path: '/api-tokens/:apiTokenId',
  summary: 'Revoke an API token',
  access: 'person',
  scope: 'account',
  params: z.object({ apiTokenId: ApiTokenId }),
  reply: done,
  failures: ['token.not_found'],
})

export const apiTokenRoutes = { listApiTokens, createApiToken, revokeApiToken }

const ofPerson = z.object({ tenantId: TenantId, userId: UserId })

export const apiTokenCreated = fact('token.created', ofPerson.extend({ apiTokenId: ApiTokenId }))

/** What ended tokens before their day: their person one of them, or all with every login; a link for a new password. */
export const revocations = ['one', 'everywhere', 'password'] as const
export type Revocation = (typeof revocations)[number]
/** By nobody of the house when at the command line. */
export const apiTokensRevoked = fact(
  'token.revoked',
  ofPerson.extend({ many: z.int(), how: z.enum(revocations), by: UserId.nullable() }),
)
