import { checkedBy } from './check-results.ts'
import type { ReadLetter } from './read-letter.ts'

/** Asks the DNS; throws with a code as Node’s own does. */
export type Resolve = (name: string, kind: string) => Promise<string[] | string[][]>

/** How a letter came, as far as that proves anything. */
export interface Carried {
  envelopeFrom: string | null
  clientAddress: string | null
  clientName: string | null
}

interface Trust {
  /** Undefined where nobody looked before us. */
  checkedBy: string | undefined
  /** Whether who brings a letter is who sent it: then its address proves something too (RFC 7208). */
  isExchanger: boolean
  resolve: Resolve | undefined
}

/** The DNS did not answer: the letter is looked at again later. */
export class NotYetKnown extends Error {
  override name = 'NotYetKnown'
}

/** More than any letter gathers on its way. */
const mostSignatures = 10

/**
 * Who wrote a letter, where that is proven, by DKIM, by SPF where the letter came straight to us, or by the word of the
 * mail server before us; undefined else. A name in a head proves nothing (RFC 7489).
 */
export const provenAuthor = async (
  bytes: Uint8Array,
  { from, headers }: Pick<ReadLetter, 'from' | 'headers'>,
  carried: Carried,
  trust: Trust,
): Promise<string | undefined> => {
  const [author, ...others] = from
  if (author === undefined || others.length > 0 || !author.includes('@')) return undefined
  if (trust.checkedBy !== undefined) {
    const word = checkedBy(trust.checkedBy, author, headers)
    if (word !== undefined) return word ? author : undefined
  }
  // Each is looked up, by whatever name it says.
  if (headers.filter(({ key }) => key === 'dkim-signature').length > mostSignatures) return undefined
  return (await isSigned(bytes, author, carried, trust)) ? author : undefined
}

const isSigned = async (bytes: Uint8Array, author: string, carried: Carried, { isExchanger, resolve }: Trust) => {
  const { authenticate } = await import('mailauth')
  const { envelopeFrom, clientAddress, clientName } = carried
  const ip = isExchanger ? clientAddress : null
  const { dkim, spf, dmarc } = await authenticate(Buffer.from(bytes), {
    ...(ip === null ? {} : { ip, sender: envelopeFrom ?? '', helo: clientName ?? ip }),
    mta: 'amphi',
    rejectRsaSha1: true,
    disableArc: true,
    disableBimi: true,
    ...(resolve ? { resolver: resolve } : {}),
  })
  const policy = dmarc === false ? undefined : dmarc.status.result
  const domain = author.slice(author.lastIndexOf('@') + 1)
  // What a signature leaves out, anybody may have added; a key on trial signs nothing (RFC 6376, 8.2 and 3.6.1).
  const bySignature = dkim.results.some(
    ({ status }) => status.result === 'pass' && status.aligned && !status.underSized && !status.testing,
  )
  const byAddress =
    ip !== null &&
    spf !== false &&
    spf.status.result === 'pass' &&
    (spf.domain === domain || (policy === 'pass' && dmarc !== false && dmarc.alignment.spf.result !== undefined))
  if (policy !== 'fail' && (bySignature || byAddress)) return true
  const silent = [
    ...dkim.results.map(({ status }) => status.result),
    ip !== null && spf ? spf.status.result : '',
    policy,
  ]
  if (silent.includes('temperror')) throw new NotYetKnown('The DNS does not say who wrote a letter.')
  return false
}
