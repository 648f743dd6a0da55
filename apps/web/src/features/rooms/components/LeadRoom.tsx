import type { RoomSeen } from '@amphi/contract/rooms'
import { useNavigate } from '@tanstack/react-router'
import { brief } from '#ground/brief.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useLeadRoom } from '../queries.ts'

/** An administrator is told that it is seen, before they lead a room that is not theirs. */
export function LeadRoom({ room, onClose }: { room: RoomSeen; onClose: () => void }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const lead = useLeadRoom()
  const navigate = useNavigate()
  return (
    <FormDialog
      title={say('lead.title', { name: brief(room.name) })}
      deed={say('lead.do')}
      busy={lead.isPending}
      onSubmit={() =>
        lead.mutate(
          { params: { roomId: room.id } },
          { onSuccess: ({ code }) => void navigate({ to: '/$code', params: { code } }) },
        )
      }
      onClose={onClose}
    >
      <p>{say(room.kind === 'personal' ? 'lead.text_personal' : 'lead.text')}</p>
      {lead.error ? <Notice tone="error">{sentence(lead.error)}</Notice> : null}
    </FormDialog>
  )
}
