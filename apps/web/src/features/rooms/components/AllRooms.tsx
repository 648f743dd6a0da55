import { roomsTold } from '@amphi/contract/limits'
import { IconSearch } from '@tabler/icons-react'
import type { UserId } from '@amphi/contract/people'
import { type ReactNode, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useSettled } from '#ground/useSettled.ts'
import { useWords } from '#ground/words.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Pages } from '#ui/Pages.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TextField } from '#ui/TextField.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { useAllRooms } from '../queries.ts'
import css from './AllRooms.module.css'
import { RoomList } from './RoomList.tsx'

const showings = ['all', 'open', 'past', 'archived'] as const
type Showing = (typeof showings)[number]

/** Every room of the institution: sought by name, by whose it is, by whether it is open. */
export function AllRooms({ owner, picker }: { owner: string | undefined; picker: ReactNode }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const [search, setSearch] = useState('')
  const [showing, setShowing] = useState<Showing>('all')
  const [page, setPage] = useState(0)
  const sought = useSettled(search.trim(), 180)
  const asked = `${sought} ${showing} ${owner ?? ''}`
  const [before, setBefore] = useState(asked)
  // What is looked for anew begins at its first page.
  if (asked !== before) {
    setBefore(asked)
    setPage(0)
  }
  const { data, error, refetch } = useAllRooms({ search: sought, showing, owner: owner as UserId | undefined, page })
  const pages = Math.max(1, Math.ceil((data?.count ?? 0) / roomsTold))
  // Rooms that went may take the last page with them.
  if (data && page >= pages) setPage(pages - 1)
  return (
    <>
      <div className={css.filters} role="search">
        <TextField
          type="search"
          className={css.search}
          label={say('all.search')}
          icon={<IconSearch size={19} stroke={1.8} />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className={css.owner}>{picker}</div>
        <Segmented
          label={say('all.filter')}
          value={showing}
          onChange={setShowing}
          options={showings.map((value) => ({ value, label: say(`all.${value}`) }))}
        />
      </div>
      {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      <p className={`${css.count} muted small`} role="status">
        {data ? say('all.count', { count: data.count }) : ''}
      </p>
      {data && data.rooms.length > 0 ? <RoomList everybodys rooms={data.rooms} /> : null}
      {data ? <Pages at={page} pages={pages} many={data.count} size={roomsTold} onPage={setPage} /> : null}
      {data?.count === 0 ? <EmptyState title={say('all.none')} /> : null}
    </>
  )
}
