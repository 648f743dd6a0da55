import { IconCalendarPlus } from '@tabler/icons-react'
import type { Calendar } from '@amphi/contract/calendars'
import { type EventInstance, joinAddress, ownLocation, shownOn } from '#features/events'
import * as when from '#ground/local-time.ts'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useWords } from '#ground/words.ts'
import { Button, ButtonAnchor } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import css from './AgendaList.module.css'
import { keyOf } from './key-of.ts'
import { lookOf, Marks, useTold } from './EventFace.tsx'
import type {} from './words.ts'

interface Props {
  from: string
  to: string
  instances: readonly EventInstance[]
  calendars: ReadonlyMap<string, Calendar>
  onOpen: (instance: EventInstance) => void
  onPlan: (() => void) | undefined
}

const isOn = (instance: EventInstance, now: Date) =>
  instance.days === null &&
  Date.parse(instance.startsAt) <= now.getTime() &&
  now.getTime() < Date.parse(instance.endsAt)

function Line({
  instance,
  calendar,
  day,
  now,
  onOpen,
}: {
  instance: EventInstance
  calendar: Calendar | undefined
  day: string
  now: Date
  onOpen: () => void
}) {
  const say = useWords('agenda-page')
  const told = useTold()
  const { timeOfDay } = useFormat()
  const { days, startsAt, endsAt } = instance
  const title = instance.title === null ? say('busy') : instance.title || say('untitled')
  const look = lookOf(instance)
  const on = isOn(instance, now) && look !== 'cancelled' && look !== 'busy'
  const { first, last } = shownOn(instance)
  const join = look === 'cancelled' ? undefined : joinAddress(instance)
  const state =
    look === 'cancelled'
      ? say(instance.status === 'cancelled' ? 'cancelled' : 'declined')
      : look === 'tentative'
        ? say(instance.status === 'tentative' ? 'tentative' : 'unanswered')
        : on
          ? say('on_now')
          : ''
  const facts = [
    state,
    ownLocation(instance),
    calendar && calendar.access !== 'owner' ? (calendar.owner?.name ?? calendar.name) : '',
  ].filter(Boolean)
  return (
    <li
      className={`${css.card} ${on ? 'board' : ''}`}
      data-look={look}
      data-on={on || undefined}
      style={{ ['--color' as string]: calendar?.color ?? 'var(--a-line-strong)' }}
    >
      <span className={`${css.time} num`} aria-hidden="true">
        {days ? (
          <b>{say('all_day')}</b>
        ) : (
          <>
            <b>{day === first ? timeOfDay(startsAt) : '…'}</b>
            <span>{day === last ? timeOfDay(endsAt) : '…'}</span>
          </>
        )}
      </span>
      <span className={css.what}>
        <button type="button" className={css.open} onClick={onOpen}>
          {title}
          <span className="sr">{`, ${told(instance, calendar)}`}</span>
        </button>
        {facts.length > 0 ? (
          <span className={css.facts} aria-hidden="true">
            {facts.join(' · ')}
          </span>
        ) : null}
      </span>
      {join && on ? (
        <ButtonAnchor variant="chalk" className={css.join} {...join}>
          {say('join')}
          <span className="sr">{` ${title}`}</span>
        </ButtonAnchor>
      ) : (
        <Marks instance={instance} />
      )}
    </li>
  )
}

const daysBetween = (from: string, to: string) => {
  const days: string[] = []
  for (let day = from; day < to; day = when.plusDays(day, 1)) days.push(day)
  return days
}

/** One day after the other, those without anything left out. */
export function AgendaList({ from, to, instances, calendars, onOpen, onPlan }: Props) {
  const say = useWords('agenda-page')
  const { capital, day: dayWords } = useFormat()
  const now = useNow()
  const placed = instances.map((instance) => ({ instance, ...shownOn(instance) }))
  const days = daysBetween(from, to)
    .map((day) => ({ day, of: placed.filter(({ first, last }) => first <= day && day <= last) }))
    .filter(({ of }) => of.length > 0)
  if (days.length === 0)
    return (
      <EmptyState title={say('empty.title')} text={say('empty.text')}>
        {onPlan ? (
          <Button variant="filled" icon={<IconCalendarPlus size={19} stroke={1.9} />} onClick={onPlan}>
            {say('plan')}
          </Button>
        ) : null}
      </EmptyState>
    )
  return (
    <div className={css.list}>
      {days.map(({ day, of }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{capital(dayWords(when.asDate(day), now))}</h2>
          <ul>
            {of.map(({ instance }) => (
              <Line
                key={keyOf(instance)}
                instance={instance}
                calendar={calendars.get(instance.calendarId)}
                day={day}
                now={now}
                onOpen={() => onOpen(instance)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
