import type { Participant, SessionSeen } from '@amphi/contract/sessions'
import type { Seat } from './roster-seats.ts'

/** Why the meeting ends soon after one has left, unless somebody comes; null: it goes on. */
export type LeftBehind = 'empty' | 'no_moderator' | null

export const leftBehind = (
  seen: Pick<SessionSeen, 'endsUnled'> | null,
  seats: readonly Pick<Seat, 'own' | 'moderator'>[],
  awaited: readonly Pick<Participant, 'role'>[],
): LeftBehind => {
  const others = [
    ...seats.filter(({ own }) => !own).map(({ moderator }) => moderator),
    ...awaited.map(({ role }) => role === 'moderator'),
  ]
  if (others.length === 0) return 'empty'
  const leads = seats.some(({ own, moderator }) => own && moderator)
  return leads && seen?.endsUnled && !others.includes(true) ? 'no_moderator' : null
}
