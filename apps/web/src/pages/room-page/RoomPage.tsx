import { IconAdjustmentsHorizontal, IconChevronLeft, IconMailForward, IconTransfer } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { type Picked, PickPeople } from '#features/directory'
import { RoomLinks } from '#features/links'
import {
  Announced,
  type Deed,
  Favourite,
  isOver,
  RoomActAlone,
  RoomDeed,
  RoomMenu,
  type RoomSeen,
  RoomSettings,
  SettingsCard,
  useLastRun,
  useRoom,
  useRoomSettings,
  useRoomsLive,
  useSettingsDraft,
  WaitingPill,
} from '#features/rooms'
import { AttendanceSheet, SessionHistory } from '#features/sessions'
import { HandOver, Sharing } from '#features/sharing'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { LongName } from '../../ui/LongName.tsx'
import { Pill } from '../../ui/Marks.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import css from './RoomPage.module.css'
import type {} from './words.ts'

function Head({ room, onSettings }: { room: RoomSeen; onSettings: () => void }) {
  const say = useWords('room-page')
  const navigate = useNavigate()
  const lastRun = useLastRun()
  const [deed, setDeed] = useState<Deed>()
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
        <Favourite room={room} size={40} />
        {room.can.invite ? (
          <LinkButton
            to="/rooms/$roomId/invite"
            params={{ roomId: room.id }}
            className={css.second}
            icon={<IconMailForward size={19} stroke={1.8} />}
          >
            {say('invite')}
          </LinkButton>
        ) : null}
        {room.can.configure ? (
          <Button
            className={css.second}
            icon={<IconAdjustmentsHorizontal size={19} stroke={1.8} />}
            onClick={onSettings}
          >
            {say('settings')}
          </Button>
        ) : null}
        <RoomMenu room={room} size={40} onDeed={setDeed} />
        <RoomActAlone room={room} />
      </div>
      {deed ? (
        <RoomDeed
          deed={deed}
          room={room}
          onClose={() => setDeed(undefined)}
          onRemoved={() => void navigate({ to: '/rooms' })}
        />
      ) : null}
      <p className={css.facts}>
        <Pill tone={room.session ? 'open' : 'plain'} dot>
          {say(room.archivedAt ? 'archived' : room.session ? 'open' : 'closed')}
        </Pill>
        <span>{lastRun(room)}</span>
        {room.session ? <b className="num">{say('inside', { count: room.session.people })}</b> : null}
        <WaitingPill room={room} />
      </p>
    </header>
  )
}

/** Who else runs, leads or enters it; found by typing. */
function People({ room }: { room: RoomSeen }) {
  const say = useWords('room-page')
  const [picked, setPicked] = useState<Picked[]>([])
  const [handing, setHanding] = useState(false)
  const [heir, setHeir] = useState<Picked[]>([])
  const idsOf = (kind: Picked['kind']) => picked.filter((it) => it.kind === kind).map(({ id }) => id)
  const { people, groups } = room.shared
  return (
    <Card
      title={say('people')}
      aside={people + groups > 0 ? <Pill>{say('shares', { count: people + groups })}</Pill> : null}
    >
      <Sharing room={room} picked={{ users: idsOf('person'), groups: idsOf('group') }} onShared={() => setPicked([])}>
        <PickPeople label={say('share_with')} picked={picked} onPicked={setPicked} />
      </Sharing>
      {room.can.handOver ? (
        <Button
          variant="subtle"
          size="s"
          className={css.handOver}
          icon={<IconTransfer size={18} stroke={1.8} />}
          onClick={() => setHanding(true)}
        >
          {say('hand_over')}
        </Button>
      ) : null}
      {handing ? (
        <HandOver room={room} to={heir[0]} onClose={() => setHanding(false)}>
          <PickPeople
            label={say('hand_over_to')}
            picked={heir}
            only="person"
            onPicked={(all) => setHeir(all.slice(-1))}
          />
        </HandOver>
      ) : null}
    </Card>
  )
}

/** One room: its link, what goes on, what went on. */
export function RoomPage() {
  const { roomId } = useParams({ from: '/shell/rooms/$roomId' })
  const say = useWords('room-page')
  const sentence = useSentence()
  const { data: room, error, refetch } = useRoom(roomId)
  const { data: settings } = useRoomSettings(roomId, room?.can.configure === true)
  const draft = useSettingsDraft(roomId, settings)
  const [setting, setSetting] = useState(false)
  const { keep } = useSearch({ from: '/shell/rooms/$roomId' })
  const navigate = useNavigate()
  const onKept = useCallback(() => void navigate({ to: '.', search: {}, replace: true }), [navigate])
  const openSettings = () => setSetting(true)
  useRoomsLive()
  if (error)
    return (
      <Trouble heading="h1" text={sentence(error)} onRetry={() => void refetch()}>
        <LinkButton to="/rooms">{say('all_rooms')}</LinkButton>
      </Trouble>
    )
  if (!room) return <Skeleton />
  const docked = setting && draft !== undefined && room.can.configure
  return (
    <div className={css.page} data-docked={docked || undefined}>
      <Head room={room} onSettings={openSettings} />
      <Announced room={room} keep={keep === 'yes'} onKept={onKept} />
      <div className={css.body}>
        <div className={css.main}>
          <Card title={say('links')}>
            {isOver(room) ? <Notice>{say('links_over')}</Notice> : <RoomLinks room={room} settings={settings} />}
          </Card>
          <Card flush title={say('sessions')} aside={<AttendanceSheet room={room} />}>
            <SessionHistory roomId={roomId} />
          </Card>
        </div>
        <div className={css.side}>
          <People room={room} />
          {room.can.configure && draft ? <SettingsCard room={room} draft={draft} onOpen={openSettings} /> : null}
        </div>
      </div>
      {docked ? <RoomSettings room={room} draft={draft} onClose={() => setSetting(false)} /> : null}
    </div>
  )
}
