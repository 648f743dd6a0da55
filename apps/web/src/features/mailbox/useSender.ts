import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import type { Head } from './queries.ts'

/** Who wrote it: somebody, somebody who is gone, or the institution itself. */
export const useSender = () => {
  const say = useWords('mailbox')
  const { tenant } = useWelcome()
  return ({ from, ofHouse }: Pick<Head, 'from' | 'ofHouse'>) => from?.name ?? (ofHouse ? tenant.name : say('gone'))
}
