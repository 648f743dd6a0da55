import type { Door } from '@amphi/contract/doors'
import { IconArmchair } from '@tabler/icons-react'
import { duration, useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { Stack } from '#ui/Avatar.tsx'
import { LongName } from '#ui/LongName.tsx'
import { type CallSay, useCallWords } from '../../words.ts'
import { useArrival } from '../useArrival.ts'
import { usePlanned } from './planned.ts'
import css from './ready.module.css'

const whoIsInside = (say: CallSay, names: readonly string[], people: number): string => {
  const [first = '', second = ''] = names
  if (people === 0) return say('ready.inside_none')
  if (names.length === 0) return say('ready.inside', { count: people })
  if (people === 1 || names.length === 1) return say('ready.inside_single', { first })
  if (people === 2) return say('ready.inside_pair', { first, second })
  return say('ready.inside_more', { first, second, count: people - 2 })
}

/** Once few are left: how many, or what it means that none is. */
const seatsLeft = (say: CallSay, { most, left, of }: NonNullable<Door['seats']>, role: Door['role']): string => {
  if (of === 'institution') {
    if (left > 0) return say('ready.seats_everywhere', { count: left })
    return say(role === 'moderator' ? 'ready.seats_everywhere_none_lead' : 'ready.seats_everywhere_none', {
      count: most,
    })
  }
  if (left > 0) return say('ready.seats', { count: left, most })
  return say(role === 'moderator' ? 'ready.seats_none_lead' : 'ready.seats_none', { count: most })
}

/** The room behind the door: whether it is open, since when, and who is inside. */
export function RoomState({ door }: { door: Door }) {
  const say = useCallWords()
  const now = useNow(20_000)
  const heading = useArrival<HTMLHeadingElement>()
  const { timeOfDay } = useFormat()
  const planned = usePlanned(door)
  const { session, room, ended } = door
  const length = session ? now.getTime() - new Date(session.startedAt).getTime() : 0
  const since = length < 60_000 ? say('ready.just_now') : say('ready.since', { time: duration(length) })
  const notYet = ended ? say('ready.ended', { time: timeOfDay(ended) }) : say('ready.closed')
  const closed = planned?.when ?? (door.can.open ? say('ready.opens') : notYet)
  return (
    <div className={css.head}>
      <p className={css.state} data-open={session ? true : undefined}>
        <span className={css.pulse} />
        {session ? since : closed}
      </p>
      <LongName name={room.name}>
        {(shown) => (
          <h1 ref={heading} tabIndex={-1}>
            {shown}
          </h1>
        )}
      </LongName>
      {session ? (
        <p className={css.inside}>
          {session.names.length > 0 ? (
            <Stack
              of={session.names.map((name) => ({ name }))}
              more={Math.max(0, session.people - session.names.length)}
              size={32}
              ring="var(--a-paper)"
            />
          ) : null}
          <span>{whoIsInside(say, session.names, session.people)}</span>
        </p>
      ) : null}
      {door.seats ? (
        <p className={css.seats} role="status">
          <IconArmchair size={19} stroke={1.9} aria-hidden="true" />
          {seatsLeft(say, door.seats, door.role)}
        </p>
      ) : null}
    </div>
  )
}
