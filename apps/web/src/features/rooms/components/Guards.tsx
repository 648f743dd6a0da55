import { IconHourglassHigh, IconLock, IconUsersGroup } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useWords } from '#ground/words.ts'
import css from './Guards.module.css'

/** What stands before the door, as small signs beside the name. */
export function Guards({ room }: { room: Pick<RoomSeen, 'guarded'> }) {
  const say = useWords('rooms')
  const { password, visibility, lobby } = room.guarded
  const look = { size: 16, stroke: 1.8, role: 'img' }
  return (
    <span className={css.guards}>
      {visibility === 'anyone' ? null : (
        <IconUsersGroup {...look} aria-label={say(`access.${visibility}`)}>
          <title>{say(`access.${visibility}`)}</title>
        </IconUsersGroup>
      )}
      {lobby ? (
        <IconHourglassHigh {...look} aria-label={say('guard.lobby')}>
          <title>{say('guard.lobby')}</title>
        </IconHourglassHigh>
      ) : null}
      {password ? (
        <IconLock {...look} aria-label={say('guard.password')}>
          <title>{say('guard.password')}</title>
        </IconLock>
      ) : null}
    </span>
  )
}
