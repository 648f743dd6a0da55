import type { ReplyOf } from '#ground/request.ts'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { stayed } from '../stayed.ts'
import css from './SessionHistory.module.css'

type Run = ReplyOf<'listSessions'>[number]
type Attendee = ReplyOf<'readAttendance'>[number]

function Line({ who, now }: { who: Attendee; now: Date }) {
  const say = useWords('sessions')
  const { timeOfDay, duration } = useFormat()
  const marks = [who.role === 'moderator' ? say('moderator') : '', who.guest ? say('guest') : ''].filter(Boolean)
  return (
    <li>
      <Avatar of={who} size={36} />
      <div className="grow">
        <b>{who.name}</b>
        {marks.length > 0 ? <span className="small muted">{marks.join(', ')}</span> : null}
        <ol className={css.stays}>
          {who.stays.map((stay) => (
            <li key={stay.joinedAt} className="num">
              {stay.leftAt
                ? say('stay', { from: timeOfDay(stay.joinedAt), to: timeOfDay(stay.leftAt) })
                : say('inside', { from: timeOfDay(stay.joinedAt) })}
            </li>
          ))}
        </ol>
      </div>
      <span className="num">{duration(stayed(who.stays, now))}</span>
    </li>
  )
}

/** Who was in a session, with every coming and going. */
export function AttendanceDialog({ roomId, run, onClose }: { roomId: string; run: Run; onClose: () => void }) {
  const say = useWords('sessions')
  const sentence = useSentence()
  const { day, timeOfDay } = useFormat()
  const now = useNow()
  const { data, error } = useAsk('readAttendance', { params: { roomId, sessionId: run.id } })
  return (
    <Dialog
      title={say('attendance')}
      sub={say('session_of', { day: day(run.startedAt, now), time: timeOfDay(run.startedAt), name: run.startedBy })}
      width={560}
      onClose={onClose}
    >
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {!data && !error ? <Skeleton rows={3} /> : null}
      {data?.length === 0 ? <p className="muted">{say('nobody')}</p> : null}
      <ul className={css.attendees}>
        {data?.map((who, index) => (
          <Line key={`${index} ${who.name}`} who={who} now={now} />
        ))}
      </ul>
    </Dialog>
  )
}
