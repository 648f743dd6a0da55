import type { Participant, ParticipantRole, SessionSeen } from '@amphi/contract/sessions'

/** What someone inside may do in the session, by the strongest role any of their tabs has. */
export const sessionAbilities = (roles: readonly ParticipantRole[]): Omit<SessionSeen['can'], 'extend' | 'lock'> => {
  const leads = roles.includes('moderator')
  return { end: leads, lowerHands: leads, moderate: leads, letIn: leads }
}

interface About {
  /** Whether the reader leads. */
  leads: boolean
  role: ParticipantRole
  isSelf: boolean
  /** Of the room: nobody takes it from them. */
  isOwner: boolean
}

/** What the reader may do to one of those inside. Whoever leads is not limited; they can cease to lead. */
export const participantAbilities = ({ leads, role, isSelf, isOwner }: About): Participant['can'] => ({
  mute: leads && !isSelf,
  limit: leads && role === 'participant',
  setRole: leads && !isSelf && !isOwner,
  remove: leads && !isSelf && !isOwner,
})
