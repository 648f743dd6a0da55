import { createHmac } from 'node:crypto'
import { codeAlphabet } from '@amphi/contract/pages'
import type { Keys } from '#platform/secrets'

type Signing = Pick<Keys, 'sign'>

const digits = '0123456789'

/** So many letters, each as likely as the other, that only whoever has the key finds again. */
const lettersOf = (signature: string, alphabet: string, length: number) => {
  const bytes = createHmac('sha512', signature).update(alphabet).digest('hex')
  let left = BigInt(`0x${bytes}`)
  return Array.from({ length }, () => {
    const letter = alphabet[Number(left % BigInt(alphabet.length))]
    left /= BigInt(alphabet.length)
    return letter
  }).join('')
}

/** Of 99 bits, in groups for the eye, in letters that Jitsi leaves as they are. */
export const meetingNameOf = (keys: Signing, key: string) =>
  (lettersOf(keys.sign('jitsi room', key), codeAlphabet, 20).match(/.{4}/g) ?? []).join('-')

/** Digits, for a server that takes no others, and for whoever says it on the telephone. */
export const meetingPasswordOf = (keys: Signing, key: string) => lettersOf(keys.sign('jitsi password', key), digits, 10)

/** Where a server is, however it was pasted; the path of one that is shared is the part of it that is ours. */
export const serverAt = (address: string) => {
  const url = new URL(address)
  const parts = url.pathname.split('/').filter((part) => part !== '' && part !== 'external_api.js')
  const base = `${url.origin}/${parts.map((part) => `${part}/`).join('')}`
  const tenant = parts.length > 0 ? parts.join('/').toLowerCase() : undefined
  return { base, origin: url.origin, script: `${base}external_api.js`, subject: tenant ?? url.hostname, tenant }
}

/** How the server itself calls a meeting, when it asks us. */
export const nameThere = (address: string, name: string) => {
  const { tenant } = serverAt(address)
  return tenant === undefined ? name : `[${tenant}]${name}`
}
