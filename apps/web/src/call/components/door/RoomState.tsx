import type { Door } from '@amphi/contract/doors'
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
    </div>
  )
}
