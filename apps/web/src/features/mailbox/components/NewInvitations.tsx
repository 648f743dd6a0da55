import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Card } from '#ui/Card.tsx'
import { useMemos } from '../queries.ts'
import { useSender } from '../useSender.ts'
import css from './mailbox.module.css'

const shown = 3

/** Those one has not read, beside one’s rooms; nothing where there are none. */
export function NewInvitations() {
  const say = useWords('mailbox')
  const nameOf = useSender()
  const { capital, day, timeOfDay } = useFormat()
  const { data } = useMemos('inbox')
  const fresh = (data?.pages ?? []).flatMap(({ memos }) => memos).filter(({ isRead, room }) => !isRead && room !== null)
  if (fresh.length === 0) return null
  return (
    <Card
      flush
      title={
        <>
          {say('invitations')} <span className={`${css.count} num`}>{fresh.length}</span>
        </>
      }
      aside={
        <Link to="/messages" className={css.all}>
          {say('messages')} <IconChevronRight size={16} />
        </Link>
      }
    >
      <ul className={css.fresh}>
        {fresh.slice(0, shown).map((memo) => {
          const name = nameOf(memo)
          return (
            <li key={memo.id}>
              <Link to="/messages/$memoId" params={{ memoId: memo.id }}>
                <Avatar of={{ ...memo.from, name }} size={32} />
                <span className={css.what}>
                  <b className="clip">{memo.subject}</b>
                  <span className="small muted clip">
                    {say('from', { name, day: capital(day(memo.sentAt)), time: timeOfDay(memo.sentAt) })}
                  </span>
                </span>
                <span className={css.dot} />
              </Link>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
