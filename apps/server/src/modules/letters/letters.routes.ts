import { listLetters, openLetter } from '@amphi/contract/letters'
import type { Mount } from '#platform/http'
import type { LettersService } from './letters.service.ts'

export const mountLetters = (mount: Mount, letters: LettersService) => {
  mount(listLetters, (actor) => letters.list(actor))
  mount(openLetter, (actor, { params }) => letters.open(actor, params.letterId))
}
