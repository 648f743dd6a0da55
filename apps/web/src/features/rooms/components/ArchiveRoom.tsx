import type { RoomSeen } from '@amphi/contract/rooms'
import { brief } from '#ground/brief.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import { useArchiveRoom } from '../queries.ts'

/** What it means to put a room away, before it is done. */
export function ArchiveRoom({ room, onClose }: { room: RoomSeen; onClose: () => void }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const archive = useArchiveRoom()
  const name = brief(room.name)
  const onSuccess = () => {
    onClose()
    toast(say('archive.done', { name }))
  }
  return (
    <FormDialog
      title={say('archive.title', { name })}
      deed={say('archive.do')}
      busy={archive.isPending}
      onSubmit={() => archive.mutate({ params: { roomId: room.id } }, { onSuccess })}
      onClose={onClose}
    >
      <p>{say('archive.text')}</p>
      {archive.error ? <Notice tone="error">{sentence(archive.error)}</Notice> : null}
    </FormDialog>
  )
}
