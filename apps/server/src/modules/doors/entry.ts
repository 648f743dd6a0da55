import type { Visibility } from '@amphi/contract/rooms'
import type { ParticipantRole } from '@amphi/contract/sessions'

/** What someone said of the room's password. */
export type Password = 'none_needed' | 'missing' | 'wrong' | 'right'

/** All that decides whether someone gets in. Every way in asks with these plain values, and there is no other. */
export interface Asked {
  /** The role their link, or who they are, would give them. */
  role: ParticipantRole
  /** Whether they are signed in here. */
  hasAccount: boolean
  /** Whether they are inside already, by this same tab: cut off, or loaded again. */
  isInside: boolean
  visibility: Visibility
  password: Password
  /** Whether a session of the room runs. */
  isOpen: boolean
  /** How many others are inside, and how many may be. */
  inside: number
  seats: number
}

/**
 * `open`: first start the session, then go in. Only `open` and `admitted` lead to a media token.
 * Lobbies, groups and grants add their words here.
 */
export type Decision =
  | { outcome: 'open' }
  | { outcome: 'admitted' }
  | { outcome: 'waiting' }
  | { outcome: 'full' }
  | { outcome: 'sign_in' }
  | { outcome: 'password'; wrong: boolean }

/** What someone lacks whatever happens in the room; nothing, once they are inside. */
const lacks = ({ hasAccount, isInside, visibility, password }: Asked): Decision | undefined => {
  if (isInside) return undefined
  if (visibility === 'signed_in' && !hasAccount) return { outcome: 'sign_in' }
  if (password === 'missing' || password === 'wrong') return { outcome: 'password', wrong: password === 'wrong' }
  return undefined
}

/** One pure decision for every way in. */
export const decideEntry = (asked: Asked): Decision => {
  const { role, isOpen, inside, seats } = asked
  // Whoever leads must be able to come in and end it: their link is a password, and however full it is.
  if (role === 'moderator') return { outcome: isOpen ? 'admitted' : 'open' }
  const lacking = lacks(asked)
  if (lacking) return lacking
  if (!isOpen) return { outcome: 'waiting' }
  return { outcome: inside >= seats ? 'full' : 'admitted' }
}
