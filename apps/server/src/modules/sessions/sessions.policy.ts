import type { ParticipantRole, SessionSeen } from '@amphi/contract/sessions'

/** What someone inside may do in the session, by the strongest role any of their tabs has. */
export const sessionAbilities = (roles: readonly ParticipantRole[]): Omit<SessionSeen['can'], 'extend'> => {
  const leads = roles.includes('moderator')
  return { end: leads, lowerHands: leads }
}
