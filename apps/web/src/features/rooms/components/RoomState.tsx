import { IconArchive } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Dot } from '#ui/Marks.tsx'
import css from './RoomState.module.css'

/** Since when and by whom a room is open, or when it was last; `short` where the state stands beside it. */
export const useLastRun = ({ short = false } = {}) => {
  const say = useWords('rooms')
  const { day, timeOfDay, duration } = useFormat()
  return ({ session, last }: Pick<RoomSeen, 'session' | 'last'>) => {
    if (session) {
      const { startedAt, startedBy } = session
      const time = timeOfDay(startedAt)
      // Without an account nobody is named.
      return startedBy === '' ? say('opened_at', { time }) : say('opened_by', { time, name: startedBy })
    }
    if (!last) return say('never')
    const long = new Date(last.endedAt).getTime() - new Date(last.startedAt).getTime()
    return say(short ? 'last_short' : 'last', { day: day(last.startedAt), long: duration(long) })
  }
}

/** That a room is archived or deleted before long, unless it is used. */
export const useWhatComes = () => {
  const say = useWords('rooms')
  const { day } = useFormat()
  return ({ archivedAt, dueAt }: Pick<RoomSeen, 'archivedAt' | 'dueAt'>) =>
    dueAt ? say(archivedAt ? 'due.remove_short' : 'due.archive_short', { day: day(dueAt) }) : undefined
}

/** Open or closed: a disc or a ring, and the word; or put away. */
export function RoomState({ room }: { room: Pick<RoomSeen, 'session' | 'archivedAt'> }) {
  const say = useWords('rooms')
  if (room.archivedAt !== null)
    return (
      <span className={css.state}>
        <IconArchive size={16} stroke={1.9} /> {say('archived')}
      </span>
    )
  return (
    <span className={css.state} data-open={room.session ? true : undefined}>
      <Dot tone={room.session ? 'open' : 'closed'} /> {say(room.session ? 'open' : 'closed')}
    </span>
  )
}
