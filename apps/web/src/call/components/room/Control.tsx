import { IconChevronUp } from '@tabler/icons-react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { useCallWords } from '../../words.ts'
import css from './bar.module.css'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onSelect'> & {
  icon: ReactNode
  label: string
  state?: 'on' | 'off' | 'hand' | 'closed' | undefined
  badge?: ReactNode
  /** A small arrow beside it that leads to a choice. */
  onChoose?: () => void
}

/** A deed of the bar: its sign, and its word under it. */
export function Control({ icon, label, state, badge, onChoose, ...rest }: Props) {
  const say = useCallWords()
  return (
    <div className={css.control}>
      <button type="button" className={css.deed} data-state={state} {...rest}>
        <span className={css.face}>
          {icon}
          {badge}
        </span>
        <span className={css.word}>{label}</span>
      </button>
      {onChoose ? (
        <button
          type="button"
          className={css.caret}
          aria-label={say('device.choose', { what: say('bar.devices') })}
          title={say('bar.devices')}
          onClick={onChoose}
        >
          <IconChevronUp size={16} stroke={2.2} />
        </button>
      ) : null}
    </div>
  )
}
