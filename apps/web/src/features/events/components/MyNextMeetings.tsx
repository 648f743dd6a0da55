import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { EventInstance } from '@amphi/contract/events'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useWords } from '#ground/words.ts'
import { ButtonAnchor } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { joinAddress } from '../join-address.ts'
import { useAgendaLive, useEvents } from '../queries.ts'
import { useWhen } from '../useWhen.ts'
import css from './events.module.css'

const shown = 5
const ahead = 14 * 86_400_000
const hour = 3_600_000

function Line({ meeting, now }: { meeting: EventInstance; now: Date }) {
  const say = useWords('events')
  const { capital, day, timeOfDay, duration } = useFormat()
  const { hours } = useWhen()
  const { startsAt, endsAt } = meeting
  const title = meeting.title || say('untitled')
  const away = Date.parse(startsAt) - now.getTime()
  const fact =
    away <= 0
      ? say('next.until', { time: timeOfDay(endsAt) })
      : away < hour
        ? say('next.in', { long: duration(Math.max(away, 60_000)) })
        : `${capital(day(startsAt, now))}, ${hours(meeting)}`
  const join = joinAddress(meeting)
  return (
    <li>
      <div className="grow">
        <b className={`${css.nextTitle} clip`} title={title}>
          {title}
        </b>
        <span className="small muted">{fact}</span>
      </div>
      {join ? (
        <ButtonAnchor size="s" variant={away < hour ? 'light' : 'default'} {...join}>
          {say('join')}
          <span className="sr">{` ${title}`}</span>
        </ButtonAnchor>
      ) : null}
    </li>
  )
}

/** The next ones that are held by video; nothing where there are none. */
export function MyNextMeetings() {
  const say = useWords('events')
  const now = useNow()
  // Of the whole day, so that the question stays the same while time goes on.
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const { data = [] } = useEvents(from, new Date(from.getTime() + ahead))
  useAgendaLive()
  const next = data
    .filter(
      ({ conference, status, endsAt }) => conference && status !== 'cancelled' && Date.parse(endsAt) > now.getTime(),
    )
    .slice(0, shown)
  if (next.length === 0) return null
  return (
    <Card
      flush
      title={say('next.title')}
      aside={
        <Link to="/agenda" className={css.all}>
          {say('next.all')} <IconChevronRight size={16} />
        </Link>
      }
    >
      <ul className={css.next}>
        {next.map((meeting) => (
          <Line key={`${meeting.calendarId} ${meeting.eventId} ${meeting.startsAt}`} meeting={meeting} now={now} />
        ))}
      </ul>
    </Card>
  )
}
