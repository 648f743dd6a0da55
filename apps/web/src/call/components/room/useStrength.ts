import type { Strength } from '../../media/types.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** How well one's own line carries. */
export const useStrength = (): Strength => {
  const { call } = useRoom()
  const { kind } = useStore(call.connection.state)
  const own = useStore(call.roster.seats).find((seat) => seat.own)
  return kind === 'reconnecting' ? 0 : (own?.strength ?? 3)
}

export const strengthTone = (strength: Strength): string =>
  strength < 2 ? 'var(--a-rec)' : strength === 2 ? 'var(--a-hand)' : 'var(--a-live)'
