import { Link } from '@tanstack/react-router'
import { useRooms } from '#features/rooms'
import { useWords } from '#ground/words.ts'
import { Dot } from '../../ui/Marks.tsx'
import css from './Shell.module.css'

const most = 6

/** What is live, seen from every page. */
export function OpenRooms() {
  const say = useWords('shell')
  const { data = [] } = useRooms()
  const open = data.filter((room) => room.session !== null).slice(0, most)
  if (open.length === 0) return null
  return (
    <section className={css.open} aria-labelledby="open-rooms">
      <h2 id="open-rooms">{say('open_rooms')}</h2>
      <ul>
        {open.map((room) => (
          <li key={room.id}>
            <Link to="/rooms/$roomId" params={{ roomId: room.id }} title={room.name}>
              <Dot tone="open" />
              <span className={css.openName} title={room.name}>
                {room.name}
              </span>
              <span className="num faint">
                {room.session?.people}
                <span className="sr">{` ${say('inside')}`}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
