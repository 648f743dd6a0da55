import type { RoomSeen } from '@amphi/contract/rooms'
import { useWords } from '#ground/words.ts'
import { toast } from '#ui/toasts.ts'
import { useRenameRoom } from '../queries.ts'
import { ArchiveRoom } from './ArchiveRoom.tsx'
import { CloseRoom } from './CloseRoom.tsx'
import { LeadRoom } from './LeadRoom.tsx'
import { NameRoom } from './NameRoom.tsx'
import { RemoveRoom } from './RemoveRoom.tsx'
import { WhoHolds } from './WhoHolds.tsx'

/** What is asked once more, or typed, before it is done to a room. */
export type Deed = 'rename' | 'lead' | 'close' | 'archive' | 'remove' | 'holders'

function Rename({ room, onClose }: { room: RoomSeen; onClose: () => void }) {
  const say = useWords('rooms')
  const rename = useRenameRoom()
  return (
    <NameRoom
      title={say('rename.title')}
      sub={say('rename.sub')}
      action={say('do.rename')}
      name={room.name}
      busy={rename.isPending}
      error={rename.error}
      onClose={onClose}
      onName={(name) =>
        rename.mutate(
          { params: { roomId: room.id }, body: { name } },
          {
            onSuccess: () => {
              onClose()
              toast(say('renamed'))
            },
          },
        )
      }
    />
  )
}

/** The window in which it is done: whoever lists rooms draws it beside the list, which may be drawn anew under it. */
export function RoomDeed({
  deed,
  room,
  onClose,
  onRemoved,
}: {
  deed: Deed
  room: RoomSeen
  onClose: () => void
  onRemoved?: () => void
}) {
  switch (deed) {
    case 'rename':
      return <Rename room={room} onClose={onClose} />
    case 'lead':
      return <LeadRoom room={room} onClose={onClose} />
    case 'close':
      return <CloseRoom room={room} onClose={onClose} />
    case 'archive':
      return <ArchiveRoom room={room} onClose={onClose} />
    case 'remove':
      return <RemoveRoom room={room} onClose={onClose} {...(onRemoved ? { onRemoved } : {})} />
    case 'holders':
      return <WhoHolds room={room} onClose={onClose} />
  }
}
