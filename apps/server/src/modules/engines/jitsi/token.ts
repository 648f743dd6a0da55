import { createPrivateKey } from 'node:crypto'
import { SignJWT } from 'jose'
import type { NodeAccess } from '../node-access.ts'
import { serverAt } from './names.ts'

interface Bearer {
  identity: string
  name: string
  pictureUrl?: string | undefined
  leads: boolean
  /** Whether somebody there must let them in first. */
  waits: boolean
}

/** Milliseconds by which their clock may be behind ours. */
const slack = 2 * 60_000

/** For whoever comes back at the very end. */
const after = 15 * 60_000

/** Jitsi takes nothing but texts here; what is not said is left out. No e-mail address: it shows them to all inside. */
const userOf = ({ identity, name, pictureUrl, leads, waits }: Bearer) => ({
  id: identity,
  name,
  ...(pictureUrl === undefined ? {} : { avatar: pictureUrl }),
  moderator: String(leads),
  affiliation: leads ? 'owner' : waits ? 'none' : 'member',
  // Of those modules of Prosody that know it: whoever need not wait is not asked to.
  lobby_bypass: String(!waits),
})

/** What lets one person into one meeting; undefined where the server asks for none. */
export const tokenFor = async (
  { address, appId, keyId, secret }: NodeAccess,
  meeting: { name: string; now: Date; until: Date },
  bearer: Bearer,
): Promise<string | undefined> => {
  if (appId === null || secret === null) return undefined
  const seconds = (at: number) => Math.floor(at / 1000)
  const token = new SignJWT({ room: meeting.name, context: { user: userOf(bearer) } })
    .setIssuer(appId)
    .setAudience('jitsi')
    .setSubject(serverAt(address).subject)
    .setIssuedAt(seconds(meeting.now.getTime()))
    .setNotBefore(seconds(meeting.now.getTime() - slack))
    .setExpirationTime(seconds(meeting.until.getTime() + after))
  return keyId === null
    ? token.setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret))
    : token.setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId }).sign(createPrivateKey(secret))
}
