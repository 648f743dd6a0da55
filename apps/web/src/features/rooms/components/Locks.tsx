import { IconLock } from '@tabler/icons-react'
import type { RoomSettings, SettingName } from '@amphi/contract/room-settings'
import { useWords } from '#ground/words.ts'
import css from './Locks.module.css'

function Locked({ preset }: Pick<RoomSettings, 'preset'>) {
  const say = useWords('rooms')
  return (
    <span className={css.locked}>
      <IconLock size={15} stroke={1.9} aria-hidden="true" />
      {say('preset.locked', { name: preset?.name ?? '' })}
    </span>
  )
}

/** For a field whose setting the institution has forced: it stays as it is, and says why. */
export const useLocks = (settings: RoomSettings | undefined) => (of: SettingName) =>
  settings?.forced.includes(of) ? { disabled: true, note: <Locked preset={settings.preset} /> } : {}

/** The same, for what has no place of its own for a note. */
export function LockNote({ settings, of }: { settings: RoomSettings; of: SettingName }) {
  return settings.forced.includes(of) ? <Locked preset={settings.preset} /> : null
}
