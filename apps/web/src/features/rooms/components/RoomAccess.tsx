import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Switch } from '#ui/Choice.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { RoomSeen } from '@amphi/contract/rooms'
import { proposePassword } from '../propose-password.ts'
import { useChangeRoomAccess, useRoomAccess } from '../queries.ts'
import { ChangePassword } from './ChangePassword.tsx'
import css from './RoomAccess.module.css'

/** Who may come in, and by which password. It holds at once, for whoever is not inside yet. */
export function RoomAccess({ room }: { room: RoomSeen }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { data: access } = useRoomAccess(room.id, room.can.changeAccess)
  const { change, wanted, error, reset } = useChangeRoomAccess(room.id)
  const [changing, setChanging] = useState(false)
  const now = wanted ?? access
  if (!now) return null
  const { visibility, password } = now
  const set = (next: Partial<typeof now>) => change({ visibility, password, ...next })
  const quietly = (next: Partial<typeof now>) => void set(next).catch(() => undefined)
  return (
    <div className={css.access}>
      <Switch
        label={say('access.members')}
        note={say('access.members_note')}
        checked={visibility === 'signed_in'}
        onChange={(on) => quietly({ visibility: on ? 'signed_in' : 'anyone' })}
      />
      <Switch
        label={say('access.locked')}
        note={say('access.locked_note')}
        checked={password !== null}
        onChange={(on) => quietly({ password: on ? proposePassword() : null })}
      />
      {password === null ? null : (
        <div className={css.password}>
          <CopyLine label={say('access.password')} value={password} />
          <Button onClick={() => setChanging(true)}>{say('access.change')}</Button>
        </div>
      )}
      {error && !changing ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {changing ? (
        <ChangePassword
          password={password ?? ''}
          busy={wanted !== undefined}
          error={error}
          onPassword={(next) =>
            void set({ password: next }).then(
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
