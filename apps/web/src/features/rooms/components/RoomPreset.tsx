import { IconTemplate } from '@tabler/icons-react'
import type { RoomSettings } from '@amphi/contract/room-settings'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import { useChangeRoomSettings, usePresets } from '../queries.ts'
import { PresetSelect } from './PresetSelect.tsx'
import { Section } from './Section.tsx'

/** Of which preset the room is. Another one holds at once, and brings along what it proposes. */
export function RoomPreset({ room, settings }: { room: RoomSeen; settings: RoomSettings }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { data } = usePresets()
  const { change, wanted, error } = useChangeRoomSettings(room.id)
  if (!data || data.presets.length === 0) return null
  const now = settings.preset?.id ?? null
  const next = wanted?.presetId === undefined ? now : wanted.presetId
  return (
    <Section
      icon={<IconTemplate size={20} stroke={1.8} aria-hidden="true" />}
      title={say('preset.part')}
      aside={say('settings.at_once')}
    >
      <PresetSelect
        note={say('preset.change_note')}
        value={data.presets.find(({ id }) => id === next)?.id ?? null}
        disabled={wanted !== undefined}
        onChange={(presetId) =>
          void change({ presetId }).then(
            () => toast(say('settings.saved')),
            () => undefined,
          )
        }
      />
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
    </Section>
  )
}
