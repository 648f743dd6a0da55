import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto'
import { codeAlphabet } from '@amphi/contract/pages'

/** So many letters that cannot be taken for one another, of about 4.95 bits each, from the system's generator. */
export const randomCode = (length: number) =>
  Array.from({ length }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')

/** 256 bits for a cookie or a token, fit for a header. */
export const randomToken = () => randomBytes(32).toString('base64url')

/** What is kept of a secret of full strength, to know it again. Too fast for a password of human make. */
export const fingerprint = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** What the server's own secret makes: keys for each purpose, none of which tells the others. */
export const createKeys = (secret: string) => {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `amphi ${purpose}`, 32))
  const sealing = keyFor('sealing')

  return {
    sign: (purpose: string, text: string) => createHmac('sha256', keyFor(purpose)).update(text).digest('base64url'),

    /** AES-256-GCM: what must be read again later but never lie open in the database. */
    seal(text: string) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: 16 })
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },

    unseal(sealed: string) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(bytes.subarray(12, 28))
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

export type Keys = ReturnType<typeof createKeys>
