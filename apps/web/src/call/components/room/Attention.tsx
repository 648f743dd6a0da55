import { IconCheck, IconHandStop, IconMicrophone, IconX } from '@tabler/icons-react'
import { askingOf, handsOf, type Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './attention.module.css'
import { useModerating } from './useModerating.ts'
import { useRoom } from './RoomContext.ts'

const shownAtMost = 5

/** Those who may not speak, and ask to: to be let, or set aside. */
function Asking({ asking }: { asking: readonly Seat[] }) {
  const say = useCallWords()
  const { call } = useRoom()
  const moderate = useModerating()
  return (
    <>
      <span className={css.ask}>
        <IconMicrophone size={19} stroke={1.9} aria-hidden="true" />
        <b>{say('attention.asking', { count: asking.length })}</b>
      </span>
      <ol>
        {asking.slice(0, shownAtMost).map(({ id, name }) => (
          <li key={id}>
            <span className="clip">{name}</span>
            <button
              type="button"
              data-yes
              aria-label={say('attention.give', { name })}
              title={say('attention.give', { name })}
              onClick={() => moderate(call.moderation.giveFloor(id))}
            >
              <IconCheck size={18} stroke={2.2} />
            </button>
            <button
              type="button"
              aria-label={say('attention.set_aside', { name })}
              title={say('attention.set_aside', { name })}
              onClick={() => moderate(call.moderation.setAside(id))}
            >
              <IconX size={17} stroke={2.2} />
            </button>
          </li>
        ))}
      </ol>
      <More count={asking.length - shownAtMost} />
    </>
  )
}

function More({ count }: { count: number }) {
  const say = useCallWords()
  const { showPanel } = useRoom()
  if (count <= 0) return null
  return (
    <button type="button" className={css.rest} onClick={() => showPanel('people')}>
      {say('attention.more', { count })}
    </button>
  )
}

function Hands({ hands }: { hands: readonly Seat[] }) {
  const say = useCallWords()
  const { call } = useRoom()
  return (
    <>
      <span className={css.ask}>
        <IconHandStop size={19} stroke={1.9} aria-hidden="true" />
        <b>{say('attention.hands', { count: hands.length })}</b>
      </span>
      <ol>
        {hands.slice(0, shownAtMost).map((seat) => (
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
      <More count={hands.length - shownAtMost} />
      <span className="grow" />
      {hands.length > 1 ? (
        <button type="button" className={css.all} onClick={() => hands.forEach(({ id }) => call.hands.lower(id))}>
          {say('attention.lower_all')}
        </button>
      ) : null}
    </>
  )
}

/** Everything that asks for a moderator’s attention stands in one strip: who asks to speak, and hands, in their order. */
export function Attention() {
  const say = useCallWords()
  const { call } = useRoom()
  const mayLower = useStore(call.hands.mayLower)
  const moderates = useStore(call.moderation.moderates)
  const seats = useStore(call.roster.seats)
  const hands = mayLower ? handsOf(seats) : []
  const asking = moderates ? askingOf(seats) : []
  if (hands.length + asking.length === 0) return null
  return (
    <section className={css.attention} aria-labelledby="call-attention">
      <h2 id="call-attention" className="sr">
        {say('attention.region')}
      </h2>
      {asking.length > 0 ? <Asking asking={asking} /> : null}
      {hands.length > 0 ? <Hands hands={hands} /> : null}
    </section>
  )
}
