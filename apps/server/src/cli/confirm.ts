import type { Given } from './command.ts'
import { Refusal } from './refusal.ts'

/** Before what cannot be taken back. Where nobody can be asked, a script has said what it wants. */
export const confirm = async ({ terminal }: Given, what: string) => {
  const answer = await terminal.ask(`${what} Type “yes” to go on: `)
  if (answer !== undefined && answer.trim() !== 'yes') throw new Refusal('Nothing was changed.')
}
