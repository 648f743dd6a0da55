import { Email, PersonName } from '@amphi/contract/people'
import type { z } from 'zod'
import { Refusal } from './refusal.ts'

/** What was typed, as the contract takes it; else a refusal of that sentence. */
export const accept = <S extends z.ZodType>(schema: S, value: unknown, sentence: string): z.output<S> => {
  const { success, data } = schema.safeParse(value)
  if (!success) throw new Refusal(sentence)
  return data
}

export const acceptEmail = (text: string | undefined) => accept(Email, text, `“${text}” is not an e-mail address.`)

export const acceptName = (text: string) => accept(PersonName, text, 'A name has at least one visible character.')
