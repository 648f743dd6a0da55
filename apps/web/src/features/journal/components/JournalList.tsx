import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { DataTable } from '#ui/DataTable.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { type Entry, type Part, sentenceOf } from '../sentence-of.ts'

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

function Row({ entry }: { entry: Entry }) {
  const say = useWords('journal')
  const { day, clockTime, capital } = useFormat()
  return (
    <tr>
      <td className="num">{say('at', { day: capital(day(entry.at)), time: clockTime(entry.at) })}</td>
      <th scope="row">
        {sentenceOf(say, entry).map((part, index) => (
          <Fragment key={index}>
            <Told part={part} />
          </Fragment>
        ))}
      </th>
    </tr>
  )
}

/** Who did what, newest first, in sentences. */
export function JournalList() {
  const say = useWords('journal')
  const sentence = useSentence()
  const [before, setBefore] = useState<string>()
  const { data, error, refetch } = useAsk('readJournal', { query: before ? { before } : {} }, { keep: true })
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  if (data.length === 0) return <EmptyState title={say('none')} />
  const last = data[data.length - 1]
  return (
    <>
      <DataTable label={say('journal')} columns={[say('column.at'), say('column.what')]}>
        {data.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </DataTable>
      <p className="row" style={{ padding: '14px 0' }}>
        {before ? <Button onClick={() => setBefore(undefined)}>{say('newest')}</Button> : null}
        {data.length === page && last ? <Button onClick={() => setBefore(last.at)}>{say('older')}</Button> : null}
      </p>
    </>
  )
}
