import type { Reach, reaches as allReaches } from '@amphi/contract/events'
import { useState } from 'react'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import css from './events.module.css'

const reaches = ['one', 'following', 'all'] as const satisfies typeof allReaches

/** Of a series: this one alone, this and what follows, or all of it? */
export function WhichOfSeries({
  deed,
  mayBeOne = true,
  busy = false,
  error,
  onChoose,
  onClose,
}: {
  deed: 'move' | 'change' | 'remove'
  /** False for what only a whole series has: how it repeats, its room. */
  mayBeOne?: boolean
  busy?: boolean
  error?: string | undefined
  onChoose: (reach: Reach) => void
  onClose: () => void
}) {
  const say = useWords('events')
  const offered = reaches.filter((reach) => mayBeOne || reach !== 'one')
  const [reach, setReach] = useState<Reach>(offered[0] ?? 'all')
  return (
    <Dialog
      title={say(`series.${deed}`)}
      width={440}
      onClose={onClose}
      onSubmit={() => {
        if (!busy) onChoose(reach)
      }}
      actions={
        <>
          <Button onClick={onClose}>{say('series.leave')}</Button>
          <Button type="submit" variant={deed === 'remove' ? 'danger' : 'filled'} busy={busy}>
            {say(`series.do.${deed}`)}
          </Button>
        </>
      }
    >
      {error ? <Notice tone="error">{error}</Notice> : null}
      <fieldset className={css.reaches}>
        <legend className="sr">{say('series.which')}</legend>
        {offered.map((it) => (
          <label key={it} data-on={it === reach || undefined}>
            <input
              type="radio"
              name="reach"
              data-autofocus={it === reach || undefined}
              checked={it === reach}
              onChange={() => setReach(it)}
            />
            {say(`series.${it}`)}
          </label>
        ))}
      </fieldset>
      {mayBeOne ? null : <p className="small muted">{say('series.whole_only')}</p>}
    </Dialog>
  )
}
