import { textLengths } from '@amphi/contract/limits'
import { IconArchive, IconArchiveOff, IconMail, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { randomId } from '#ground/random-id.ts'
import type { ReplyOf } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Linked } from '#ui/Linked.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TextArea } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { useChangeMemo, useOneMemo, useRemoveMemo, useReply } from '../queries.ts'
import { useSender } from '../useSender.ts'
import css from './mailbox.module.css'

type Memo = ReplyOf<'readMemo'>

function Reply({ memo, name }: { memo: Memo; name: string }) {
  const say = useWords('mailbox')
  const sentence = useSentence()
  const reply = useReply()
  const [text, setText] = useState('')
  // Of one answer, however often it is sent.
  const [id, setId] = useState(randomId)
  const send = () => {
    if (text.trim() === '' || reply.isPending) return
    reply.mutate(
      { params: { memoId: memo.id }, body: { id, text } },
      {
        onSuccess: () => {
          setText('')
          setId(randomId())
          toast(say('replied'))
        },
      },
    )
  }
  return (
    <form
      className={css.reply}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextArea
        rows={4}
        maxLength={textLengths.memoText.max}
        label={say('reply_to', { name })}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {reply.error ? <Notice tone="error">{sentence(reply.error)}</Notice> : null}
      <div>
        <Button type="submit" variant="light" busy={reply.isPending} disabled={text.trim() === ''}>
          {say('reply')}
        </Button>
      </div>
    </form>
  )
}

function Tools({ memo, onGone }: { memo: Memo; onGone: () => void }) {
  const say = useWords('mailbox')
  const sentence = useSentence()
  const change = useChangeMemo()
  const remove = useRemoveMemo()
  const [removing, setRemoving] = useState(false)
  const params = { memoId: memo.id }
  const isArchived = memo.box === 'archive'
  const failed = { onError: (error: Error) => toast(sentence(error), 'error') }
  const put = (box: Memo['box'], word: 'archived' | 'taken_back') =>
    change.mutate(
      { params, body: { box } },
      {
        ...failed,
        onSuccess: () => {
          onGone()
          toast(say(word), 'plain', () => change.mutate({ params, body: { box: memo.box } }, failed))
        },
      },
    )
  return (
    <div className={css.tools}>
      <Tool
        label={say('mark_unread')}
        size={40}
        onClick={() => change.mutate({ params, body: { isRead: false } }, { ...failed, onSuccess: onGone })}
      >
        <IconMail size={19} stroke={1.8} />
      </Tool>
      <Tool
        label={say(isArchived ? 'take_back' : 'archive')}
        size={40}
        onClick={() => (isArchived ? put('inbox', 'taken_back') : put('archive', 'archived'))}
      >
        {isArchived ? <IconArchiveOff size={19} stroke={1.8} /> : <IconArchive size={19} stroke={1.8} />}
      </Tool>
      <Tool label={say('remove')} size={40} onClick={() => setRemoving(true)}>
        <IconTrash size={19} stroke={1.8} />
      </Tool>
      {removing ? (
        <AskFirst
          title={say('remove_title')}
          deed={say('remove')}
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setRemoving(false)}
          onDo={() =>
            remove.mutate(
              { params },
              {
                onSuccess: () => {
                  onGone()
                  toast(say('removed'))
                },
              },
            )
          }
        >
          {say('remove_text')}
        </AskFirst>
      ) : null}
    </div>
  )
}

/** One message, and the answer to it. Opened, it is read. */
export function MemoView({ memoId, onGone }: { memoId: string; onGone: () => void }) {
  const say = useWords('mailbox')
  const nameOf = useSender()
  const sentence = useSentence()
  const { capital, day, timeOfDay } = useFormat()
  const { data: memo, error, refetch } = useOneMemo(memoId)
  const { mutate: change } = useChangeMemo()
  const opened = useRef<string>(undefined)
  const isNew = memo?.id === memoId && !memo.isRead
  useEffect(() => {
    // Once for each time it is opened: marked unread again, it stays so.
    if (opened.current === memoId || !memo) return
    opened.current = memoId
    if (isNew) change({ params: { memoId }, body: { isRead: true } })
  }, [memoId, memo, isNew, change])

  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!memo) return <Skeleton />
  const name = nameOf(memo)
  const at = (when: string) => say('at', { day: capital(day(when)), time: timeOfDay(when) })
  return (
    <article className={css.memo} aria-labelledby="memo">
      <header>
        <div className={css.top}>
          <h2 id="memo">{memo.subject}</h2>
          <Tools memo={memo} onGone={onGone} />
        </div>
        <div className={css.from}>
          <Avatar of={{ ...memo.from, name }} size={40} />
          <div>
            <b>{name}</b>
            <p className="small muted">{at(memo.sentAt)}</p>
          </div>
        </div>
      </header>
      <div className={css.text} dir="auto">
        <Linked text={memo.text} />
      </div>
      {memo.room ? (
        <LinkButton variant="filled" size="l" to="/$code" params={{ code: memo.room.code }}>
          {say('go_in')}
        </LinkButton>
      ) : null}
      {memo.replies.length > 0 ? (
        <ul className={css.replies} aria-label={say('replies')}>
          {memo.replies.map((it) => (
            <li key={it.id}>
              <p className="small muted">{say('you_replied', { at: at(it.sentAt) })}</p>
              <div className={css.text} dir="auto">
                <Linked text={it.text} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {memo.can.reply ? <Reply key={memo.id} memo={memo} name={name} /> : null}
      {memo.can.reply || memo.ofHouse ? null : <Notice tone="plain">{say('nobody')}</Notice>}
    </article>
  )
}
