import { IconInbox } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Box } from '@amphi/contract/memos'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { type Head, useMemos } from '../queries.ts'
import { useSender } from '../useSender.ts'
import css from './mailbox.module.css'

function Row({ memo, box }: { memo: Head; box: Box }) {
  const say = useWords('mailbox')
  const nameOf = useSender()
  const { capital, day, timeOfDay } = useFormat()
  const name = nameOf(memo)
  const isToday = new Date(memo.sentAt).toDateString() === useNow().toDateString()
  return (
    <li data-unread={memo.isRead ? undefined : true}>
      <Link to="/messages/$memoId" params={{ memoId: memo.id }} search={box === 'archive' ? { box } : {}}>
        <Avatar of={{ ...memo.from, name }} size={36} />
        <span className={css.what}>
          <span className={css.line}>
            <b className="clip">{name}</b>
            <span className="num small muted">{isToday ? timeOfDay(memo.sentAt) : capital(day(memo.sentAt))}</span>
          </span>
          <span className={`${css.subject} clip`}>{memo.subject}</span>
          <span className={`${css.start} small muted clip`}>{memo.start}</span>
        </span>
        {memo.isRead ? null : (
          <span className={css.dot}>
            <span className="sr">{say('unread')}</span>
          </span>
        )}
      </Link>
    </li>
  )
}

/** What one has received, newest first. */
export function MemoList({ box }: { box: Box }) {
  const say = useWords('mailbox')
  const sentence = useSentence()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMemos(box)
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const memos = data.pages.flatMap((page) => page.memos)
  if (memos.length === 0)
    return (
      <EmptyState
        icon={<IconInbox size={28} stroke={1.7} />}
        title={say(box === 'inbox' ? 'none' : 'none_archived')}
        text={say(box === 'inbox' ? 'none_text' : 'none_archived_text')}
      />
    )
  return (
    <>
      <ul className={css.list} aria-label={say(`box.${box}`)}>
        {memos.map((memo) => (
          <Row key={memo.id} memo={memo} box={box} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className={css.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('older')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
