import { codeAlphabet, looksLikeName } from '@amphi/contract/pages'

/** What a pasted link, code or whole message leads to. */
export type CodeRead =
  | { kind: 'code'; code: string; moderator: boolean }
  /** A readable link that was chosen for a room. */
  | { kind: 'name'; name: string }
  | { kind: 'empty' }
  /** Letters that no code of ours holds: 0, 1, i, l, o and signs. */
  | { kind: 'letters'; letters: string }
  | { kind: 'length'; length: number }
  | { kind: 'elsewhere'; host: string }

/** As in the contract (`Code`), which the browser does not load: a test holds the two together. */
export const lengths = { guest: 14, moderator: 27 }

/** In groups of five, as it is shown: `q4hz8-ntcv2-ka7m`. */
export const grouped = (code: string) => code.match(/.{1,5}/g)?.join('-') ?? ''

const address = /\b(?:https?:\/\/)?((?:[\w-]+\.)*[\w-]+(?::\d+)?)\/([^\s?#<>"»]*)/i

const stripped = (text: string) => text.toLowerCase().replace(/[\s\-‐‑–—_.]/g, '')

const judge = (text: string): CodeRead => {
  const code = stripped(text)
  if (code === '') return { kind: 'empty' }
  const foreign = [...new Set(Array.from(code).filter((letter) => !codeAlphabet.includes(letter)))]
  if (code.length === lengths.guest || code.length === lengths.moderator)
    return foreign.length > 0
      ? { kind: 'letters', letters: foreign.join(' ') }
      : { kind: 'code', code: grouped(code), moderator: code.length === lengths.moderator }
  return { kind: 'length', length: code.length }
}

const named = (text: string): CodeRead | undefined => {
  const name = text.trim().toLowerCase()
  return looksLikeName(name) ? { kind: 'name', name } : undefined
}

/**
 * Reads what someone typed or pasted: a code with or without dashes, capitals or spaces, a link, a message with one.
 * `here`: our host, whose links may have readable names; `bare`: whether such a name is taken without it.
 */
export const readCode = (text: string, { here, bare = false }: { here?: string; bare?: boolean } = {}): CodeRead => {
  const found = address.exec(text.trim())
  if (!found) {
    const read = judge(text)
    return read.kind === 'code' || !bare ? read : (named(text) ?? read)
  }
  const [, host = '', path = ''] = found
  const last = path.replace(/\/+$/, '').split('/').pop() ?? ''
  const read = judge(decodeURIComponent(last.replace(/%(?![\da-f]{2})/gi, '')))
  if (read.kind === 'code') return read
  if (host === here) return named(last) ?? read
  return read.kind === 'letters' ? read : { kind: 'elsewhere', host }
}

export const pathOf = ({ code, moderator }: { code: string; moderator: boolean }) =>
  moderator ? `/m/${code}` : `/${code}`
