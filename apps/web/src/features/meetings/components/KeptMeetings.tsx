import { IconArrowRight, IconLink } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { Refusal } from '#ground/request.ts'
import { useNow } from '#ground/useNow.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { kept, type KeptMeeting, useKept } from '../kept.ts'
import css from './KeptMeetings.module.css'

const MeetingReady = lazy(async () => ({ default: (await import('./MeetingReady.tsx')).MeetingReady }))

/** Whether it still runs, only the server knows: until it has said so nothing is shown, and what is over is forgotten. */
const useRunning = ({ code, moderatorCode }: KeptMeeting) => {
  const { data, error, isFetching } = useAsk(
    'readDoor',
    { params: { code: moderatorCode } },
    { staleTime: 0, gcTime: 0, refetchInterval: 15_000 },
  )
  const isOver = !isFetching && (data?.session === null || (error instanceof Refusal && error.status < 429))
  useEffect(() => {
    if (isOver) kept.forget(code)
  }, [isOver, code])
  return data?.session
}

function Kept({ meeting }: { meeting: KeptMeeting }) {
  const say = useWords('meetings')
  const { duration } = useFormat()
  const now = useNow()
  const session = useRunning(meeting)
  const [open, setOpen] = useState(false)
  if (!session) return null
  const long = duration(Math.max(60_000, now.getTime() - new Date(session.startedAt).getTime()))
  return (
    <li className={css.kept}>
      <span className={css.text}>
        <b>
          <i className={css.pulse} />
          {say('ready.title')}
        </b>
        <span className="small num">
          {say('kept.since', { long })} {say('kept.inside', { count: session.people })}
        </span>
      </span>
      <span className={css.ways}>
        <Button variant="onboard" icon={<IconLink size={18} stroke={1.9} />} onClick={() => setOpen(true)}>
          {say('kept.links')}
        </Button>
        <LinkButton
          variant="chalk"
          iconEnd={<IconArrowRight size={18} stroke={2.2} />}
          to="/m/$code"
          params={{ code: meeting.moderatorCode }}
        >
          {say('kept.enter')}
        </LinkButton>
      </span>
      {open ? (
        <Suspense>
          <MeetingReady kept meeting={meeting} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </li>
  )
}

/** The way back to what was started here without an account, and its links, as long as it lasts. */
export function KeptMeetings() {
  const say = useWords('meetings')
  const meetings = useKept()
  if (meetings.length === 0) return null
  return (
    <ul className={css.all} aria-label={say('kept')}>
      {meetings.map((meeting) => (
        <Kept key={meeting.code} meeting={meeting} />
      ))}
    </ul>
  )
}
