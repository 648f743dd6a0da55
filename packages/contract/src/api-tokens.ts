import { z } from 'zod'
import { done, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { line } from './text.ts'

export const ApiTokenId = z.uuid().brand<'ApiTokenId'>()
export type ApiTokenId = z.infer<typeof ApiTokenId>

export const ApiToken = z.object({
  id: ApiTokenId,
  name: z.string(),
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
  reply: z.array(ApiToken),
})

export const createApiToken = route({
  method: 'POST',
  path: '/api-tokens',
  summary: 'Make an API token; its secret is shown this once',
  access: 'login',
  body: z
    .object({ name: line({ max: 120 }), days: z.int().min(1).max(366) })
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

export const apiTokenRoutes = { listApiTokens, createApiToken, revokeApiToken }
