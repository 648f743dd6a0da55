import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { type Entry, type Part, sentenceOf } from '../sentence-of.ts'
import css from './journal.module.css'

/** As many as one answer holds (contract). */
const page = 200

function Told({ part }: { part: Part }) {
  if (!('of' in part)) return part.text
  if (part.of === 'room')
    return (
      <Link to="/rooms/$roomId" params={{ roomId: part.id }}>
        {part.text}
      </Link>
    )
  return (
    <Link to="/admin/people" search={{ search: part.text }}>
      {part.text}
    </Link>
  )
}

function Line({ entry }: { entry: Entry }) {
  const say = useWords('journal')
  const { timeOfDay } = useFormat()
  return (
    <li>
      <time className="num muted" dateTime={entry.at}>
        {timeOfDay(entry.at)}
      </time>
      <p>
        {sentenceOf(say, entry).map((part, index) => (
          <Fragment key={index}>
            <Told part={part} />
          </Fragment>
        ))}
      </p>
    </li>
  )
}

/** Who did what, newest first, day by day, in sentences. */
export function JournalList() {
  const say = useWords('journal')
  const sentence = useSentence()
  const { day, capital } = useFormat()
  const [before, setBefore] = useState<string>()
  const { data, error, refetch } = useAsk('readJournal', { query: before ? { before } : {} }, { keep: true })
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  if (data.length === 0) return <EmptyState title={say('none')} />
  const last = data[data.length - 1]
  const days = new Map<string, Entry[]>()
  for (const entry of data) days.set(day(entry.at), [...(days.get(day(entry.at)) ?? []), entry])
  return (
    <div className={css.days}>
      {[...days].map(([name, entries]) => (
        <Card key={name} title={capital(name)}>
          <ol className={css.lines}>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ol>
        </Card>
      ))}
      <p className="row">
        {before ? <Button onClick={() => setBefore(undefined)}>{say('newest')}</Button> : null}
        {data.length === page && last ? <Button onClick={() => setBefore(last.at)}>{say('older')}</Button> : null}
      </p>
    </div>
  )
}
