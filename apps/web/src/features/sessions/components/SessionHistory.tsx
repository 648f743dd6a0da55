import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SessionRecord } from '@amphi/contract/sessions'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { endOf } from '../end-of.ts'
import css from './SessionHistory.module.css'

/** As the contract has it (`runsTold`), which the browser does not load. */
const runsTold = 100

function Row({ roomId, run, now }: { roomId: string; run: SessionRecord; now: Date }) {
  const say = useWords('sessions')
  const { day, timeOfDay, duration, capital } = useFormat()
  const long = (run.endedAt ? new Date(run.endedAt) : now).getTime() - new Date(run.startedAt).getTime()
  return (
    <tr>
      <th scope="row">
        <Link to="/rooms/$roomId/sessions/$sessionId" params={{ roomId, sessionId: run.id }} className={css.day}>
          {capital(day(run.startedAt, now))}
          <span className="sr">{` ${say('attendance')}`}</span>
          <IconChevronRight size={17} stroke={2} aria-hidden="true" />
        </Link>
      </th>
      <td className="num" data-label={say('column.opened')}>
        {timeOfDay(run.startedAt)}
      </td>
      <td className="num" data-label={say('column.long')}>
        {duration(long)}
      </td>
      <td className="num" data-label={say('column.people')}>
        {run.people}
      </td>
      <td className="muted" data-label={say('column.end')}>
        {run.endReason ? endOf(run, say) : <b className={css.run}>{say('running')}</b>}
      </td>
    </tr>
  )
}

/** Those that began before a moment, and a way to what is older still, where nobody has taken it yet. */
function Page({
  roomId,
  before,
  now,
  onOlder,
}: {
  roomId: string
  before: string | undefined
  now: Date
  onOlder: ((before: string) => void) | undefined
}) {
  const say = useWords('sessions')
  const sentence = useSentence()
  const { data, error, refetch } = useAsk('listSessions', { params: { roomId }, query: { before } })
  const last = data && data.length >= runsTold ? data.at(-1) : undefined
  const older = last && onOlder ? () => onOlder(last.startedAt) : undefined
  return (
    <tbody>
      {data?.map((run) => (
        <Row key={run.id} roomId={roomId} run={run} now={now} />
      ))}
      {error || !data || older ? (
        <tr>
          <td colSpan={5}>
            {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
            {data || error ? null : <Skeleton rows={3} />}
            {older ? (
              <Button variant="subtle" size="s" onClick={older}>
                {say('older')}
              </Button>
            ) : null}
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

/** The runs of a room, the newest first and the older ones as they are wanted; each leads to who was there. */
export function SessionHistory({ roomId }: { roomId: string }) {
  const say = useWords('sessions')
  const sentence = useSentence()
  const { data, error, refetch } = useAsk('listSessions', { params: { roomId }, query: {} })
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined])
  const now = useNow()
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  if (data.length === 0) return <p className={css.none}>{say('none')}</p>
  return (
    <div className={css.scroll}>
      <table className={css.sessions}>
        <thead>
          <tr>
            <th scope="col">{say('column.day')}</th>
            <th scope="col">{say('column.opened')}</th>
            <th scope="col">{say('column.long')}</th>
            <th scope="col">{say('column.people')}</th>
            <th scope="col">{say('column.end')}</th>
          </tr>
        </thead>
        {pages.map((before, at) => (
          <Page
            key={before ?? 'newest'}
            roomId={roomId}
            before={before}
            now={now}
            onOlder={at === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
          />
        ))}
      </table>
    </div>
  )
}
