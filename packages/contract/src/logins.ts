import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { UserId } from './people.ts'
import { Me } from './profile.ts'
import { Moment } from './requests.ts'
import { TenantId } from './tenants.ts'
import { textLengths } from './limits.ts'

export const LoginId = z.uuid().brand<'LoginId'>()
export type LoginId = z.infer<typeof LoginId>

export const Login = z.object({
  id: LoginId,
  current: z.boolean(),
  createdAt: Moment,
  lastSeenAt: Moment,
  address: z.string(),
  /** As the browser names itself: `Firefox, Linux`; null where it says nothing we know. */
  browser: z.string().nullable(),
})

export const loginFailures = failures({
  'login.wrong': 401,
  'login.slow_down': 429,
  'login.not_found': 404,
})

export const signIn = route({
  method: 'POST',
  path: '/logins',
  summary: 'Sign in; the reply sets the cookie',
  access: 'anyone',
  body: z
    .object({
      email: z.string().trim().toLowerCase().max(textLengths.email.max),
      password: z.string().max(textLengths.password.max),
    })
    .meta({ examples: [{ email: 'ada@example.org', password: 'a fine long one' }] }),
  reply: Me,
  failures: ['login.wrong', 'login.slow_down'],
})

export const listLogins = route({
  method: 'GET',
  path: '/logins',
  summary: 'Where one is signed in',
  access: 'person',
  scope: 'account',
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
  summary: 'Sign out everywhere but here; API tokens and app passwords end with it, unless they are to stay',
  access: 'login',
  query: z.object({ tokens: z.enum(['revoke', 'keep']).default('revoke') }),
  reply: done,
})

export const loginRoutes = { signIn, listLogins, signOut, revokeLogin, revokeLogins }

/** Whoever holds a socket open under one of these logins must be cut. */
export const loginsRevoked = fact('logins.revoked', z.object({ tenantId: TenantId, userId: UserId }))
