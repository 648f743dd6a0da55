import { IconCheck, IconCopy } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useWords } from '#ground/words.ts'
import css from './CopyLine.module.css'
import { announce } from './toasts.ts'
import { useCopy } from './useCopy.ts'

/** An address too long for its line is broken after a stroke, before anywhere else. */
const breakable = (text: string) =>
  text.split(/(?<=\/)(?!\/)/).map((part, at) => (
    <Fragment key={at}>
      {at === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ))

/** Something to hand over: read it, or take it. `shown` may leave out what the eye does not need (`https://`). */
export function CopyLine({
  label,
  value,
  shown = value.replace(/^https?:\/\//, ''),
  note,
  icon,
  action,
  deed,
}: {
  label: string
  value: string
  shown?: string
  note?: ReactNode
  icon?: ReactNode
  action?: ReactNode
  /** What the button does, as one would say it, where `Copy` and the label make no sentence. */
  deed?: string
}) {
  const say = useWords('ui')
  const { copied, copy } = useCopy()
  return (
    <div className={css.line}>
      <div className={css.label}>
        {icon}
        <b>{label}</b>
        {note ? <span className="muted small">{note}</span> : null}
      </div>
      <div className={css.box}>
        <span className={`mono grow ${css.value}`}>{breakable(shown)}</span>
        <button
          type="button"
          className={css.button}
          data-done={copied || undefined}
          onClick={() => {
            copy(value)
            announce(say('copied'))
          }}
        >
          {copied ? <IconCheck size={17} stroke={2.2} /> : <IconCopy size={17} stroke={1.8} />}
          <span aria-hidden={deed ? true : undefined}>{say(copied ? 'copied' : 'copy')}</span>
          <span className="sr">{deed ?? ` ${label}`}</span>
        </button>
        {action}
      </div>
    </div>
  )
}
