import { IconChevronLeft, IconMessage2Share } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import {
  linkOf,
  RoomAccess,
  RoomAct,
  RoomMenu,
  type RoomSeen,
  useLastRun,
  useRoom,
  useRoomSettings,
  useRoomsLive,
} from '#features/rooms'
import { SessionHistory } from '#features/sessions'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyLine } from '../../ui/CopyLine.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { LongName } from '../../ui/LongName.tsx'
import { Pill } from '../../ui/Marks.tsx'
import { Qr } from '../../ui/Qr.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { announce } from '../../ui/toasts.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { useCopy } from '../../ui/useCopy.ts'
import css from './RoomPage.module.css'
import type {} from './words.ts'

function Head({ room }: { room: RoomSeen }) {
  const say = useWords('room-page')
  const navigate = useNavigate()
  const lastRun = useLastRun()
  useTitle(room.name)
  return (
    <header className={css.head}>
      <nav aria-label={say('crumb')} className={css.crumb}>
        <IconChevronLeft size={16} />
        <Link to="/rooms">{say('rooms')}</Link>
      </nav>
      <div className={css.title}>
        <div className="grow">
          <LongName name={room.name}>{(shown) => <h1>{shown}</h1>}</LongName>
        </div>
        <RoomMenu room={room} size={40} onRemoved={() => void navigate({ to: '/rooms' })} />
        <RoomAct room={room} />
      </div>
      <p className={css.facts}>
        <Pill tone={room.session ? 'open' : 'plain'} dot>
          {say(room.session ? 'open' : 'closed')}
        </Pill>
        <span>{lastRun(room)}</span>
        {room.session ? <b className="num">{say('inside', { count: room.session.people })}</b> : null}
      </p>
    </header>
  )
}

function Links({ room }: { room: RoomSeen }) {
  const say = useWords('room-page')
  const link = linkOf(room)
  const { copied, copy } = useCopy()
  const { data: settings } = useRoomSettings(room.id, room.can.configure)
  const invitation = [
    say('invitation_text', { name: room.name, link }),
    ...(settings?.password ? [say('invitation_password', { password: settings.password })] : []),
    say(settings?.visibility === 'signed_in' ? 'invitation_members' : 'invitation_anyone'),
  ].join('\n\n')
  return (
    <Card
      title={say('links')}
      aside={
        <Button
          variant="subtle"
          size="s"
          className={css.invitation}
          icon={<IconMessage2Share size={18} stroke={1.8} />}
          onClick={() => {
            copy(invitation)
            announce(say('invitation_copied'))
          }}
        >
          {say(copied ? 'invitation_copied' : 'invitation')}
        </Button>
      }
    >
      <div className={css.links}>
        <div className={css.lines}>
          <CopyLine label={say('link')} note={say('link_note')} value={link} />
          <p className="muted">{say('link_text')}</p>
        </div>
        <figure className={css.qr}>
          <Qr value={link} size={132} />
          <figcaption>{say('qr')}</figcaption>
        </figure>
      </div>
    </Card>
  )
}

/** One room: its link, what goes on, what went on. */
export function RoomPage() {
  const { roomId } = useParams({ from: '/shell/rooms/$roomId' })
  const say = useWords('room-page')
  const sentence = useSentence()
  const { data: room, error, refetch } = useRoom(roomId)
  useRoomsLive()
  if (error)
    return (
      <Trouble heading="h1" text={sentence(error)} onRetry={() => void refetch()}>
        <LinkButton to="/rooms">{say('all_rooms')}</LinkButton>
      </Trouble>
    )
  if (!room) return <Skeleton />
  return (
    <>
      <Head room={room} />
      <div className={css.body}>
        <Links room={room} />
        {room.can.configure ? (
          <Card title={say('access')}>
            <RoomAccess room={room} />
          </Card>
        ) : null}
        <Card flush title={say('sessions')}>
          <SessionHistory roomId={roomId} />
        </Card>
      </div>
    </>
  )
}
