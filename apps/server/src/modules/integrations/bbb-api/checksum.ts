import { createHash, timingSafeEqual } from 'node:crypto'
import type { BbbAlgorithm } from '@amphi/contract/bbb-clients'

/** What came with a call that may bear its signature. Nothing of it is decoded: what was signed are the very letters. */
export interface Said {
  /** As the path ends: `create`, `hooks/create`. */
  call: string
  /** What stood behind the question mark; Node gives a byte for each letter. */
  query: string
  /** Of a body of form fields, as they mean. */
  form?: ReadonlyMap<string, string> | undefined
}

const asParameter = /(?:^|&)checksum=([^&]*)/

/** Of a checksum all that tells how it was made. */
const lengths: Record<number, BbbAlgorithm> = { 40: 'sha1', 64: 'sha256', 96: 'sha384', 128: 'sha512' }

export const checksumOf = ({ query, form }: Pick<Said, 'query' | 'form'>): string | undefined =>
  asParameter.exec(query)?.[1] ?? form?.get('checksum')

/** As BigBlueButton takes it out: once, with the ampersand before it, else the one behind. */
const withoutChecksum = (query: string) => {
  const said = asParameter.exec(query)?.[1]
  if (said === undefined) return query
  const parameter = `checksum=${said}`
  const written = [`&${parameter}`, `${parameter}&`, parameter].find((it) => query.includes(it)) ?? ''
  return query.replace(written, () => '')
}

/** Which some clients sign as they are, and send encoded. */
const relaxed = (query: string) => query.replace(/%(27|28|29|2A|21)/gi, (it) => decodeURIComponent(it))

/** As Java writes a field of a form. */
const formEncoded = (text: string) =>
  encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

const rebuilt = (form: ReadonlyMap<string, string>) =>
  [...form.keys()]
    .filter((name) => name !== 'checksum')
    .toSorted()
    .map((name) => `${name}=${formEncoded(form.get(name) ?? '')}`)
    .join('&')

/**
 * All that may have been signed. Fields of a body count only where the address says nothing: there version 3 signs them
 * as a query made of them, and version 4 an empty one.
 */
export const signedTexts = ({ query, form }: Pick<Said, 'query' | 'form'>): string[] => {
  const rest = withoutChecksum(query)
  const fields = form ? [...form.keys()].filter((name) => name !== 'checksum') : []
  if (fields.length === 0 || !form) return [...new Set([rest, relaxed(rest)])]
  return rest.replaceAll('&', '') === '' ? [rebuilt(form), rest] : []
}

export const digestOf = (algorithm: BbbAlgorithm, call: string, text: string, secret: string) =>
  createHash(algorithm).update(call).update(text, 'latin1').update(secret).digest('hex')

/** By which algorithm the checksum is right under this secret, whether or not it is allowed. */
const madeBy = (said: Said, checksum: string, secret: string, algorithm: BbbAlgorithm) => {
  const given = Buffer.from(checksum.toLowerCase())
  return signedTexts(said).some((text) => {
    const right = Buffer.from(digestOf(algorithm, said.call, text, secret))
    return right.length === given.length && timingSafeEqual(right, given)
  })
}

interface Key {
  secrets: readonly string[]
  algorithms: readonly BbbAlgorithm[]
}

export type Verdict<K> =
  | { by: K }
  | { refused: 'no_checksum' | 'not_hexadecimal' | 'algorithm_not_allowed' | 'no_such_secret' }

/** Whose signature a call bears: the one whose secret makes this checksum of it. */
export const signerOf = <K extends Key>(said: Said, keys: readonly K[]): Verdict<K> => {
  const checksum = checksumOf(said)
  if (checksum === undefined || checksum === '') return { refused: 'no_checksum' }
  const algorithm = lengths[checksum.length]
  if (!algorithm || !/^[0-9a-f]+$/i.test(checksum)) return { refused: 'not_hexadecimal' }
  const by = keys.find(({ secrets }) => secrets.some((secret) => madeBy(said, checksum, secret, algorithm)))
  if (!by) return { refused: 'no_such_secret' }
  return by.algorithms.includes(algorithm) ? { by } : { refused: 'algorithm_not_allowed' }
}
