import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import type { ReplyOf } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { type Key, useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { DataTable } from '#ui/DataTable.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'

type Entry = ReplyOf<'readJournal'>[number]

/** What stands for a thing we have no name of: the beginning of its id. */
const uuid = /^([\da-f]{8})-[\da-f-]{27}$/

/** As many as one answer holds (contract). */
const page = 200

function Row({ entry, nameOf }: { entry: Entry; nameOf: (id: string) => string | undefined }) {
  const say = useWords('journal')
  const { day, timeOfDay, capital } = useFormat()
  const { by, tenantId: _, ...ids } = entry.ids
  const whom = typeof by === 'string' ? (nameOf(by) ?? by.slice(0, 8)) : '–'
  const things = Object.entries(ids).map(([key, value]) => {
    const said = nameOf(String(value)) ?? String(value).replace(uuid, '$1')
    return `${say(`id.${key}` as Key<'journal'>)} ${said}`
  })
  return (
    <tr>
      <td className="num">{say('at', { day: capital(day(entry.at)), time: timeOfDay(entry.at) })}</td>
      <th scope="row">
        <b>{say(entry.fact as Key<'journal'>)}</b>
        <p className="small muted">{things.join(' · ')}</p>
      </th>
      <td>{whom}</td>
    </tr>
  )
}

/** Who did what, newest first; who is who is handed in. */
export function JournalList({ nameOf }: { nameOf: (id: string) => string | undefined }) {
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
      <DataTable label={say('journal')} columns={[say('column.at'), say('column.what'), say('column.who')]}>
        {data.map((entry) => (
          <Row key={entry.id} entry={entry} nameOf={nameOf} />
        ))}
      </DataTable>
      <p className="row" style={{ padding: '14px 0' }}>
        {before ? <Button onClick={() => setBefore(undefined)}>{say('newest')}</Button> : null}
        {data.length === page && last ? <Button onClick={() => setBefore(last.at)}>{say('older')}</Button> : null}
      </p>
    </>
  )
}
