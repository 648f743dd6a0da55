import { z } from 'zod'
import { job } from './grammar.ts'
import { TenantId } from './tenants.ts'

export const IncomingLetterId = z.uuid().brand<'IncomingLetterId'>()
export type IncomingLetterId = z.infer<typeof IncomingLetterId>

/** What became of a letter that came in. `passed_over`: nothing was done, and why is written beside it. */
export const incomingLetterStates = ['waiting', 'heard', 'passed_over'] as const

/** A letter from a calendar outside is kept already; now it is read, and what it says is done. */
export const hearLetter = job('incoming_letter.hear', z.object({ tenantId: TenantId, letterId: IncomingLetterId }))
