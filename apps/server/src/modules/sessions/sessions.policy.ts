import type { UserId } from '@amphi/contract/people'
import type { Participant, ParticipantRole, SessionSeen } from '@amphi/contract/sessions'

/** What someone inside may do in the session, by the strongest role any of their tabs has. */
export const sessionAbilities = (
  roles: readonly ParticipantRole[],
): Omit<SessionSeen['can'], 'extend' | 'lock' | 'readPassword' | 'switchLobby'> => {
  const leads = roles.includes('moderator')
  return { end: leads, lowerHands: leads, moderate: leads, letIn: leads }
}

interface About {
  /** Whether the reader leads. */
  leads: boolean
  role: ParticipantRole
  isSelf: boolean
  /** The room is theirs, or they run it and the reader does not: they are not put out of it. */
  isProtected: boolean
  /** What the engine of the session can. */
  able: { mute: boolean; permit: boolean; remove: boolean }
}

/** What the reader may do to one of those inside. Whoever leads is not limited; they can cease to lead. */
export const participantAbilities = ({ leads, role, isSelf, isProtected, able }: About): Participant['can'] => ({
  mute: leads && !isSelf && able.mute,
  limit: leads && role === 'participant' && able.permit,
  setRole: leads && !isSelf && !isProtected && able.permit,
  remove: leads && !isSelf && !isProtected && able.remove,
})

interface Seat {
  userId: UserId | null
}

/** Of whom the room is, and who runs it. */
type Keepers = ReadonlyMap<UserId, 'owner' | 'manager'>

/** Whoever leads by a link does not put out those who run the room, nor anybody its owner. */
export const isProtected = (keepers: Keepers, theirs: Seat, mine: readonly Seat[]) => {
  const standing = ({ userId }: Seat) => (userId === null ? undefined : keepers.get(userId))
  if (standing(theirs) === 'owner') return true
  return standing(theirs) === 'manager' && !mine.some(standing)
}
