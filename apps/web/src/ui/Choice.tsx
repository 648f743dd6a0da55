import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import css from './Choice.module.css'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> & {
  label: ReactNode
  note?: ReactNode
  onChange: (on: boolean) => void
}

const frame = (kind: 'checkbox' | 'switch') =>
  function Choice({ label, note, onChange, ...input }: Props) {
    const id = useId()
    return (
      <label className={css.choice}>
        <input
          {...input}
          type="checkbox"
          role={kind === 'switch' ? kind : undefined}
          data-kind={kind}
          aria-describedby={note ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>
          {label}
          {note ? (
            <span id={id} className={css.note}>
              {note}
            </span>
          ) : null}
        </span>
      </label>
    )
  }

export const Checkbox = frame('checkbox')
/** Takes effect at once; a checkbox waits for its form. */
export const Switch = frame('switch')
