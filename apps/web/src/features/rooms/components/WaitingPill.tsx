import type { RoomSeen } from '@amphi/contract/rooms'
import { useWords } from '#ground/words.ts'
import { Pill } from '#ui/Marks.tsx'

/** How many ask to be let in now. */
export function WaitingPill({ room }: { room: Pick<RoomSeen, 'session'> }) {
  const say = useWords('rooms')
  const waiting = room.session?.waiting ?? 0
  return waiting === 0 ? null : <Pill tone="hand">{say('waiting', { count: waiting })}</Pill>
}
