import { z } from 'zod'
import { fact, failures, job, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { TenantId } from './tenants.ts'

export const LetterId = z.uuid().brand<'LetterId'>()
export type LetterId = z.infer<typeof LetterId>

/** `kept`: no mail server is set, the letter waits to be read here. */
export const letterStates = ['kept', 'queued', 'sent', 'failed'] as const

/** `waiting`: the mail server has not taken it for this address yet. `refused`: it will not. */
export const copyStates = ['waiting', 'sent', 'refused'] as const
export type CopyState = (typeof copyStates)[number]

/** What a message between calendars asks of the one it is for (RFC 5546, 1.4). */
export const schedulingMethods = ['REQUEST', 'CANCEL', 'REPLY'] as const
export type SchedulingMethod = (typeof schedulingMethods)[number]

/** The same of a letter, which may also bring an event to whoever likes to have it. */
export const calendarMethods = [...schedulingMethods, 'PUBLISH'] as const
export type CalendarMethod = (typeof calendarMethods)[number]

export const LetterHead = z.object({
  id: LetterId,
  /** Of one in hidden copies, the first of its addresses. */
  to: z.string(),
  /** To how many it goes in hidden copies; 0 where it is for one alone. */
  copies: z.int(),
  subject: z.string(),
  state: z.enum(letterStates),
  writtenAt: Moment,
  /** What the mail server said when it refused; `postSilent` where it said nothing. */
  problem: z.string().nullable(),
})
export type LetterHead = z.infer<typeof LetterHead>

export const Letter = LetterHead.extend({ text: z.string() })
export type Letter = z.infer<typeof Letter>

export const letterFailures = failures({ 'letter.not_found': 404, 'letter.administrator_only': 403 })

export const listLetters = route({
  method: 'GET',
  path: '/letters',
  summary: 'List the letters written in the name of the institution, newest first, without their text',
  access: 'person',
  scope: 'institution',
  reply: z.object({ letters: z.array(LetterHead), mailServer: z.boolean() }),
  failures: ['letter.administrator_only'],
})

export const openLetter = route({
  method: 'POST',
  path: '/letters/:letterId/open',
  summary: 'Read a letter whole, with the links it holds; the journal keeps who did',
  // Its links let whoever reads them in as another: a stolen token must not.
  access: 'login',
  params: z.object({ letterId: LetterId }),
  reply: Letter,
  failures: ['letter.not_found', 'letter.administrator_only'],
})

export const letterRoutes = { listLetters, openLetter }

export const letterOpened = fact('letter.opened', z.object({ tenantId: TenantId, letterId: LetterId, by: z.uuid() }))

/** A letter in hidden copies was given to the mail server, for all of its addresses or some, or refused by it. */
export const letterCarried = fact('letter.carried', z.object({ tenantId: TenantId, letterId: LetterId }))

export const sendLetter = job('letter.send', z.object({ tenantId: TenantId, letterId: LetterId }))
