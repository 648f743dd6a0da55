import { IconChevronRight, IconHash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { MyNextMeetings } from '#features/events'
import { NewInvitations } from '#features/mailbox'
import { CodeEntry, StartMeeting } from '#features/meetings'
import {
  CreateRoom,
  isPast,
  OnNow,
  RoomActAlone,
  type RoomSeen,
  RoomState,
  useLastRun,
  useRooms,
  useRoomsLive,
} from '#features/rooms'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import css from './HomePage.module.css'
import type {} from './words.ts'

const shown = 8

function EnterCode() {
  const say = useWords('home')
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<IconHash size={19} stroke={1.9} />} onClick={() => setOpen(true)}>
        {say('code')}
      </Button>
      {open ? (
        <Dialog title={say('code')} width={520} onClose={() => setOpen(false)}>
          <div className={css.code}>
            <CodeEntry autoFocus onEnter={(path) => void navigate({ to: path })} />
          </div>
        </Dialog>
      ) : null}
    </>
  )
}

function MyRooms({ rooms }: { rooms: readonly RoomSeen[] }) {
  const say = useWords('home')
  const lastRun = useLastRun({ short: true })
  return (
    <Card
      flush
      title={say('my_rooms')}
      aside={
        <Link to="/rooms" className={css.more}>
          {say('all', { count: rooms.length })} <IconChevronRight size={16} />
        </Link>
      }
    >
      <ul className={css.rooms}>
        {rooms.slice(0, shown).map((room) => (
          <li key={room.id}>
            <div className="grow">
              <Link className={`${css.name} clip`} to="/rooms/$roomId" params={{ roomId: room.id }} title={room.name}>
                {room.name}
              </Link>
              <span className={css.facts}>
                <RoomState room={room} />
                <span className="muted clip">{lastRun(room)}</span>
              </span>
            </div>
            <RoomActAlone room={room} size="s" />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Board({ rooms }: { rooms: readonly RoomSeen[] }) {
  const say = useWords('home')
  const { me } = useWelcome()
  const open = rooms.filter((room) => room.session !== null)
  if (rooms.length === 0)
    return (
      <>
        <div className={css.grid}>
          <MyNextMeetings />
          <NewInvitations />
        </div>
        <EmptyState title={say('first.title')} text={say(me?.can.createRooms ? 'first.text' : 'first.ask')}>
          {me?.can.createRooms ? <CreateRoom size="l" /> : null}
        </EmptyState>
      </>
    )
  return (
    <div className={css.grid} data-open={open.length > 0 || undefined}>
      {open.length > 0 ? (
        <section className={css.board} aria-label={say('on_now')}>
          {open.slice(0, 3).map((room) => (
            <OnNow key={room.id} room={room} />
          ))}
        </section>
      ) : null}
      <div className={css.aside}>
        <MyNextMeetings />
        <MyRooms rooms={rooms} />
        <NewInvitations />
      </div>
    </div>
  )
}

/** What is on now, and one's rooms. */
export function HomePage() {
  const say = useWords('home')
  const sentence = useSentence()
  const { me } = useWelcome()
  const { day, capital } = useFormat()
  const now = useNow()
  const { data: all, error, refetch } = useRooms()
  const data = all?.filter((room) => !isPast(room))
  useRoomsLive()
  const open = data?.filter((room) => room.session !== null) ?? []
  const people = open.reduce((sum, room) => sum + (room.session?.people ?? 0), 0)
  const facts = [say('open', { count: open.length }), open.length > 0 ? say('inside', { count: people }) : '']
  const today = capital(day(now, new Date(0)).replace(` ${now.getFullYear()}`, ''))
  return (
    <>
      <PageHead
        title={today}
        sub={[say('hello', { name: me?.name ?? '' }), ...(data ? facts : [])].join(' ').trim()}
        phoneActions={false}
      >
        <EnterCode />
        <StartMeeting variant="filled" />
      </PageHead>
      <div className={css.phoneActions}>
        <StartMeeting variant="filled" label={say('start.short')} />
        <EnterCode />
      </div>
      {error ? <Trouble title={say('trouble')} text={sentence(error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data ? <Board rooms={data.filter(({ archivedAt }) => archivedAt === null)} /> : null}
    </>
  )
}
