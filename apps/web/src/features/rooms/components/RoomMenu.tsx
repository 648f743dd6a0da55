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
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { toast } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useRestoreRoom } from '../queries.ts'
import type { Deed } from './RoomDeed.tsx'

/** All else one may do with a room: what is not allowed is not there. */
export function RoomMenu({
  room,
  size = 36,
  onDeed,
}: {
  room: RoomSeen
  size?: number
  /** It wants a window: the one of `RoomDeed`. */
  onDeed: (deed: Deed) => void
}) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const restore = useRestoreRoom()
  const look = { size: 19, stroke: 1.8 }
  const items: (MenuItem | false)[] = [
    room.can.configure && {
      label: say('menu.rename'),
      icon: <IconPencil {...look} />,
      onSelect: () => onDeed('rename'),
    },
    room.can.lead &&
      room.standing === 'administrator' && {
        label: say('menu.lead'),
        icon: <IconUserStar {...look} />,
        onSelect: () => onDeed('lead'),
      },
    room.can.close &&
      room.session !== null && {
        label: say('menu.close'),
        icon: <IconDoorOff {...look} />,
        onSelect: () => onDeed('close'),
      },
    room.can.archive &&
      room.session === null && {
        label: say('menu.archive'),
        icon: <IconArchive {...look} />,
        onSelect: () => onDeed('archive'),
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
      onSelect: () => onDeed('remove'),
    },
  ]
  const allowed = items.filter((item) => item !== false)
  if (allowed.length === 0) return null
  const label = say('menu.of', { name: room.name })
  return (
    <Menu
      label={label}
      items={allowed}
      trigger={(props) => (
        <Tool {...props} label={label} size={size}>
          <IconDotsVertical size={18} stroke={1.8} />
        </Tool>
      )}
    />
  )
}
