import { Fragment, useId } from 'react'
import css from './Segmented.module.css'
import { segmentedRows } from './segmented-rows.ts'
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
  const ends = new Set<number>()
  let last = -1
  for (const size of segmentedRows(options.map((option) => option.label))) ends.add((last += size))
  return (
    <fieldset className={css.segmented} disabled={disabled}>
      <legend className="sr">{label}</legend>
      {options.map((option, at) => (
        <Fragment key={option.value}>
          <label data-on={option.value === value || undefined}>
            <input
              type="radio"
              className="sr"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
          {ends.has(at) && at < last ? <span className={css.end} aria-hidden="true" /> : null}
        </Fragment>
      ))}
    </fieldset>
  )
}
