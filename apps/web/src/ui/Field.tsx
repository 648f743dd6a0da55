import { type ReactNode, useId } from 'react'
import css from './Field.module.css'

export interface FieldFrame {
  label: string
  /** The label is read aloud but not shown; only where a heading or an icon says the same. */
  bare?: boolean
  note?: ReactNode
  error?: ReactNode
  className?: string | undefined
}

/** Label above, note and error below, tied to what is inside. */
export function Field({
  label,
  bare,
  note,
  error,
  className,
  children,
}: FieldFrame & {
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}) {
  const id = useId()
  const described = [note ? `${id}-note` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={`${css.field} ${className ?? ''}`}>
      <label htmlFor={id} className={bare ? 'sr' : css.label}>
        {label}
      </label>
      {note ? (
        <p id={`${id}-note`} className={css.note}>
          {note}
        </p>
      ) : null}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
