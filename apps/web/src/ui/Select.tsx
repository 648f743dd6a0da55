import { IconSelector } from '@tabler/icons-react'
import type { Ref, SelectHTMLAttributes } from 'react'
import css from './Field.module.css'
import { Field, type FieldFrame } from './Field.tsx'

export interface Option<V extends string = string> {
  value: V
  label: string
}

type Props<V extends string> = FieldFrame &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'value' | 'onChange'> & {
    options: readonly Option<V>[]
    value: V
    onChange: (value: V) => void
    ref?: Ref<HTMLSelectElement>
  }

/** The browser's own list, which every phone and screen reader knows. */
export function Select<V extends string>(props: Props<V>) {
  const { label, bare, note, error, className, options, value, onChange, ...select } = props
  const choose = (text: string) => {
    const chosen = options.find((option) => option.value === text)
    if (chosen) onChange(chosen.value)
  }
  return (
    <Field {...{ label, note, error, className }} {...(bare ? { bare } : {})}>
      {(ids) => (
        <span className={css.box} data-error={error ? true : undefined}>
          <select {...select} {...ids} value={value} onChange={(event) => choose(event.target.value)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <IconSelector size={17} stroke={1.8} className={css.arrow} />
        </span>
      )}
    </Field>
  )
}
