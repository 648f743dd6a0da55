import { IconHandStop, IconX } from '@tabler/icons-react'
import { handsOf } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './attention.module.css'
import { useRoom } from './RoomContext.ts'

const shownAtMost = 5

/** Everything that asks for a moderator's attention stands in one strip: hands, in their order. */
export function Attention() {
  const say = useCallWords()
  const { call, showPanel } = useRoom()
  const mayLower = useStore(call.hands.mayLower)
  const hands = handsOf(useStore(call.roster.seats))
  if (!mayLower || hands.length === 0) return null
  const shown = hands.slice(0, shownAtMost)
  return (
    <section className={css.attention} aria-labelledby="call-attention">
      <h2 id="call-attention" className="sr">
        {say('attention.region')}
      </h2>
      <span className={css.ask}>
        <IconHandStop size={19} stroke={1.9} aria-hidden="true" />
        <b>{say('attention.hands', { count: hands.length })}</b>
      </span>
      <ol>
        {shown.map((seat) => (
          <li key={seat.id}>
            <b className="num">{seat.hand}</b>
            <span className="clip">{seat.name}</span>
            <button
              type="button"
              aria-label={say('attention.lower', { name: seat.name })}
              onClick={() => call.hands.lower(seat.id)}
            >
              <IconX size={17} stroke={2.2} />
            </button>
          </li>
        ))}
      </ol>
      {hands.length > shownAtMost ? (
        <button type="button" className={css.rest} onClick={() => showPanel('people')}>
          {say('attention.more', { count: hands.length - shownAtMost })}
        </button>
      ) : null}
      <span className="grow" />
      {hands.length > 1 ? (
        <button type="button" className={css.all} onClick={() => hands.forEach(({ id }) => call.hands.lower(id))}>
          {say('attention.lower_all')}
        </button>
      ) : null}
    </section>
  )
}
