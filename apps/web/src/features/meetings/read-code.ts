/** What a pasted link, code or whole message leads to. */
export type CodeRead =
  | { kind: 'code'; code: string; moderator: boolean }
  | { kind: 'empty' }
  /** Letters that no code of ours holds: 0, 1, i, l, o and signs. */
  | { kind: 'letters'; letters: string }
  | { kind: 'length'; length: number }
  | { kind: 'elsewhere'; host: string }

/** As in the contract (`codeAlphabet`, `Code`), which the browser does not load: a test holds the two together. */
export const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
export const lengths = { guest: 14, moderator: 27 }

/** In groups of five, as it is shown: `q4hz8-ntcv2-ka7m`. */
export const grouped = (code: string) => code.match(/.{1,5}/g)?.join('-') ?? ''

const address = /\b(?:https?:\/\/)?((?:[\w-]+\.)*[\w-]+(?::\d+)?)\/([^\s?#<>"»]*)/i

const bare = (text: string) => text.toLowerCase().replace(/[\s\-‐‑–—_.]/g, '')

const judge = (text: string): CodeRead => {
  const code = bare(text)
  if (code === '') return { kind: 'empty' }
  const foreign = [...new Set(Array.from(code).filter((letter) => !alphabet.includes(letter)))]
  if (code.length === lengths.guest || code.length === lengths.moderator)
    return foreign.length > 0
      ? { kind: 'letters', letters: foreign.join(' ') }
      : { kind: 'code', code: grouped(code), moderator: code.length === lengths.moderator }
  return { kind: 'length', length: code.length }
}

/** Reads what someone typed or pasted: a code with or without dashes, capitals or spaces, a link, a message with one. */
export const readCode = (text: string): CodeRead => {
  const found = address.exec(text.trim())
  if (!found) return judge(text)
  const [, host = '', path = ''] = found
  const last = path.replace(/\/+$/, '').split('/').pop() ?? ''
  const read = judge(decodeURIComponent(last.replace(/%(?![\da-f]{2})/gi, '')))
  return read.kind === 'code' || read.kind === 'letters' ? read : { kind: 'elsewhere', host }
}

export const pathOf = ({ code, moderator }: { code: string; moderator: boolean }) =>
  moderator ? `/m/${code}` : `/${code}`
