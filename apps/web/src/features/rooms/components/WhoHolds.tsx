import type { RoomSeen } from '@amphi/contract/rooms'
import { useOpening } from '../useOpening.ts'
import { Holders } from './Holders.tsx'

/** Who holds the rooms that are open, to whoever could not open this one; and one more try. */
export function WhoHolds({ room, onClose }: { room: RoomSeen; onClose: () => void }) {
  const { open } = useOpening(room, { onOpened: onClose })
  return <Holders roomId={room.id} onRetry={open} onClose={onClose} />
}
