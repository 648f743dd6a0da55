import type { RoomSeen } from '@amphi/contract/rooms'
import { brief } from '#ground/brief.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button, type ButtonLook } from '#ui/Button.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { toast } from '#ui/toasts.ts'
import { useOpenRoom } from '../queries.ts'

/** The one thing to do with a room now: go in, or open it. */
export function RoomAct({ room, ...look }: { room: RoomSeen } & Omit<ButtonLook, 'variant'>) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const open = useOpenRoom()
  if (room.session || !room.can.open)
    return (
      <LinkButton
        {...look}
        variant={room.session ? 'filled' : 'light'}
        to="/$code"
        params={{ code: room.code }}
        aria-label={say('join_named', { name: room.name })}
      >
        {say('join')}
      </LinkButton>
    )
  return (
    <Button
      {...look}
      variant="light"
      busy={open.isPending}
      aria-label={say('open_named', { name: room.name })}
      onClick={() =>
        open.mutate(
          { params: { roomId: room.id } },
          {
            onSuccess: () => toast(say('opened', { name: brief(room.name) })),
            onError: (error) => toast(sentence(error), 'error'),
          },
        )
      }
    >
      {say('do.open')}
    </Button>
  )
}
