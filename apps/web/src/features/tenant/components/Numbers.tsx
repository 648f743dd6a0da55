import { Select } from '#ui/Select.tsx'

/** A value that was set elsewhere is a choice like the others. */
const among = (choices: readonly number[], value: number) =>
  choices.includes(value) ? choices : [...choices, value].toSorted((a, b) => a - b)

/** One of some usual numbers, each in words. */
export function Numbers({
  label,
  note,
  choices,
  value,
  shown,
  onChange,
}: {
  label: string
  note?: string | undefined
  choices: readonly number[]
  value: number
  shown: (value: number) => string
  onChange: (value: number) => void
}) {
  const options = among(choices, value).map((it) => ({ value: String(it), label: shown(it) }))
  return (
    <Select
      {...(note ? { note } : {})}
      label={label}
      options={options}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  )
}
