import { sendLetter } from '@amphi/contract/letters'
import type { Ground } from '#platform/ground'
import { mountLetters } from './letters.routes.ts'
import { createLettersService } from './letters.service.ts'
import type { Post } from './post.ts'

export type { LettersService } from './letters.service.ts'
export { type Post, smtpPost } from './post.ts'

export const openLetters = async ({ db, bus, jobs, clock, keys, http }: Ground, post: Post | undefined) => {
  const letters = createLettersService({ db, bus, jobs, clock, keys, post })
  mountLetters(http.mount, letters)
  await jobs.handle(sendLetter, ({ tenantId, letterId }) => letters.carry(tenantId, letterId))
  return letters
}
