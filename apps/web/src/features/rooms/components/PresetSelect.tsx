import type { PresetId } from '@amphi/contract/rooms'
import { useWords } from '#ground/words.ts'
import { Select } from '#ui/Select.tsx'
import { usePresets } from '../queries.ts'

/** Which of the institution’s presets a room is of; nothing where there are none. */
export function PresetSelect(props: {
  note: string
  value: PresetId | null
  disabled?: boolean
  onChange: (preset: PresetId | null) => void
}) {
  const say = useWords('rooms')
  const { data } = usePresets()
  if (!data || data.presets.length === 0) return null
  const none = data.required && props.value !== null ? [] : [{ value: '', label: say('preset.none') }]
  return (
    <Select
      label={say('preset')}
      note={props.note}
      value={props.value ?? ''}
      disabled={props.disabled}
      onChange={(id) => props.onChange(data.presets.find((preset) => preset.id === id)?.id ?? null)}
      options={[...none, ...data.presets.map(({ id, name }) => ({ value: id as string, label: name }))]}
    />
  )
}
