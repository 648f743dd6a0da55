import type { Email } from '@amphi/contract/people'
import type { z } from 'zod'
import { acceptEmail } from './accept.ts'
import type { Given } from './command.ts'
import type { Desk } from './desk.ts'
import { Refusal } from './refusal.ts'

export const emailFrom = ({ args: [text] }: Given) => acceptEmail(text)

/** Whoever has that address in the institution, removed people left out. */
export const personOf = (given: Given, desk: Desk) => personAt(emailFrom(given), desk)

export const personAt = async (email: z.output<typeof Email>, desk: Desk) => {
  const [{ people }, { id: tenantId, name }] = [await desk.services(), await desk.tenant()]
  const person = (await people.directory.everyone(tenantId)).find((it) => it.email === email)
  if (!person) throw new Refusal(`Nobody in “${name}” has the address ${email}.`)
  return { people, person, tenantId, email }
}
