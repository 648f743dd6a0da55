import type { Resource } from '@amphi/contract/resources'
import { useId, useState } from 'react'
import { brief } from '#ground/brief.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { toast } from '#ui/toasts.ts'
import { useRemoveResource } from '../queries.ts'
import css from './resources.module.css'

const ends = ['keep', 'clean'] as const

/** Before a resource is no more: what becomes of the events it is booked for. */
export function RemoveResource({
  resource: { id, name, address },
  onRemoved,
  onClose,
}: {
  resource: Resource
  onRemoved: () => void
  onClose: () => void
}) {
  const say = useWords('resources')
  const group = useId()
  const remove = useRemoveResource()
  const [upcoming, setUpcoming] = useState<(typeof ends)[number]>('keep')
  return (
    <AskFirst
      title={say('remove.title', { name: brief(name) })}
      keep={say('remove.keep')}
      deed={say('remove')}
      busy={remove.isPending}
      error={remove.error}
      onDo={() =>
        remove.mutate(
          { params: { resourceId: id }, query: { upcoming } },
          {
            onSuccess: () => {
              toast(say('removed', { name }))
              onRemoved()
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>{say('remove.text')}</p>
      <fieldset className={css.ends}>
        <legend>{say('remove.upcoming')}</legend>
        {ends.map((it) => (
          <label key={it} data-on={it === upcoming || undefined}>
            <input type="radio" name={group} checked={it === upcoming} onChange={() => setUpcoming(it)} />
            {say(`remove.${it}_links`)}
          </label>
        ))}
      </fieldset>
      <p className="small muted">{say('remove.past')}</p>
      {address !== null ? <p className="small muted">{say('remove.jitsi')}</p> : null}
    </AskFirst>
  )
}
