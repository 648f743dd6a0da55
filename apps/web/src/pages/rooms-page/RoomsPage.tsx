import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import {
  arrange,
  type Arrangement,
  CreateRoom,
  isPast,
  orders,
  RoomList,
  type RoomSeen,
  showings,
  useRooms,
  useRoomsLive,
} from '#features/rooms'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Card } from '../../ui/Card.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Gradins } from '../../ui/Gradins.tsx'
import { Pages } from '../../ui/Pages.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import css from './RoomsPage.module.css'
import type {} from './words.ts'

const hall = { cx: 280, cy: 216, rows: 5, inner: 92, gap: 24, pitch: 24, from: 195, to: 345, aisles: [270] }

function First() {
  const say = useWords('rooms-page')
  const { me } = useWelcome()
  return (
    <EmptyState
      figure={
        <Gradins
          {...hall}
          width={560}
          height={206}
          seat={15}
          blocks={[{ size: 1, tone: 'var(--a-hand)' }]}
          label={say('first.plan')}
        />
      }
      title={say('first.title')}
      text={say(me?.can.createRooms ? 'first.text' : 'first.ask')}
    >
      {me?.can.createRooms ? <CreateRoom size="l" /> : null}
    </EmptyState>
  )
}

const aPage = 25

function Found({ rooms }: { rooms: readonly RoomSeen[] }) {
  const say = useWords('rooms-page')
  const { me } = useWelcome()
  const [asked, setAsked] = useState<Arrangement>({ search: '', showing: 'all', order: 'open' })
  const [page, setPage] = useState(0)
  const ask = (next: Partial<Arrangement>) => {
    setAsked({ ...asked, ...next })
    setPage(0)
  }
  // Not offered before there is one, nor once the last has left.
  const some = { past: rooms.some(isPast), archived: rooms.some(({ archivedAt }) => archivedAt !== null) }
  const offered = showings.filter((it) => (it !== 'past' && it !== 'archived') || some[it])
  const { search, order } = asked
  const showing = offered.find((it) => it === asked.showing) ?? 'all'
  const found = arrange(rooms, { ...asked, showing })
  const pages = Math.max(1, Math.ceil(found.length / aPage))
  // A room that went may take the last page with it.
  const at = Math.min(page, pages - 1)
  const shown = found.slice(at * aPage, (at + 1) * aPage)
  return (
    <>
      <div className={css.filters} role="search">
        <TextField
          bare
          type="search"
          className={css.search}
          label={say('search')}
          placeholder={say('search')}
          icon={<IconSearch size={19} stroke={1.8} />}
          value={search}
          onChange={(event) => ask({ search: event.target.value })}
        />
        <Segmented
          label={say('filter')}
          value={showing}
          onChange={(next) => ask({ showing: next })}
          options={offered.map((value) => ({ value, label: say(`filter.${value}`) }))}
        />
        <Select
          bare
          label={say('order')}
          className={css.order}
          value={order}
          onChange={(next) => ask({ order: next })}
          options={orders.map((value) => ({ value, label: say(`order.${value}`) }))}
        />
      </div>
      <p className="sr" role="status">
        {search ? say('found', { count: found.length }) : ''}
      </p>
      {shown.length > 0 ? <RoomList rooms={shown} /> : null}
      <Pages at={at} pages={pages} many={found.length} size={aPage} onPage={setPage} />
      {found.length === 0 && search ? (
        <EmptyState title={say('none.title', { search })} text={say('none.text')}>
          {me?.can.createRooms ? <CreateRoom variant="light" label={say('none.create')} name={search} /> : null}
        </EmptyState>
      ) : null}
      {found.length === 0 && !search && showing !== 'all' ? (
        <EmptyState title={say(`none_${showing}.title`)} text={say(`none_${showing}.text`)} />
      ) : null}
    </>
  )
}

/** One's rooms: which are open, since when, by whom, how many inside. */
export function RoomsPage() {
  const say = useWords('rooms-page')
  const sentence = useSentence()
  const { me } = useWelcome()
  const { data, error, refetch } = useRooms()
  useRoomsLive()
  const lasting = data?.filter((room) => !isPast(room)) ?? []
  const inUse = lasting.filter(({ archivedAt }) => archivedAt === null)
  const open = inUse.filter((room) => room.session !== null)
  const people = open.reduce((sum, room) => sum + (room.session?.people ?? 0), 0)
  const facts = data && data.length > 0
  return (
    <>
      <PageHead
        title={say('title')}
        sub={
          facts
            ? `${say('count', { count: inUse.length })}, ${say('open', { count: open.length })}${open.length > 0 ? ` ${say('people', { count: people })}` : ''}.`
            : say('sub')
        }
      >
        {me?.can.createRooms && facts ? <CreateRoom /> : null}
      </PageHead>
      <div className={css.body}>
        {error ? <Trouble title={say('trouble')} text={sentence(error)} onRetry={() => void refetch()} /> : null}
        {!data && !error ? (
          <Card flush>
            <Skeleton label={say('loading')} />
          </Card>
        ) : null}
        {facts ? <Found rooms={data} /> : null}
        {data && lasting.every(({ kind }) => kind === 'personal') ? <First /> : null}
      </div>
    </>
  )
}
