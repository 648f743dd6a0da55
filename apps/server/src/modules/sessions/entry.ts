import type { ParticipantRole } from '@amphi/contract/sessions'

/** All that decides whether someone gets in. Every way in asks with these plain values, and there is no other. */
export interface Asked {
  /** The role their link, or who they are, would give them. */
  role: ParticipantRole
  /** Whether a session of the room runs. */
  isOpen: boolean
  /** How many others are inside, and how many may be. */
  inside: number
  seats: number
}

/**
 * `open`: first start the session, then go in. Only `open` and `admitted` lead to a media token.
 * Passwords, lobbies, groups and limits add their words here.
 */
export type Decision = { outcome: 'open' } | { outcome: 'admitted' } | { outcome: 'waiting' } | { outcome: 'full' }

/** One pure decision for every way in. */
export const decideEntry = ({ role, isOpen, inside, seats }: Asked): Decision => {
  if (!isOpen) return { outcome: role === 'moderator' ? 'open' : 'waiting' }
  // Whoever leads must be able to come in and end it, however full it is.
  if (inside >= seats && role !== 'moderator') return { outcome: 'full' }
  return { outcome: 'admitted' }
}
