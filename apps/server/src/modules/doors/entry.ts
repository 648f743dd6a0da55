import type { Visibility } from '@amphi/contract/rooms'
import type { Lobbies, ParticipantRole } from '@amphi/contract/sessions'

/** What someone said of the room's password. */
export type Password = 'none_needed' | 'missing' | 'wrong' | 'right'

/** Whether the room is shared with someone, or they were given a link of their own. */
export type Invited = 'by_name' | 'by_group' | 'no'

/** For when a room was planned, and who opens it then. */
export interface Planned {
  opensAt: Date
  openers: 'moderators' | 'everyone'
}

/**
 * All that decides whether someone gets in. Every way in asks with these plain values, and there is no other. A link that
 * is over, revoked or another's leads to no room: there is nothing to decide.
 */
export interface Asked {
  /** The role their link, or who they are, would give them. */
  role: ParticipantRole
  /** Whether the room is archived. */
  isArchived: boolean
  /** Whether moderators keep them out until the session ends. */
  isBanned: boolean
  /** Whether they are signed in here. */
  hasAccount: boolean
  /** Whether they are inside already, by this same tab: cut off, or loaded again. */
  isInside: boolean
  invited: Invited
  visibility: Visibility
  password: Password
  lobby: Lobbies
  /** Whether those who lead let people in within the engine’s own pages. */
  hasLobbyInside: boolean
  /** Whether they were let into this very session before. */
  wasAdmitted: boolean
  /** Whether a session of the room runs. */
  isOpen: boolean
  planned: Planned | null
  now: Date
  /** Whether a program sends them here, which opens it for whomever it sends. */
  isSent: boolean
  /** How many others are inside, and how many may be. */
  inside: number
  seats: number
}

/**
 * `open`: first start the session, then go in. Only `open` and `admitted` lead to a media token; `waits`: which leads into
 * the lobby that is inside.
 */
export type Decision =
  | { outcome: 'open' | 'admitted'; role: ParticipantRole; waits: boolean }
  | { outcome: 'waiting' }
  | { outcome: 'lobby' }
  | { outcome: 'full' }
  | { outcome: 'sign_in' }
  | { outcome: 'password'; wrong: boolean }
  | { outcome: 'refused'; reason: 'not_invited' | 'banned' | 'archived' }

/** Whether a room is open to someone at all, whatever else it asks of them. */
export const mayCome = ({ visibility, hasAccount, invited }: Pick<Asked, 'visibility' | 'hasAccount' | 'invited'>) => {
  if (visibility === 'anyone' || invited === 'by_name') return true
  if (visibility === 'signed_in') return hasAccount
  return visibility === 'groups' && invited === 'by_group'
}

/** What someone lacks whatever happens in the room; nothing, once they are inside. */
const lacks = (asked: Asked): Decision | undefined => {
  const { hasAccount, isInside, password } = asked
  if (isInside) return undefined
  if (!mayCome(asked)) return hasAccount ? { outcome: 'refused', reason: 'not_invited' } : { outcome: 'sign_in' }
  if (password === 'missing' || password === 'wrong') return { outcome: 'password', wrong: password === 'wrong' }
  return undefined
}

/** Whether a lobby is for them. */
export const mustWait = (lobby: Lobbies, hasAccount: boolean) =>
  lobby === 'everyone' || (lobby === 'guests' && !hasAccount)

/** At the times for which it was planned, it may be whoever comes first. */
const mayOpen = ({ isSent, planned, now }: Asked) =>
  isSent || (planned !== null && planned.opensAt <= now && planned.openers === 'everyone')

/** One pure decision for every way in. */
export const decideEntry = (asked: Asked): Decision => {
  const { role, isArchived, isBanned, isOpen, inside, seats } = asked
  if (isArchived) return { outcome: 'refused', reason: 'archived' }
  if (isBanned) return { outcome: 'refused', reason: 'banned' }
  // Whoever leads must be able to come in and end it: their link is a password, and however full it is.
  if (role === 'moderator') return { outcome: isOpen ? 'admitted' : 'open', role, waits: false }
  const lacking = lacks(asked)
  if (lacking) return lacking
  const mustBeLetIn = mustWait(asked.lobby, asked.hasAccount) && !asked.wasAdmitted
  const waits = mustBeLetIn && !asked.isInside
  // Whoever would have to be let in opens nothing: there would be nobody to let them in.
  if (!isOpen) return mayOpen(asked) && !waits ? { outcome: 'open', role, waits: false } : { outcome: 'waiting' }
  // A password opens no lobby; and whoever waits there waits on when it is full, for a moderator may make room.
  if (waits && !asked.hasLobbyInside) return { outcome: 'lobby' }
  if (inside >= seats) return { outcome: 'full' }
  return { outcome: 'admitted', role, waits: mustBeLetIn && asked.hasLobbyInside }
}
