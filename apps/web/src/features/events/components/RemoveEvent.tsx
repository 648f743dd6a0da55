import type { Reach } from '@amphi/contract/events'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { toast } from '#ui/toasts.ts'
import { type Known, useRemoveEvent } from '../queries.ts'
import { useWhen } from '../useWhen.ts'
import { WhichOfSeries } from './WhichOfSeries.tsx'

/** Asks before it is deleted, or how much of its series is. */
export function RemoveEvent({
  instance,
  onRemoved,
  onClose,
}: {
  instance: Known
  onRemoved: () => void
  onClose: () => void
}) {
  const say = useWords('events')
  const sentence = useSentence()
  const { whole } = useWhen()
  const remove = useRemoveEvent()
  const { calendarId, eventId, occurrence, repeats, attendees } = instance
  const title = instance.title || say('untitled')
  const onDo = (reach: Reach) =>
    remove.mutate(
      { params: { calendarId, eventId }, query: { reach, ...(occurrence === null ? {} : { occurrence }) } },
      {
        onSuccess: () => {
          toast(say('removed', { title }))
          onRemoved()
        },
      },
    )
  if (repeats)
    return (
      <WhichOfSeries
        deed="remove"
        busy={remove.isPending}
        error={remove.error ? sentence(remove.error) : undefined}
        onChoose={onDo}
        onClose={onClose}
      />
    )
  return (
    <AskFirst
      title={say('remove.title', { title })}
      keep={say('remove.keep')}
      deed={say('remove.do')}
      busy={remove.isPending}
      error={remove.error}
      onDo={() => onDo('all')}
      onClose={onClose}
    >
      <p>{whole(instance)}</p>
      {attendees > 0 ? <p>{say('remove.people', { count: attendees })}</p> : null}
    </AskFirst>
  )
}
