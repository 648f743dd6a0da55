import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Switch } from '#ui/Choice.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Select } from '#ui/Select.tsx'
import { toast } from '#ui/toasts.ts'
import type { RoomSettingsChange } from '@amphi/contract/room-settings'
import type { RoomSeen, Visibility } from '@amphi/contract/rooms'
import { proposePassword } from '#ground/propose-password.ts'
import { useChangeRoomSettings, useRoomSettings } from '../queries.ts'
import { LockNote, useLocks } from './Locks.tsx'
import { ChangePassword } from './ChangePassword.tsx'
import css from './RoomAccess.module.css'

const visibilities = ['anyone', 'signed_in', 'groups', 'invited'] as const satisfies readonly Visibility[]
const lobbies = ['off', 'guests', 'everyone'] as const

/** Who may come in, and by which password. It holds at once, for whoever is not inside yet. */
export function RoomAccess({ room }: { room: RoomSeen }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { data: settings } = useRoomSettings(room.id, room.can.configure)
  const { change, wanted, error, reset } = useChangeRoomSettings(room.id)
  const [changing, setChanging] = useState(false)
  const lock = useLocks(settings)
  if (!settings) return null
  const {
    visibility = settings.visibility,
    password = settings.password,
    lobby = settings.lobby,
    lobbyPlace = settings.lobbyPlace,
  } = wanted ?? {}
  const quietly = (next: Parameters<typeof change>[0]) => void change(next).catch(() => undefined)
  /** Kept with every choice, so each says so, and what it was before is one click away. */
  const choose = (next: RoomSettingsChange, before: RoomSettingsChange, now: string) =>
    void change(next).then(
      () => toast(say('access.kept', { now }), 'plain', () => quietly(before)),
      () => undefined,
    )
  return (
    <div className={css.access}>
      <Select
        label={say('access.visibility')}
        value={visibility}
        onChange={(next) => choose({ visibility: next }, { visibility }, say(`access.${next}`))}
        note={say(`access.${visibility}_note`)}
        {...lock('visibility')}
        options={visibilities.map((value) => ({ value, label: say(`access.${value}`) }))}
      />
      <Switch
        label={say('access.locked')}
        note={say('access.locked_note')}
        checked={password !== null}
        onChange={(on) => quietly({ password: on ? proposePassword() : null })}
      />
      {password === null ? null : (
        <div className={css.password}>
          <CopyLine label={say('access.password')} deed={say('access.password_copy')} value={password} />
          <Button onClick={() => setChanging(true)}>{say('access.change')}</Button>
        </div>
      )}
      <div className={css.lobby}>
        <b>{say('access.lobby')}</b>
        <p className="muted">{say('access.lobby_note')}</p>
        <Segmented
          label={say('access.lobby')}
          value={lobby}
          disabled={settings.forced.includes('lobby')}
          options={lobbies.map((value) => ({ value, label: say(`access.lobby_${value}`) }))}
          onChange={(next) =>
            choose({ lobby: next }, { lobby }, say('access.lobby_is', { how: say(`access.lobby_${next}`) }))
          }
        />
        <LockNote settings={settings} of="lobby" />
      </div>
      {lobby === 'off' ? null : (
        <Switch
          label={say('access.lobby_place')}
          checked={lobbyPlace}
          onChange={(on) => quietly({ lobbyPlace: on })}
          {...lock('lobbyPlace')}
        />
      )}
      {error && !changing ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {changing ? (
        <ChangePassword
          password={password ?? ''}
          busy={wanted !== undefined}
          error={error}
          onPassword={(next) =>
            void change({ password: next }).then(
              () => setChanging(false),
              () => undefined,
            )
          }
          onClose={() => {
            setChanging(false)
            reset()
          }}
        />
      ) : null}
    </div>
  )
}
