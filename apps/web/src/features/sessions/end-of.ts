import type { SessionRecord } from '@amphi/contract/sessions'
import type { Say } from '#ground/words.ts'

/** How a session ended, and by whom, where somebody closed it and is known. */
export const endOf = ({ endReason, endedBy }: SessionRecord, say: Say<'sessions'>) => {
  if (!endReason) return say('running')
  return endReason === 'closed_by_user' && endedBy ? say('closed_by', { name: endedBy }) : say(`end.${endReason}`)
}
