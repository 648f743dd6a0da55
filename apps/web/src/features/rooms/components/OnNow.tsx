import { IconArrowRight } from '@tabler/icons-react'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useWords } from '#ground/words.ts'
import { Gradins } from '#ui/Gradins.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { LongName } from '#ui/LongName.tsx'
import { Rich } from '#ui/Rich.tsx'
import { usePhone } from '#ui/usePhone.ts'
import css from './OnNow.module.css'
import { RoomLink } from './RoomLink.tsx'

const hall = { cx: 155, cy: 178, rows: 4, inner: 66, gap: 25, pitch: 27, aisles: [270] }
const empty = 'rgba(255,255,255,.16)'

function Plan({ people }: { people: number }) {
  return (
    <div className={css.plan}>
      <Gradins
        {...hall}
        width={310}
        height={196}
        seat={17}
        blocks={[{ size: people, tone: 'var(--a-speaking)' }]}
        empty={empty}
      />
      <p className="num">{people}</p>
    </div>
  )
}

/** A room that is open now, on the board. */
export function OnNow({ room }: { room: RoomSeen }) {
  const say = useWords('rooms')
  const { timeOfDay, duration } = useFormat()
  const now = useNow()
  const phone = usePhone()
  const { session } = room
  if (!session) return null
  const since = now.getTime() - new Date(session.startedAt).getTime()
  return (
    <article className={`${css.now} board`} aria-labelledby={`now-${room.id}`}>
      <div className={css.text}>
        <p className={css.state}>
          <span className={css.pulse} />{' '}
          {say(session.people === 0 ? 'open_since' : 'on_since', { long: duration(Math.max(since, 60_000)) })}
        </p>
        <LongName name={room.name} lines={2}>
          {(shown) => <h2 id={`now-${room.id}`}>{shown}</h2>}
        </LongName>
        <p className={css.by}>
          {session.startedBy === ''
            ? say('opened_at_long', { time: timeOfDay(session.startedAt) })
            : say('opened_by_long', { time: timeOfDay(session.startedAt), name: session.startedBy })}
        </p>
        <p className={css.people}>
          <Rich words={say('inside_rich', { count: session.people })} />
        </p>
        <div className={css.actions}>
          <LinkButton
            size="l"
            variant="chalk"
            full={phone}
            iconEnd={<IconArrowRight size={20} stroke={2.2} />}
            to="/$code"
            params={{ code: room.code }}
            aria-label={say('join_named', { name: room.name })}
          >
            {say('join')}
          </LinkButton>
          <RoomLink room={room} look={{ size: 'l', variant: 'onboard', full: phone }} />
        </div>
      </div>
      {phone || session.people === 0 ? null : <Plan people={session.people} />}
    </article>
  )
}
