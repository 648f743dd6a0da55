import { IconChevronLeft, IconDownload, IconPrinter } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import type { SessionRecord } from '@amphi/contract/sessions'
import { type RoomSeen, useRoom, useRoomsLive } from '#features/rooms'
import { AttendanceTable, endOf, useAttendanceSheet } from '#features/sessions'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { LongName } from '../../ui/LongName.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import css from './RoomPage.module.css'
import own from './SessionPage.module.css'
import type {} from './words.ts'

/** When it was, who opened it and how it ended: enough for a sheet of paper to say what it is. */
function Facts({ run, now }: { run: SessionRecord; now: Date }) {
  const say = useWords('room-page')
  const history = useWords('sessions')
  const { shortDate, timeOfDay, timeOn, duration } = useFormat()
  const { startedAt, endedAt, startedBy, people } = run
  const long = (endedAt ? new Date(endedAt) : now).getTime() - new Date(startedAt).getTime()
  const facts = [
    `${timeOfDay(startedAt)} – ${endedAt ? timeOn(endedAt, startedAt) : '…'}`,
    duration(long),
    ...(startedBy ? [say('opened_by', { name: startedBy })] : []),
    endOf(run, history),
    ...(people > 0 ? [say('came', { count: people })] : []),
  ]
  return (
    <p className={css.facts}>
      <b className="num">{shortDate(startedAt)}</b>
      {facts.map((fact) => (
        <span key={fact} className="num">
          {fact}
        </span>
      ))}
    </p>
  )
}

function Sheet({ room, run }: { room: RoomSeen; run: SessionRecord }) {
  const say = useWords('room-page')
  const history = useWords('sessions')
  const sentence = useSentence()
  const now = useNow()
  const sheet = useAttendanceSheet(room.name)
  const { data, error, refetch } = useAsk('readAttendance', { params: { roomId: room.id, sessionId: run.id } })
  useTitle(`${history('attendance')}, ${room.name}`)
  return (
    <>
      <header className={css.head}>
        <nav aria-label={say('crumb')} className={css.crumb}>
          <IconChevronLeft size={16} />
          <Link to="/rooms/$roomId" params={{ roomId: room.id }}>
            {say('room')}
          </Link>
        </nav>
        <div className={css.title}>
          <div className="grow">
            <LongName name={room.name}>{(shown) => <h1>{shown}</h1>}</LongName>
          </div>
          <div className={own.deeds}>
            {data && data.length > 0 ? (
              <>
                <Button icon={<IconDownload size={18} stroke={1.8} />} onClick={() => sheet.ofSession(run, data)}>
                  {history('sheet')}
                </Button>
                <Button icon={<IconPrinter size={18} stroke={1.8} />} onClick={() => print()}>
                  {history('print')}
                </Button>
              </>
            ) : null}
          </div>
        </div>
        <Facts run={run} now={now} />
      </header>
      <div className={css.body}>
        <section aria-labelledby="attendance">
          <h2 id="attendance" className={own.heading}>
            {history('attendance')}
          </h2>
          {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
          {data ? <AttendanceTable attendance={data} startedAt={run.startedAt} now={now} /> : null}
          {!data && !error ? <Skeleton rows={3} /> : null}
        </section>
      </div>
    </>
  )
}

/** One run of a room: who was there. Made to be read, printed, and put into a spreadsheet. */
export function SessionPage() {
  const { roomId, sessionId } = useParams({ from: '/shell/rooms/$roomId/sessions/$sessionId' })
  const say = useWords('room-page')
  const sentence = useSentence()
  const room = useRoom(roomId)
  const run = useAsk('readSessionRecord', { params: { roomId, sessionId } })
  useRoomsLive()
  const error = room.error ?? run.error
  if (error)
    return (
      <Trouble
        heading="h1"
        text={sentence(error)}
        onRetry={() => {
          void room.refetch()
          void run.refetch()
        }}
      >
        <LinkButton to="/rooms">{say('all_rooms')}</LinkButton>
      </Trouble>
    )
  if (!room.data || !run.data) return <Skeleton />
  return <Sheet room={room.data} run={run.data} />
}
