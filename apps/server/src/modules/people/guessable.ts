import { sameName } from '@amphi/contract/text'
import { Failure } from '#platform/failure'

interface Known {
  name: string
  email: string | null
}

/** Without what people leave out or put in between: capitals, spaces, dots. */
const bare = (text: string) => sameName(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '')

/** Whether a password is no more than who its person is: what anyone tries first. */
export const isGuessable = (password: string, { name, email }: Known) => {
  const words = name.split(' ')
  const known = [name, words.toReversed().join(' '), email ?? '', email?.split('@')[0] ?? '']
  const said = bare(password)
  return said === '' ? false : known.some((text) => bare(text) === said)
}

export const refuseGuessable = (password: string, known: Known) => {
  if (isGuessable(password, known)) throw new Failure('password.guessable')
}
