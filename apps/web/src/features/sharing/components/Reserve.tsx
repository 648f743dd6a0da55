import { IconLockOpen } from '@tabler/icons-react'
import type { Grant } from '@amphi/contract/grants'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { announce } from '#ui/toasts.ts'
import { useReserveRoom } from '../queries.ts'

/** Whoever names those who take part may think that the others are kept out: it is said, and done, here. */
export function Reserve({ room, grants }: { room: RoomSeen; grants: readonly Grant[] }) {
  const say = useWords('sharing')
  const sentence = useSentence()
  const reserve = useReserveRoom()
  const { visibility } = room.guarded
  const isOpen = visibility === 'anyone' || visibility === 'signed_in'
  if (!isOpen || !room.can.configure || !grants.some(({ role }) => role === 'participant')) return null
  const submit = () =>
    reserve.mutate(
      { params: { roomId: room.id }, body: { visibility: 'groups' } },
      { onSuccess: () => announce(say('reserve.done')) },
    )
  return (
    <>
      <Notice
        icon={<IconLockOpen size={20} stroke={1.8} aria-hidden="true" />}
        aside={
          <Button size="s" variant="light" busy={reserve.isPending} onClick={submit}>
            {say('reserve.do')}
          </Button>
        }
      >
        {say(`reserve.${visibility}`)}
      </Notice>
      {reserve.error ? <Notice tone="error">{sentence(reserve.error)}</Notice> : null}
    </>
  )
}
