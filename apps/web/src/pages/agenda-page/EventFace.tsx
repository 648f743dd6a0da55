import { IconArrowsExchange, IconLock, IconRepeat, IconVideo } from '@tabler/icons-react'
import type { Calendar } from '@amphi/contract/calendars'
import { type EventInstance, ownLocation, useWhen } from '#features/events'
import { useWords } from '#ground/words.ts'
import css from './AgendaGrid.module.css'

/** How it is told apart: not by its colour alone. */
export const lookOf = ({ status, eventId, answer }: EventInstance) => {
  if (eventId === null) return 'busy'
  if (status === 'cancelled' || answer === 'declined') return 'cancelled'
  return status === 'tentative' || answer === 'tentative' || answer === 'needs-action' ? 'tentative' : 'plain'
}

/** What of it is only drawn, said to who hears the page. */
export const useTold = () => {
  const say = useWords('agenda-page')
  const { whole } = useWhen()
  return (instance: EventInstance, calendar: Calendar | undefined) => {
    const { status, answer, repeats, isPrivate, conference, eventId } = instance
    return [
      whole(instance),
      status === 'cancelled' && say('cancelled'),
      status === 'tentative' && say('tentative'),
      answer === 'needs-action' && say('unanswered'),
      answer === 'declined' && say('declined'),
      repeats && say('repeats'),
      isPrivate && eventId !== null && say('private'),
      conference && say('conference'),
      calendar && say('of', { calendar: calendar.name }),
    ]
      .filter(Boolean)
      .join(', ')
  }
}

const look = { size: 14, stroke: 2, 'aria-hidden': true } as const

export function Marks({ instance }: { instance: EventInstance }) {
  const { repeats, isException, isPrivate, conference, eventId } = instance
  return (
    <span className={css.marks} aria-hidden="true">
      {isPrivate && eventId !== null ? <IconLock {...look} /> : null}
      {repeats ? isException ? <IconArrowsExchange {...look} /> : <IconRepeat {...look} /> : null}
      {conference ? <IconVideo {...look} /> : null}
    </span>
  )
}

/** What a block of the grid holds. */
export function EventFace({
  instance,
  calendar,
  hour,
  small,
  marked,
}: {
  instance: EventInstance
  calendar: Calendar | undefined
  /** The hour it starts at, where the grid does not say it. */
  hour: string
  /** On one line. */
  small: boolean
  /** Whether there is room for signs. */
  marked: boolean
}) {
  const say = useWords('agenda-page')
  const told = useTold()
  const title = instance.title === null ? say('busy') : instance.title || say('untitled')
  const beneath =
    ownLocation(instance) || (calendar && calendar.access !== 'owner' ? (calendar.owner?.name ?? calendar.name) : '')
  return (
    <span className={css.face} data-small={small || undefined}>
      {hour ? (
        <span className={`${css.hour} num`} aria-hidden="true">
          {hour}
        </span>
      ) : null}
      <b className={css.title}>{title}</b>
      {beneath && !small ? (
        <span className={css.beneath} aria-hidden="true">
          {beneath}
        </span>
      ) : null}
      <span className="sr">{`, ${told(instance, calendar)}`}</span>
      {marked ? <Marks instance={instance} /> : null}
    </span>
  )
}
