import type { RoomSeen } from '@amphi/contract/rooms'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '#ground/words.ts'
import { DataTable } from '#ui/DataTable.tsx'
import { Rich } from '#ui/Rich.tsx'
import { usePhone } from '#ui/usePhone.ts'
import { useBelongs } from '../belongs.ts'
import { isOver } from '../past.ts'
import { Favourite } from './Favourite.tsx'
import { Guards } from './Guards.tsx'
import { WaitingPill } from './WaitingPill.tsx'
import { RoomAct } from './RoomAct.tsx'
import { type Deed, RoomDeed } from './RoomDeed.tsx'
import { RoomLink } from './RoomLink.tsx'
import css from './RoomList.module.css'
import { RoomMenu } from './RoomMenu.tsx'
import { RoomState, useLastRun, useWhatComes } from './RoomState.tsx'
import { SeatsPill } from './SeatsPill.tsx'
import { SharedWith } from './SharedWith.tsx'

interface Props {
  room: RoomSeen
  whose: (room: RoomSeen) => string
  onDeed: (deed: Deed) => void
}

function Row({ room, whose, onDeed }: Props) {
  const lastRun = useLastRun({ short: true })
  const whatComes = useWhatComes()
  const inside = room.session?.people ?? 0
  return (
    <tr>
      <th scope="row">
        <span className={css.title}>
          <Link className={css.name} to="/rooms/$roomId" params={{ roomId: room.id }} title={room.name}>
            {room.name}
          </Link>
          <Guards room={room} />
        </span>
        <span className={css.sub}>{whose(room)}</span>
      </th>
      <td>
        <RoomState room={room} />
        <span className={css.sub}>{whatComes(room) ?? lastRun(room)}</span>
      </td>
      <td className={`${css.inside} num`}>
        {room.session ? <b>{inside}</b> : <span className="faint">–</span>} <WaitingPill room={room} />
        <SeatsPill room={room} />
      </td>
      <td className={css.shared}>
        <SharedWith room={room} />
      </td>
      <td>
        <div className={css.act}>
          <RoomAct room={room} size="s" onFull={() => onDeed('holders')} />
          {isOver(room) ? null : <RoomLink room={room} />}
          <Favourite room={room} />
          <span className={css.more}>
            <RoomMenu room={room} onDeed={onDeed} />
          </span>
        </div>
      </td>
    </tr>
  )
}

function CardRow({ room, whose, onDeed }: Props) {
  const say = useWords('rooms')
  const lastRun = useLastRun()
  const whatComes = useWhatComes()
  return (
    <li>
      <div className="row">
        <RoomState room={room} />
        <WaitingPill room={room} />
        <SeatsPill room={room} />
        <span className="grow" />
        <Favourite room={room} size={44} />
        <RoomMenu room={room} size={44} onDeed={onDeed} />
      </div>
      <h2>
        <Link to="/rooms/$roomId" params={{ roomId: room.id }} className={css.clamped}>
          {room.name}
        </Link>
      </h2>
      <p className="muted">{whose(room)}</p>
      <p className="muted">{whatComes(room) ?? lastRun(room)}</p>
      <div className={css.cardFoot}>
        <span className="grow">
          {room.session ? <Rich words={say('inside_card', { count: room.session.people })} /> : null}
        </span>
        {isOver(room) ? null : <RoomLink room={room} size={44} />}
        <RoomAct room={room} onFull={() => onDeed('holders')} />
      </div>
    </li>
  )
}

function Cards({ rooms, draw }: { rooms: readonly RoomSeen[]; draw: (room: RoomSeen) => Props }) {
  return (
    <ul className={css.cards}>
      {rooms.map((room) => (
        <CardRow key={room.id} {...draw(room)} />
      ))}
    </ul>
  )
}

function Table({ rooms, draw }: { rooms: readonly RoomSeen[]; draw: (room: RoomSeen) => Props }) {
  const say = useWords('rooms')
  const actions = <span className="sr">{say('column.actions')}</span>
  return (
    <DataTable
      className={css.table}
      label={say('list')}
      columns={[say('column.room'), say('column.state'), say('column.inside'), say('column.shared'), actions]}
    >
      {rooms.map((room) => (
        <Row key={room.id} {...draw(room)} />
      ))}
    </DataTable>
  )
}

/** Rooms, a table at a desk, cards on a phone: one’s own and those shared with one, or `everybodys`, with whose they are. */
export function RoomList({ rooms, everybodys = false }: { rooms: readonly RoomSeen[]; everybodys?: boolean }) {
  const say = useWords('rooms')
  const belongs = useBelongs()
  const phone = usePhone()
  // Not of a row: turned on its side, a phone has other rows, and what was typed in a window would be gone with it.
  const [asked, setAsked] = useState<{ deed: Deed; room: RoomSeen }>()
  const draw = (room: RoomSeen): Props => ({
    room,
    whose: everybodys ? ({ ownerName }) => ownerName ?? say('holders.nobody') : belongs,
    onDeed: (deed) => setAsked({ deed, room }),
  })
  const List = phone ? Cards : Table
  return (
    <>
      <List rooms={rooms} draw={draw} />
      {asked ? (
        <RoomDeed
          deed={asked.deed}
          room={rooms.find(({ id }) => id === asked.room.id) ?? asked.room}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </>
  )
}
