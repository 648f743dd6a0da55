import { IconUsers } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useWords } from '#ground/words.ts'
import { Stack } from '#ui/Avatar.tsx'
import css from './SharedWith.module.css'

/** With whom, at a glance: the first faces, and how many more. */
export function SharedWith({ room }: { room: RoomSeen }) {
  const say = useWords('rooms')
  const { people, groups, first } = room.shared
  if (people + groups === 0) return <span className="faint">{say('not_shared')}</span>
  const faces = first.filter(({ isGroup }) => !isGroup)
  const names = first.map(({ name }) => name).join(', ')
  return (
    <span className={css.shared} title={names}>
      <span className="sr">{names}</span>
      {faces.length > 0 ? <Stack of={faces} more={people - faces.length} /> : null}
      {groups > 0 ? (
        <span className={css.groups} aria-hidden="true">
          <IconUsers size={16} stroke={1.8} />
          {groups > 1 ? <span className="num">{groups}</span> : null}
        </span>
      ) : null}
    </span>
  )
}
