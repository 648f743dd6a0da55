import { IconStar, IconStarFilled } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { toast } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useMarkRoom } from '../queries.ts'
import css from './Favourite.module.css'

/** A star, which is one's own: on, the room stands beside every page. */
export function Favourite({ room, size = 36 }: { room: RoomSeen; size?: number }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const mark = useMarkRoom()
  // As it will be, as soon as it is pressed.
  const on = mark.isPending ? mark.variables.body.favourite : room.favourite
  const Icon = on ? IconStarFilled : IconStar
  return (
    <Tool
      label={say('favourite', { name: room.name })}
      size={size}
      on={on}
      className={css.star}
      onClick={() =>
        mark.mutate(
          { params: { roomId: room.id }, body: { favourite: !on } },
          { onError: (error) => toast(sentence(error), 'error') },
        )
      }
    >
      <Icon size={19} stroke={1.8} />
    </Tool>
  )
}
