import { z } from 'zod'
import { revocations } from './api-tokens.ts'
import { done, fact, failures, route } from './grammar.ts'
import { textLengths } from './limits.ts'
import { UserId } from './people.ts'
import { Moment } from './requests.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'

export const AppPasswordId = z.uuid().brand<'AppPasswordId'>()
export type AppPasswordId = z.infer<typeof AppPasswordId>

export const AppPasswordName = line(textLengths.appPasswordName)

/** A password for one program on one device, such as a calendar: it opens nothing else, and never this API. */
export const AppPassword = z.object({
  id: AppPasswordId,
  /** The device, in its person’s words. */
  name: z.string(),
  createdAt: Moment,
  lastUsedAt: Moment.nullable(),
})

export const appPasswordFailures = failures({
  'app_password.not_found': 404,
})

export const listAppPasswords = route({
  method: 'GET',
  path: '/app-passwords',
  summary: 'List one’s app passwords, without their secrets',
  access: 'person',
  scope: 'account',
  reply: z.array(AppPassword),
})

export const createAppPassword = route({
  method: 'POST',
  path: '/app-passwords',
  summary: 'Make an app password for a calendar program; it is shown this once',
  access: 'login',
  body: z.object({ name: AppPasswordName }).meta({ examples: [{ name: 'Thunderbird, bureau' }] }),
  reply: AppPassword.extend({
    /** Groups of small letters and digits with dashes between them, which need not be typed. */
    secret: z.string(),
  }),
})

export const revokeAppPassword = route({
  method: 'DELETE',
  path: '/app-passwords/:appPasswordId',
  summary: 'Revoke an app password',
  access: 'person',
  scope: 'account',
  params: z.object({ appPasswordId: AppPasswordId }),
  reply: done,
  failures: ['app_password.not_found'],
})

export const appPasswordRoutes = { listAppPasswords, createAppPassword, revokeAppPassword }

/** `by` nobody of the house when at the command line. */
const ofPerson = z.object({ tenantId: TenantId, userId: UserId, by: UserId.nullable() })

export const appPasswordCreated = fact('app_password.created', ofPerson.extend({ appPasswordId: AppPasswordId }))

/** They end as API tokens do, and for the same reasons. */
export const appPasswordsRevoked = fact(
  'app_password.revoked',
  ofPerson.extend({ many: z.int(), how: z.enum(revocations) }),
)
