import { IconVideo } from '@tabler/icons-react'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { clashesOf, placeOn, shownHours, spanOf, type Times } from '../busy.ts'
import css from './times.module.css'

type Busy = Times['people'][number]['busy']

/** So many are drawn at once; a class may be long. */
const shownPeople = 12

const hourMs = 3_600_000

function Strip({ busy, event, shown }: { busy: Busy; event: Span; shown: Span }) {
  const place = placeOn(event, shown)
  return (
    <span className={css.strip} data-unknown={busy === null || undefined} aria-hidden="true">
      {place ? <i className={css.event} style={{ left: `${place.left}%`, width: `${place.width}%` }} /> : null}
      {(busy ?? []).map((it) => {
        const at = placeOn(spanOf(it), shown)
        return at ? (
          <i
            key={it.from}
            className={css.busy}
            data-clash={clashesOf([it], event).length > 0 || undefined}
            data-unsure={!it.isSure || undefined}
            style={{ left: `${at.left}%`, width: `${at.width}%` }}
          />
        ) : null
      })}
    </span>
  )
}

interface Span {
  from: number
  to: number
}

/** Who is free when, on the day of the event: each a strip of its hours. */
export function BusyStrip({
  times,
  event,
  room,
  isMine,
}: {
  times: Times
  event: Span
  room: string | undefined
  isMine: boolean
}) {
  const say = useWords('events')
  const { timeOfDay } = useFormat()
  const shown = shownHours(event, Date.parse(times.from))
  const hours = (shown.to - shown.from) / hourMs
  const marks = [shown.from, shown.from + Math.floor(hours / 2) * hourMs, shown.to]
  const said = (busy: Busy) => {
    if (busy === null) return say('busy.unknown')
    const all = busy.filter((it) => placeOn(spanOf(it), shown))
    if (all.length === 0) return say('busy.free')
    return all.map(({ from, to }) => say('busy.from', { start: timeOfDay(from), end: timeOfDay(to) })).join(', ')
  }
  // Those in the way first: they are what one looks for.
  const people = times.people.toSorted(
    (a, b) => Number(b.isSelf) - Number(a.isSelf) || clashesOf(b.busy, event).length - clashesOf(a.busy, event).length,
  )
  const rest = people.length - shownPeople
  const lines = [
    ...people.slice(0, shownPeople).map(({ name, isSelf, busy }, at) => ({
      key: `${at}`,
      name: isSelf && isMine ? say('busy.you', { name }) : name,
      busy,
    })),
    ...(room === undefined ? [] : [{ key: 'room', name: room, busy: times.room as Busy }]),
  ]
  return (
    <div className={css.strips}>
      <div className={css.scale} aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark}>{timeOfDay(new Date(mark))}</span>
        ))}
      </div>
      <ul aria-label={say('busy.strip')}>
        {lines.map(({ key, name, busy }) => (
          <li key={key}>
            {key === 'room' ? <IconVideo size={20} stroke={1.8} /> : <Avatar of={{ name }} size={24} />}
            <span className={css.name} title={name}>
              {name}
            </span>
            <Strip busy={busy} event={event} shown={shown} />
            <span className="sr">{said(busy)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="small muted">{say('busy.more', { count: rest })}</p> : null}
      {people.some(({ busy }) => busy === null) ? <p className="small muted">{say('busy.legend')}</p> : null}
    </div>
  )
}
