import type { ParticipantRole } from '@amphi/contract/sessions'
import { meetingIdOf, webAddress } from './create-parameters.ts'
import { controls, beginningWith, isTrue, numberOf, type Parameters } from './read-parameters.ts'
import { Refusal } from './refusals.ts'

/** Who is to join, as a call says it. */
export interface Joining {
  meetingId: string
  name: string
  /** Said by name; null where a password says it. */
  role: ParticipantRole | null
  password: string
  createTime: number | null
  userId: string | null
  isGuest: boolean
  /** To be remembered of them, and told again. */
  custom: [string, string][]
  /** Whether a browser comes, and is sent on. */
  redirects: boolean
  errorTo: string | null
}

const roles: Record<string, ParticipantRole> = { MODERATOR: 'moderator', VIEWER: 'participant' }

const nameOf = (parameters: Parameters) => {
  const name = parameters.get('fullName')?.replace(controls, ' ').toWellFormed().trim()
  if (!name) throw new Refusal('missingParamFullName')
  if (name.length > 255) throw new Refusal('fullNameTooLong')
  return name
}

const roleOf = (text: string | undefined): ParticipantRole | null => roles[(text ?? '').trim().toUpperCase()] ?? null

const mostCustom = 50

const customOf = (parameters: Parameters): [string, string][] =>
  beginningWith(parameters, 'userdata-')
    .filter(([name]) => name.length <= 64)
    .slice(0, mostCustom)
    .map(([name, value]) => [name.toWellFormed(), value.replace(controls, ' ').toWellFormed().slice(0, 1000)])

/** Whether a browser comes with it: said first, for how everything else is refused hangs on it. */
export const redirects = (parameters: Parameters) => (parameters.get('redirect') ?? '').trim().toLowerCase() !== 'false'

export const readJoin = (parameters: Parameters): Joining => {
  const meetingId = meetingIdOf(parameters)
  const name = nameOf(parameters)
  const role = roleOf(parameters.get('role'))
  const password = parameters.get('password') ?? ''
  if (role === null && password === '') throw new Refusal('paramError', undefined, { plain: true })
  const said = parameters.get('createTime') ?? ''
  const createTime = said === '' ? null : (numberOf(said) ?? NaN)
  if (Number.isNaN(createTime)) throw new Refusal('validationError', 'createTime must be an integer')
  return {
    meetingId,
    name,
    role,
    password,
    createTime,
    userId: parameters.get('userID')?.replace(controls, '').toWellFormed().slice(0, 256) || null,
    isGuest: isTrue(parameters.get('guest')),
    custom: customOf(parameters),
    redirects: redirects(parameters),
    errorTo: webAddress(parameters.get('errorRedirectUrl')) ?? webAddress(parameters.get('logoutURL')),
  }
}
