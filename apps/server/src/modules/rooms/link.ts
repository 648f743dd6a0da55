import { randomUUID } from 'node:crypto'
import { LinkId } from '@amphi/contract/room-links'
import { fingerprint, type Keys, randomCode } from '#platform/secrets'
import type { LinkRow } from './links.repository.ts'
import { secretCodeLength } from './room.ts'

/** How someone came to a room: by its own link, or by one that acts as a password. */
export type Via = { kind: 'guests' } | Pick<LinkRow, 'id' | 'kind' | 'name' | 'role' | 'holder' | 'forGuest'>

type Given = Pick<LinkRow, 'tenantId' | 'roomId' | 'kind' | 'name' | 'role' | 'expiresAt'> &
  Partial<Pick<LinkRow, 'forGuest'>>

/** A link that nobody has yet, and its code, which the row keeps under seal. */
export const newLink = (keys: Keys, given: Given, createdAt: Date): { row: LinkRow; code: string } => {
  const code = randomCode(secretCodeLength)
  const row: LinkRow = {
    holder: null,
    forGuest: false,
    ...given,
    id: LinkId.parse(randomUUID()),
    print: fingerprint(code),
    // Nobody is told a ticket again.
    sealedCode: given.kind === 'ticket' ? null : keys.seal(code),
    revokedAt: null,
    lastUsedAt: null,
    createdAt,
  }
  return { row, code }
}
