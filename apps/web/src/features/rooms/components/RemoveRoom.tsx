import type { RoomSeen } from '@amphi/contract/rooms'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import { useRemoveRoom } from '../queries.ts'

/** What a deletion takes with it, before it is done. */
export function RemoveRoom({
  room,
  onClose,
  onRemoved,
}: {
  room: RoomSeen
  onClose: () => void
  onRemoved?: () => void
}) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const remove = useRemoveRoom()
  const people = room.session?.people ?? 0
  return (
    <Dialog
      alert
      title={say('remove.title', { name: room.name })}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {say('remove.keep')}
          </Button>
          <Button
            variant="danger"
            busy={remove.isPending}
            onClick={() =>
              remove.mutate(
                { params: { roomId: room.id } },
                {
                  onSuccess: () => {
                    onClose()
                    toast(say('remove.done', { name: room.name }))
                    onRemoved?.()
                  },
                },
              )
            }
          >
            {say('remove.do')}
          </Button>
        </>
      }
    >
      {people > 0 ? <p>{say('remove.people', { count: people })}</p> : null}
      <p>{say('remove.text')}</p>
      {remove.error ? <Notice tone="error">{sentence(remove.error)}</Notice> : null}
    </Dialog>
  )
}
