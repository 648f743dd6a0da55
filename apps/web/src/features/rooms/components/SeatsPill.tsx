import type { RoomSeen } from '@amphi/contract/rooms'
import { useWords } from '#ground/words.ts'
import { Pill } from '#ui/Marks.tsx'

/** How many more may come in, once few. */
export function SeatsPill({ room }: { room: Pick<RoomSeen, 'session'> }) {
  const say = useWords('rooms')
  const seats = room.session?.seats
  return seats ? <Pill tone="hand">{say('seats', { count: seats.left })}</Pill> : null
}
