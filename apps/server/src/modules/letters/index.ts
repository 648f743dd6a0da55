import { sendLetter } from '@amphi/contract/letters'
import type { Ground } from '#platform/ground'
import { lettersIn } from './letters.repository.ts'
import { mountLetters } from './letters.routes.ts'
import { createLettersService } from './letters.service.ts'
import type { Post } from './post.ts'

export type { LettersService } from './letters.service.ts'
export { type Post, smtpPost } from './post.ts'

/** How long a letter can be read again, in milliseconds: 90 days. */
const keptFor = 90 * 24 * 3600 * 1000

export const openLetters = async (ground: Ground, post: Post | undefined, works: boolean) => {
  const { db, bus, jobs, clock, keys, http, sweeps, metrics } = ground
  const letters = createLettersService({ db, bus, jobs, clock, keys, post, works })
  mountLetters(http.mount, letters)
  await jobs.handle(sendLetter, ({ tenantId, letterId }) => letters.carry(tenantId, letterId))
  sweeps.every(3600, 'letters', () => lettersIn(db).removeOld(new Date(clock.now().getTime() - keptFor)))
  metrics.tell({
    name: 'amphi_letters_waiting',
    help: 'Letters the mail server has not been given yet',
    read: () => lettersIn(db).count('queued'),
  })
  metrics.tell({
    name: 'amphi_letters_failed',
    help: 'Letters the mail server refused when it was last asked',
    read: () => lettersIn(db).count('failed'),
  })
  return letters
}
