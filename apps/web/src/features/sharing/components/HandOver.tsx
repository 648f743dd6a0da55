import type { RoomSeen } from '@amphi/contract/rooms'
import type { ReactNode } from 'react'
import { brief } from '#ground/brief.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import { useHandOverRoom } from '../queries.ts'

/** Gives a room to someone else, who is found by what is handed in: `children`. */
export function HandOver({
  room,
  to,
  onClose,
  children,
}: {
  room: RoomSeen
  to: { id: string; name: string } | undefined
  onClose: () => void
  children: ReactNode
}) {
  const say = useWords('sharing')
  const sentence = useSentence()
  const handOver = useHandOverRoom()
  return (
    <FormDialog
      title={say('hand_over.title')}
      sub={say('hand_over.sub')}
      onClose={onClose}
      deed={say('hand_over.do')}
      busy={handOver.isPending}
      disabled={!to}
      onSubmit={() => {
        if (!to) return
        handOver.mutate(
          { params: { roomId: room.id }, body: { owner: to.id } },
          {
            onSuccess: () => {
              toast(say('hand_over.done', { room: brief(room.name), name: to.name }))
              onClose()
            },
          },
        )
      }}
    >
      {handOver.error ? <Notice tone="error">{sentence(handOver.error)}</Notice> : null}
      {children}
    </FormDialog>
  )
}
