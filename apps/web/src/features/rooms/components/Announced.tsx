import { IconArchive, IconClockExclamation } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useEffect, useRef } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import { useKeepRoom, useRestoreRoom } from '../queries.ts'
import { keptAlready } from '../kept-already.ts'
import css from './Announced.module.css'

interface Props {
  room: RoomSeen
  /** Whoever follows the link of a letter has said already that they keep it. */
  keep: boolean
  onKept: () => void
}

/** That a room is archived, or will be, or will be deleted; and what one may do about it. */
export function Announced({ room, keep, onKept }: Props) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { day } = useFormat()
  const restore = useRestoreRoom()
  const { mutate, isPending } = useKeepRoom()
  const params = { roomId: room.id }
  const failed = (error: Error) => toast(sentence(error), 'error')
  const isKept = useRef(false)
  const { archivedAt, dueAt, can } = room
  useEffect(() => {
    if (!keep || isKept.current) return
    isKept.current = true
    const said = () => {
      toast(say(archivedAt ? 'due.kept_archived' : 'due.kept'))
      onKept()
    }
    if (!can.keep) {
      const found = keptAlready({ archivedAt, dueAt })
      toast(say(`due.${found}`), found === 'not_yours' ? 'error' : undefined)
      return onKept()
    }
    mutate(
      { params: { roomId: room.id } },
      {
        onSuccess: said,
        onError: (error) => {
          toast(sentence(error), 'error')
          onKept()
        },
      },
    )
  }, [keep, can.keep, archivedAt, dueAt, room.id, mutate, say, sentence, onKept])
  if (!archivedAt && !dueAt) return null

  const onKeep = () =>
    mutate({ params }, { onError: failed, onSuccess: () => toast(say(archivedAt ? 'due.kept_archived' : 'due.kept')) })
  const deeds = (
    <div className={css.deeds}>
      {can.keep ? (
        <Button busy={isPending} onClick={onKeep}>
          {say(archivedAt ? 'due.keep_archived' : 'due.keep')}
        </Button>
      ) : null}
      {can.restore ? (
        <Button
          variant="light"
          busy={restore.isPending}
          onClick={() => restore.mutate({ params }, { onError: failed, onSuccess: () => toast(say('restored')) })}
        >
          {say('restore')}
        </Button>
      ) : null}
    </div>
  )
  return (
    <div className={css.announced}>
      <Notice
        tone={dueAt ? 'hand' : 'plain'}
        icon={dueAt ? <IconClockExclamation size={22} stroke={1.8} /> : <IconArchive size={22} stroke={1.8} />}
        aside={can.keep || can.restore ? deeds : null}
      >
        <b>
          {archivedAt
            ? say(dueAt ? 'due.remove' : 'due.archived', { day: day(dueAt ?? archivedAt) })
            : say('due.archive', { day: day(dueAt ?? '') })}
        </b>
        <p>{say(archivedAt ? 'due.archived_text' : 'due.archive_text')}</p>
      </Notice>
    </div>
  )
}
