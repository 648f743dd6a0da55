import { z } from 'zod'
import { bytes, done, failures, job, route } from './grammar.ts'
import { capabilities, Email, Password, PersonCard, PersonName, roles } from './people.ts'
import { Language } from './requests.ts'
import { TenantId } from './tenants.ts'
import { pictureFile, textLengths } from './limits.ts'

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

export const profileFailures = failures({
  'person.wrong_password': 403,
  'picture.unreadable': 400,
})

export const changeMe = route({
  method: 'PATCH',
  path: '/me',
  summary: 'Change one’s name, language or notices',
  access: 'person',
  scope: 'account',
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
    .object({ current: z.string().max(textLengths.password.max), password: Password })
    .meta({ examples: [{ current: 'a fine long one', password: 'a fine long one' }] }),
  reply: done,
  failures: ['person.wrong_password', 'login.slow_down', 'password.guessable'],
})

export const changeEmail = route({
  method: 'POST',
  path: '/me/email',
  summary: 'Ask for another e-mail address: a link is written to it, and it is one’s own once that is opened',
  access: 'login',
  body: z
    .object({ email: Email, password: z.string().max(textLengths.password.max) })
    .meta({ examples: [{ email: 'ada.lovelace@example.org', password: 'a fine long one' }] }),
  reply: done,
  failures: ['person.wrong_password', 'login.slow_down', 'person.email_taken'],
  limit: { count: 10, seconds: 3600 },
})

export const changePicture = route({
  method: 'PUT',
  path: '/me/picture',
  summary: 'Put one’s picture; it is cropped to a square and written anew',
  access: 'person',
  scope: 'account',
  body: bytes,
  upload: { types: [...pictureFile.types], bytes: pictureFile.bytes },
  reply: Me,
  failures: ['picture.unreadable'],
  limit: { count: 20, seconds: 60 },
})

export const removePicture = route({
  method: 'DELETE',
  path: '/me/picture',
  summary: 'Take one’s picture away',
  access: 'person',
  scope: 'account',
  reply: Me,
})

export const profileRoutes = { changeMe, changePassword, changeEmail, changePicture, removePicture }

/** A picture that is nobody's any more. */
export const forgetPicture = job('picture.forget', z.object({ tenantId: TenantId, pictureId: z.uuid() }))
