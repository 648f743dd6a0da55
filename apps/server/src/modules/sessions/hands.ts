import type { ParticipantId } from '@amphi/contract/sessions'

interface Raised {
  id: ParticipantId
  handRaisedAt: Date | null
}

/** The place of each raised hand, from 1, in the order they went up. */
export const handOrder = (participants: readonly Raised[]): Map<ParticipantId, number> => {
  const up = participants.flatMap(({ id, handRaisedAt }) => (handRaisedAt ? [{ id, at: handRaisedAt.getTime() }] : []))
  const ordered = up.toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))
  return new Map(ordered.map(({ id }, index) => [id, index + 1]))
}
