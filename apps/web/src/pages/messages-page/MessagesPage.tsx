import { IconChevronLeft } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Box } from '@amphi/contract/memos'
import { MemoList, MemoView, useUnread } from '#features/mailbox'
import { useWords } from '#ground/words.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { usePhone } from '../../ui/usePhone.ts'
import { PageHead } from '../shell/PageHead.tsx'
import css from './MessagesPage.module.css'
import type {} from './words.ts'

/** The mailbox: its list, and beside it the message that is open; on a phone, one or the other. */
export function MessagesPage() {
  const say = useWords('messages-page')
  const { memoId } = useParams({ strict: false })
  const { box = 'inbox' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const phone = usePhone()
  const unread = useUnread()
  const search = box === 'archive' ? ({ box } as const) : {}
  const toList = () => void navigate({ to: '/messages', search })
  const choose = (next: Box) => void navigate({ to: '/messages', search: next === 'archive' ? { box: next } : {} })
  const pane = memoId ? (
    <section className={css.pane} aria-label={say('reading')}>
      <MemoView key={memoId} memoId={memoId} onGone={toList} />
    </section>
  ) : null
  if (phone && pane)
    return (
      <>
        <PageHead title={say('title')} />
        <Link to="/messages" search={search} className={css.back}>
          <IconChevronLeft size={18} /> {say('back')}
        </Link>
        {pane}
      </>
    )
  return (
    <>
      <PageHead title={say('title')} sub={say('unread', { count: unread })} />
      <div className={css.filters}>
        <Segmented
          label={say('which')}
          value={box}
          onChange={choose}
          options={[
            { value: 'inbox', label: say('inbox') },
            { value: 'archive', label: say('archive') },
          ]}
        />
      </div>
      <div className={css.body}>
        <div className={css.list}>
          <MemoList box={box} />
        </div>
        {phone ? null : (pane ?? <p className={css.empty}>{say('choose')}</p>)}
      </div>
    </>
  )
}
