import {
  IconArchive,
  IconArchiveOff,
  IconDoorOff,
  IconDotsVertical,
  IconPencil,
  IconTrash,
  IconUserStar,
} from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { toast } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useRenameRoom, useRestoreRoom } from '../queries.ts'
import { ArchiveRoom } from './ArchiveRoom.tsx'
import { CloseRoom } from './CloseRoom.tsx'
import { LeadRoom } from './LeadRoom.tsx'
import { NameRoom } from './NameRoom.tsx'
import { RemoveRoom } from './RemoveRoom.tsx'

type Deed = 'rename' | 'lead' | 'close' | 'archive' | 'remove'

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

/** All else one may do with a room: what is not allowed is not there. */
export function RoomMenu({ room, size = 36, onRemoved }: { room: RoomSeen; size?: number; onRemoved?: () => void }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const restore = useRestoreRoom()
  const [deed, setDeed] = useState<Deed>()
  const done = () => setDeed(undefined)
  const look = { size: 19, stroke: 1.8 }
  const items: (MenuItem | false)[] = [
    room.can.configure && {
      label: say('menu.rename'),
      icon: <IconPencil {...look} />,
      onSelect: () => setDeed('rename'),
    },
    room.can.lead &&
      room.standing === 'administrator' && {
        label: say('menu.lead'),
        icon: <IconUserStar {...look} />,
        onSelect: () => setDeed('lead'),
      },
    room.can.close &&
      room.session !== null && {
        label: say('menu.close'),
        icon: <IconDoorOff {...look} />,
        onSelect: () => setDeed('close'),
      },
    room.can.archive &&
      room.session === null && {
        label: say('menu.archive'),
        icon: <IconArchive {...look} />,
        onSelect: () => setDeed('archive'),
      },
    room.can.restore && {
      label: say('restore'),
      icon: <IconArchiveOff {...look} />,
      onSelect: () =>
        restore.mutate(
          { params: { roomId: room.id } },
          { onSuccess: () => toast(say('restored')), onError: (error) => toast(sentence(error), 'error') },
        ),
    },
    room.can.remove && {
      label: say('menu.remove'),
      icon: <IconTrash {...look} />,
      danger: true,
      onSelect: () => setDeed('remove'),
    },
  ]
  const allowed = items.filter((item) => item !== false)
  if (allowed.length === 0) return null
  const label = say('menu.of', { name: room.name })
  return (
    <>
      <Menu
        label={label}
        items={allowed}
        trigger={(props) => (
          <Tool {...props} label={label} size={size}>
            <IconDotsVertical size={18} stroke={1.8} />
          </Tool>
        )}
      />
      {deed === 'rename' ? <Rename room={room} onClose={done} /> : null}
      {deed === 'lead' ? <LeadRoom room={room} onClose={done} /> : null}
      {deed === 'close' ? <CloseRoom room={room} onClose={done} /> : null}
      {deed === 'archive' ? <ArchiveRoom room={room} onClose={done} /> : null}
      {deed === 'remove' ? <RemoveRoom room={room} onClose={done} {...(onRemoved ? { onRemoved } : {})} /> : null}
    </>
  )
}
