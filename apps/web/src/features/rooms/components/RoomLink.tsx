import { IconCheck, IconCopy, IconLink } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { roomAddress } from '#ground/room-address.ts'
import { useWords } from '#ground/words.ts'
import { Button, type ButtonLook } from '#ui/Button.tsx'
import { announce } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useCopy } from '#ui/useCopy.ts'

/** Takes the room's link: an icon in a list, a button where there is room. */
export function RoomLink({
  room,
  look,
  size = 36,
}: {
  room: Pick<RoomSeen, 'code' | 'chosen' | 'name'>
  look?: ButtonLook
  size?: number
}) {
  const say = useWords('rooms')
  const { copied, copy } = useCopy()
  const take = () => {
    copy(roomAddress(room))
    announce(say('link_copied'))
  }
  if (look)
    return (
      <Button
        {...look}
        icon={copied ? <IconCheck size={19} stroke={2.2} /> : <IconLink size={19} stroke={1.9} />}
        onClick={take}
      >
        {say(copied ? 'link_copied' : 'copy_link')}
      </Button>
    )
  return (
    <Tool
      label={say('copy_link_named', { name: room.name })}
      size={size}
      {...(copied ? { on: true } : {})}
      onClick={take}
    >
      {copied ? <IconCheck size={18} stroke={2.2} /> : <IconCopy size={18} stroke={1.8} />}
    </Tool>
  )
}
