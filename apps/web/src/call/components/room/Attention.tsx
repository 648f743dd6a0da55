import type { SessionSeen } from '@amphi/contract/sessions'
import { IconArmchair, IconCheck, IconHandStop, IconMicrophone, IconX } from '@tabler/icons-react'
import { askingOf, handsOf, type Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useCompact } from '../useMedia.ts'
import css from './attention.module.css'
import { useModerating } from './useModerating.ts'
import { useRoom } from './RoomContext.ts'
import { WhoAsks } from './WhoAsks.tsx'
import { WaitingStrip } from './WaitingStrip.tsx'

const shownAtMost = 5
const shownBeside = 2

/** Those who may not speak, and ask to: to be let, or set aside. */
function Asking({ asking }: { asking: readonly Seat[] }) {
  const say = useCallWords()
  const compact = useCompact()
  const { showPanel } = useRoom()
  const [first] = asking
  const some = say('attention.asking', { count: asking.length })
  const single = compact && asking.length === 1 && first
  return (
    <div className={css.asking}>
      <span className={css.ask}>
        <IconMicrophone size={19} stroke={1.9} aria-hidden="true" />
        {single ? (
          <WhoAsks words={say('attention.asks_short', { name: first.name })} />
        ) : (
          <b className="clip">{some}</b>
        )}
      </span>
      {single ? <Answer seat={first} /> : null}
      {compact && !single ? (
        <button type="button" className={css.rest} onClick={() => showPanel('people')}>
          {say('attention.see')}
        </button>
      ) : null}
      {compact ? null : (
        <>
          <ol>
            {asking.slice(0, shownAtMost).map((seat) => (
              <li key={seat.id}>
                <span className="clip">{seat.name}</span>
                <Answer seat={seat} />
              </li>
            ))}
          </ol>
          <More count={asking.length - shownAtMost} />
        </>
      )}
    </div>
  )
}

function Answer({ seat: { id, name } }: { seat: Seat }) {
  const say = useCallWords()
  const { call } = useRoom()
  const moderate = useModerating()
  return (
    <>
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

/** In their order; `beside` those who wait, the first few alone are named. */
function Hands({ hands, beside }: { hands: readonly Seat[]; beside: boolean }) {
  const say = useCallWords()
  const { call } = useRoom()
  const moderate = useModerating()
  const most = beside ? shownBeside : shownAtMost
  return (
    <div className={css.hands} data-beside={beside || undefined}>
      <span className={css.ask}>
        <IconHandStop size={19} stroke={1.9} aria-hidden="true" />
        <b>{say('attention.hands', { count: hands.length })}</b>
      </span>
      <ol>
        {hands.slice(0, most).map((seat) => (
          <li key={seat.id}>
            <b className="num">{seat.hand}</b>
            <span className="clip">{seat.name}</span>
            <button
              type="button"
              aria-label={say('attention.lower', { name: seat.name })}
              onClick={() => moderate(call.hands.lower(seat.id))}
            >
              <IconX size={17} stroke={2.2} />
            </button>
          </li>
        ))}
      </ol>
      <More count={hands.length - most} />
      {beside ? null : <span className="grow" />}
      {hands.length > 1 ? (
        <button type="button" className={css.all} onClick={() => moderate(call.hands.lowerAll())}>
          {say('attention.lower_all')}
        </button>
      ) : null}
    </div>
  )
}

/** How many seats are left, once few are: told to those who lead. */
const useSeatsLeft = () => {
  const { call } = useRoom()
  const seats = useStore(call.session.seen)?.seats ?? null
  return seats?.few ? seats : null
}

function SeatsLeft({ left, of }: NonNullable<SessionSeen['seats']>) {
  const say = useCallWords()
  return (
    <span className={`${css.ask} ${css.seats}`} role="status">
      <IconArmchair size={19} stroke={1.9} aria-hidden="true" />
      <b>{say(of === 'room' ? 'attention.seats' : 'attention.seats_everywhere', { count: left })}</b>
    </span>
  )
}

/** Everything that asks for a moderator’s attention stands in one strip: those who wait left, then who asks to speak, and hands. */
export function Attention() {
  const say = useCallWords()
  const compact = useCompact()
  const { call } = useRoom()
  const mayLower = useStore(call.hands.mayLower)
  const moderates = useStore(call.moderation.moderates)
  const lobby = useStore(call.lobby.now)
  const seats = useStore(call.roster.seats)
  const waits = lobby.count > 0
  // A phone has room for one of them; the others are shown by their tiles, and among the people, as well.
  const alone = waits && compact
  const hands = mayLower && !alone ? handsOf(seats) : []
  const asking = moderates && !alone ? askingOf(seats) : []
  const others = hands.length + asking.length
  const left = useSeatsLeft()
  const few = left !== null && !alone
  if (!waits && others === 0 && !few) return null
  return (
    <section className={css.attention} aria-labelledby="call-attention">
      <h2 id="call-attention" className="sr">
        {say('attention.region')}
      </h2>
      {waits ? <WaitingStrip lobby={lobby} /> : null}
      {few ? <SeatsLeft {...left} /> : null}
      {waits && others > 0 ? <span className="grow" /> : null}
      {asking.length > 0 ? <Asking asking={asking} /> : null}
      {hands.length > 0 ? <Hands hands={hands} beside={waits} /> : null}
    </section>
  )
}
