import { Link } from '@tanstack/react-router'
import { type RoomSeen, useRooms } from '#features/rooms'
import { useWords } from '#ground/words.ts'
import { Dot } from '../../ui/Marks.tsx'
import css from './Shell.module.css'

const most = 8

function Part({ title, id, rooms }: { title: string; id: string; rooms: readonly RoomSeen[] }) {
  const say = useWords('shell')
  if (rooms.length === 0) return null
  return (
    <section className={css.open} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {rooms.map((room) => (
          <li key={room.id}>
            <Link to="/rooms/$roomId" params={{ roomId: room.id }} title={room.name}>
              <Dot tone={room.session ? 'open' : 'closed'} />
              <span className={css.openName} title={room.name}>
                {room.name}
              </span>
              {room.session ? (
                <span className="num faint">
                  {room.session.people}
                  <span className="sr">{` ${say('inside')}`}</span>
                </span>
              ) : (
                <span className="sr">{say('closed')}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is live, and what one holds dear, seen from every page. */
export function OpenRooms() {
  const say = useWords('shell')
  const { data = [] } = useRooms()
  const favourites = data.filter(({ favourite, archivedAt }) => favourite && archivedAt === null)
  const open = data.filter(({ session, favourite }) => session !== null && !favourite)
  return (
    <>
      <Part id="favourite-rooms" title={say('favourite_rooms')} rooms={favourites.slice(0, most)} />
      <Part id="open-rooms" title={say('open_rooms')} rooms={open.slice(0, most)} />
    </>
  )
}
