import { createPrivateKey } from 'node:crypto'
import type { EngineName } from '@amphi/contract/nodes'

/** By what we speak to a server. */
export interface NodeAccess {
  address: string
  secret: string | null
  appId: string | null
  keyId: string | null
}

/** Bits of a key that signs: with fewer, nobody believes it. */
const strong = 2048

const isPrivateKey = (text: string) => {
  try {
    const key = createPrivateKey(text)
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= strong
  } catch {
    return false
  }
}

/** Whether an engine can be spoken to with this: BigBlueButton by its secret, Jitsi by nothing or by a whole token. */
export const isFit = (engine: EngineName, { secret, appId, keyId }: NodeAccess): boolean => {
  if (engine !== 'jitsi') return secret !== null && appId === null && keyId === null
  if (appId === null) return secret === null && keyId === null
  return secret !== null && (keyId === null || isPrivateKey(secret))
}
