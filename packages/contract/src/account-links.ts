import { z } from 'zod'
import { done, failures, job, route } from './grammar.ts'
import { Email, Password, PersonName } from './people.ts'
import { Me } from './profile.ts'
import { TenantId } from './tenants.ts'

const secretLink = z.string().min(20).max(64)

export const accountLinkFailures = failures({
  'link.spent': 410,
})

/** A mailed link, before it is used: what for, and for whom. */
export const readAccountLink = route({
  method: 'POST',
  path: '/account-links/read',
  summary: 'What a mailed link is for',
  access: 'anyone',
  body: z.object({ secret: secretLink }).meta({ examples: [{ secret: 'aaaaa-aaaaa-aaaaa-aaaaa-aaaaa' }] }),
  reply: z.object({
    purpose: z.enum(['setup', 'invitation', 'reset', 'email']),
    /** For `email`, the address that is to be confirmed. */
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
  failures: ['link.spent', 'person.email_taken', 'password.guessable'],
  limit: { count: 30, seconds: 60 },
})

export const confirmEmail = route({
  method: 'POST',
  path: '/account-links/confirm',
  summary: 'Take the new address that a mailed link was sent to; signs nobody in',
  access: 'anyone',
  body: z.object({ secret: secretLink }).meta({ examples: [{ secret: 'aaaaa-aaaaa-aaaaa-aaaaa-aaaaa' }] }),
  reply: z.object({ email: z.string() }),
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

export const accountLinkRoutes = { readAccountLink, useAccountLink, confirmEmail, askReset }

/** A letter to whoever has this address here, if anyone has: asked alike for anyone, so that no answer's time tells. */
export const writeReset = job('reset.write', z.object({ tenantId: TenantId, sealedEmail: z.string() }))
