import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react'
import css from './Field.module.css'
import { Field, type FieldFrame } from './Field.tsx'

type Props = FieldFrame &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'size'> & {
    icon?: ReactNode
    /** Inside the field, at its end: a button, a word. */
    end?: ReactNode
    size?: 'm' | 'l'
    mono?: boolean
    ref?: Ref<HTMLInputElement>
  }

export function TextField({ label, bare, note, error, className, icon, end, size = 'm', mono, ...input }: Props) {
  return (
    <Field {...{ label, note, error, className }} {...(bare ? { bare } : {})}>
      {(ids) => (
        <span className={css.box} data-size={size} data-error={error ? true : undefined}>
          {icon}
          <input
            type="text"
            dir="auto"
            {...input}
            {...ids}
            data-autofocus={input.autoFocus || undefined}
            className={mono ? 'mono' : undefined}
          />
          {end}
        </span>
      )}
    </Field>
  )
}

type AreaProps = FieldFrame &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> & { ref?: Ref<HTMLTextAreaElement> }

export function TextArea({ label, bare, note, error, className, ...area }: AreaProps) {
  return (
    <Field {...{ label, note, error, className }} {...(bare ? { bare } : {})}>
      {(ids) => (
        <span className={css.box} data-area data-error={error ? true : undefined}>
          <textarea rows={5} dir="auto" {...area} {...ids} data-autofocus={area.autoFocus || undefined} />
        </span>
      )}
    </Field>
  )
}
