import type { RoomSeen } from '@amphi/contract/rooms'
import { useState } from 'react'
import { useWords } from '#ground/words.ts'
import { Button, type ButtonLook } from '#ui/Button.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { isOver } from '../past.ts'
import { useOpening } from '../useOpening.ts'
import { WhoHolds } from './WhoHolds.tsx'

type Look = Omit<ButtonLook, 'variant'>

/** The one thing to do with a room now: go in, or open it. Where it cannot be opened for others that are, `onFull`. */
export function RoomAct({ room, onFull, ...look }: { room: RoomSeen; onFull: () => void } & Look) {
  const say = useWords('rooms')
  const { open, isPending } = useOpening(room, { onFull })
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
  return (
    <Button
      {...look}
      variant="light"
      busy={isPending}
      aria-label={say('open_named', { name: room.name })}
      onClick={open}
    >
      {say('do.open')}
    </Button>
  )
}

/** The same, with who holds the others. */
export function RoomActAlone({ room, ...look }: { room: RoomSeen } & Look) {
  const [full, setFull] = useState(false)
  return (
    <>
      <RoomAct room={room} {...look} onFull={() => setFull(true)} />
      {full ? <WhoHolds room={room} onClose={() => setFull(false)} /> : null}
    </>
  )
}
