import { useState } from 'react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { brief } from '#ground/brief.ts'
import { Refusal } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button, type ButtonLook } from '#ui/Button.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { toast } from '#ui/toasts.ts'
import { isOver } from '../past.ts'
import { useOpenRoom } from '../queries.ts'
import { Holders } from './Holders.tsx'

/** The one thing to do with a room now: go in, or open it. */
export function RoomAct({ room, ...look }: { room: RoomSeen } & Omit<ButtonLook, 'variant'>) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const open = useOpenRoom()
  const [full, setFull] = useState(false)
  // Nobody opens or enters it.
  if (room.archivedAt !== null || isOver(room)) return null
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
  const start = () =>
    open.mutate(
      { params: { roomId: room.id } },
      {
        onSuccess: () => {
          setFull(false)
          toast(say('opened', { name: brief(room.name) }))
        },
        onError: (error) => {
          if (error instanceof Refusal && error.code === 'session.too_many_open') setFull(true)
          else toast(sentence(error), 'error')
        },
      },
    )
  return (
    <>
      <Button
        {...look}
        variant="light"
        busy={open.isPending}
        aria-label={say('open_named', { name: room.name })}
        onClick={start}
      >
        {say('do.open')}
      </Button>
      {full ? <Holders roomId={room.id} onRetry={start} onClose={() => setFull(false)} /> : null}
    </>
  )
}
