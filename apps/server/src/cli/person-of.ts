import { Email } from '@amphi/contract/people'
import type { z } from 'zod'
import { type Given, Refusal } from './command.ts'
import type { Desk } from './desk.ts'

/** What was typed, as the contract takes it; else the sentence. */
export const accept = <S extends z.ZodType>(schema: S, value: unknown, sentence: string): z.output<S> => {
  const { success, data } = schema.safeParse(value)
  if (!success) throw new Refusal(sentence)
  return data
}

export const emailFrom = ({ args: [text] }: Given) => accept(Email, text, `“${text}” is not an e-mail address.`)

/** Whoever has that address in the institution, removed people left out. */
export const personOf = (given: Given, desk: Desk) => personAt(emailFrom(given), desk)

export const personAt = async (email: z.output<typeof Email>, desk: Desk) => {
  const [{ people }, { id: tenantId, name }] = [await desk.services(), await desk.tenant()]
  const person = (await people.directory.everyone(tenantId)).find((it) => it.email === email)
  if (!person) throw new Refusal(`Nobody in “${name}” has the address ${email}.`)
  return { people, person, tenantId, email }
}
