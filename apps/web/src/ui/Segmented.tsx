import { useId } from 'react'
import css from './Segmented.module.css'
import type { Option } from './Select.tsx'

/** One of few, side by side. */
export function Segmented<V extends string>({
  label,
  options,
  value,
  disabled = false,
  onChange,
}: {
  label: string
  options: readonly Option<V>[]
  value: V
  disabled?: boolean
  onChange: (value: V) => void
}) {
  const name = useId()
  return (
    <fieldset className={css.segmented} disabled={disabled}>
      <legend className="sr">{label}</legend>
      {options.map((option) => (
        <label key={option.value} data-on={option.value === value || undefined}>
          <input
            type="radio"
            className="sr"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
