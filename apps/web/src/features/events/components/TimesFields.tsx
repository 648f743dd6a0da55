import { IconCalendarSearch } from '@tabler/icons-react'
import type { EventRead } from '@amphi/contract/events'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { clashesOf, inTheWay, spanOf } from '../busy.ts'
import type { Draft } from '../draft.ts'
import { useTimes } from '../useTimes.ts'
import { BusyStrip } from './BusyStrip.tsx'
import css from './times.module.css'

/** So many are named who are in the way. */
const named = 3

/** Who cannot come when it is planned, said before it is saved; and when all can. */
export function TimesFields({
  draft,
  eventId,
  room,
  isMine,
  onTime,
}: {
  draft: Draft
  /** Of what is planned already. */
  eventId: EventRead['eventId'] | undefined
  /** What the room is called. */
  room: string | undefined
  /** Whether whoever plans it does so for themselves. */
  isMine: boolean
  onTime: (time: Pick<Draft, 'start' | 'end'>) => void
}) {
  const say = useWords('events')
  const sentence = useSentence()
  const { capital, day, timeOfDay } = useFormat()
  const { times, proposals, finding, error, find } = useTimes(draft, eventId)
  if (!times) return null
  const { length: others } = draft.guests
  const event = spanOf({ from: draft.start, to: draft.end })
  const clashing = inTheWay(times, event)
  const inRoom = clashesOf(times.room, event)
  const hoursOf = ({ from, to }: { from: string; to: string }) => ({ start: timeOfDay(from), end: timeOfDay(to) })
  const lines = [
    ...clashing.slice(0, named).map(({ person: { name, isSelf }, clashes: [first] }) => {
      const hours = first ? hoursOf(first) : { start: '', end: '' }
      return isSelf && isMine ? say('clash.you', hours) : say('clash.person', { name, ...hours })
    }),
    ...(clashing.length > named ? [say('clash.more', { count: clashing.length - named })] : []),
    ...(room !== undefined && inRoom[0] ? [say('clash.room', { room, ...hoursOf(inRoom[0]) })] : []),
  ]
  const isRepeated = draft.repeat !== null
  return (
    <div className={css.times}>
      <div role="status">
        {lines.length > 0 ? (
          <Notice tone="hand">
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        ) : null}
      </div>
      {others > 0 || lines.length > 0 ? (
        <>
          {others > 0 ? <BusyStrip times={times} event={event} room={room} isMine={isMine} /> : null}
          {isRepeated ? <p className="small muted">{say('busy.first_date')}</p> : null}
          <div>
            <Button size="s" icon={<IconCalendarSearch size={18} stroke={1.8} />} busy={finding} onClick={find}>
              {say('times.find')}
            </Button>
          </div>
        </>
      ) : null}
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {proposals ? (
        <div role="status" className={css.proposals}>
          {proposals.length === 0 ? <p>{say('times.none')}</p> : <p className="sr">{say('times.found')}</p>}
          {proposals.map(({ start, end }) => {
            const [from, to] = [new Date(start), new Date(end)]
            return (
              <Button
                key={start}
                size="s"
                variant={draft.start === start && draft.end === end ? 'light' : 'default'}
                aria-pressed={draft.start === start && draft.end === end}
                onClick={() => onTime({ start, end })}
              >
                {say('times.at', { day: capital(day(from)), start: timeOfDay(from), end: timeOfDay(to) })}
              </Button>
            )
          })}
        </div>
      ) : null}
    </div>
  )
}
