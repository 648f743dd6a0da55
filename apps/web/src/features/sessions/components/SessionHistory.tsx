import type { ReplyOf } from '#ground/request.ts'
import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { AttendanceDialog } from './AttendanceDialog.tsx'
import css from './SessionHistory.module.css'

type Run = ReplyOf<'listSessions'>[number]

function Row({ run, now, onOpen }: { run: Run; now: Date; onOpen: () => void }) {
  const say = useWords('sessions')
  const { day, clockTime, duration, capital } = useFormat()
  const long = (run.endedAt ? new Date(run.endedAt) : now).getTime() - new Date(run.startedAt).getTime()
  return (
    <tr>
      <th scope="row">
        <button type="button" className={css.day} onClick={onOpen}>
          {capital(day(run.startedAt, now))}
          <span className="sr">{` ${say('attendance')}`}</span>
        </button>
      </th>
      <td className="num">{clockTime(run.startedAt)}</td>
      <td className="num">{duration(long)}</td>
      <td className="num">{run.people}</td>
      <td className="muted">
        {run.endReason ? say(`end.${run.endReason}`) : <b className={css.run}>{say('running')}</b>}
      </td>
    </tr>
  )
}

/** The runs of a room, and behind each who was there. */
export function SessionHistory({ roomId }: { roomId: string }) {
  const say = useWords('sessions')
  const sentence = useSentence()
  const { data, error, refetch } = useAsk('listSessions', { params: { roomId } })
  const now = useNow()
  const [opened, setOpened] = useState<Run>()
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
        <tbody>
          {data.map((run) => (
            <Row key={run.id} run={run} now={now} onOpen={() => setOpened(run)} />
          ))}
        </tbody>
      </table>
      {opened ? <AttendanceDialog roomId={roomId} run={opened} onClose={() => setOpened(undefined)} /> : null}
    </div>
  )
}
