import { Dialog } from '#ui/Dialog.tsx'
import type { Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { LimitSwitches } from './LimitSwitches.tsx'
import { useRoom } from './RoomContext.ts'

/** What one person may do, whatever holds for the others. */
export function PersonLimits({ seat, onClose }: { seat: Seat; onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  if (!seat.allowed) return null
  return (
    <Dialog title={say('limits.of', { name: seat.name })} sub={say('limits.of_sub')} width={440} onClose={onClose}>
      <LimitSwitches
        lines={{
          microphone: { label: say('limits.own_microphone') },
          camera: { label: say('limits.own_camera') },
          screen: { label: say('limits.own_screen') },
          chat: { label: say('limits.own_chat') },
        }}
        allowed={seat.allowed}
        onChange={(limits) => call.moderation.limit(seat.id, limits)}
      />
    </Dialog>
  )
}
