import type { RoomSeen } from '@amphi/contract/rooms'
import { brief } from '#ground/brief.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
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
  const remove = useRemoveRoom()
  const people = room.session?.people ?? 0
  const name = brief(room.name)
  const onSuccess = () => {
    onClose()
    toast(say('remove.done', { name }))
    onRemoved?.()
  }
  return (
    <AskFirst
      title={say('remove.title', { name })}
      keep={say('remove.keep')}
      deed={say('remove.do')}
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate({ params: { roomId: room.id } }, { onSuccess })}
      onClose={onClose}
    >
      {people > 0 ? <p>{say('remove.people', { count: people })}</p> : null}
      <p>{say('remove.text')}</p>
    </AskFirst>
  )
}
