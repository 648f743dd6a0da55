import { mostInvited, textLengths } from '@amphi/contract/limits'
import { IconFileUpload, IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { randomId } from '#ground/random-id.ts'
import type { AskOf, ReplyOf } from '#ground/request.ts'
import { textOf } from '#ground/text-of.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TextArea, TextField } from '#ui/TextField.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { type Invited, useDraft, useLeftOut, useSendInvitation } from '../queries.ts'
import css from './invitations.module.css'
import { LeftOut } from './LeftOut.tsx'

/** Someone or something one can invite; of an address, the id is the address. */
interface Picked {
  kind: 'person' | 'group' | 'address'
  id: string
}

/** What a pasted list holds: addresses, and the lines that have none. */
interface ListRead {
  people: { email: string }[]
  unread: string[]
}

interface Props {
  roomId: string
  picked: readonly Picked[]
  /** The field in which people and groups are found. */
  picker: ReactNode
  readList: (text: string) => ListRead
  onSent: (invitation: ReplyOf<'sendInvitation'>) => void
}

/** Lines without an address, each by itself; a list may be long. */
const shown = 8

/** A pasted list, or one out of a file. */
function AddressList({ text, read, onText }: { text: string; read: ListRead; onText: (text: string) => void }) {
  const say = useWords('invitations')
  const { number } = useFormat()
  const file = useRef<HTMLInputElement>(null)
  const { people, unread } = read
  return (
    <div className={css.addresses}>
      <TextArea
        rows={3}
        label={say('list')}
        note={say('list_note')}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <div className={css.file}>
        <input
          ref={file}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className="sr"
          tabIndex={-1}
          aria-label={say('file')}
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            void chosen?.arrayBuffer().then((bytes) => {
              const lines = textOf(new Uint8Array(bytes))
              onText(text.trim() === '' ? lines : `${text.trimEnd()}\n${lines}`)
            })
            event.target.value = ''
          }}
        />
        <Button
          variant="subtle"
          size="s"
          icon={<IconFileUpload size={18} stroke={1.8} />}
          onClick={() => file.current?.click()}
        >
          {say('file')}
        </Button>
        <span className="small muted" role="status">
          {people.length > 0 ? say('read', { count: people.length, many: number(people.length) }) : ''}
        </span>
      </div>
      {people.length > mostInvited.atOnce ? (
        <Notice tone="error">{say('over_limit', { most: number(mostInvited.atOnce) })}</Notice>
      ) : null}
      {unread.length > 0 ? (
        <Notice tone="hand">
          {say('unread', { count: unread.length })}
          <ul className={css.lines}>
            {unread.slice(0, shown).map((line, at) => (
              <li key={at} dir="auto">
                {line}
              </li>
            ))}
          </ul>
          {unread.length > shown ? say('unread_more', { count: unread.length - shown }) : null}
        </Notice>
      ) : null}
    </div>
  )
}

const idsOf = (picked: readonly Picked[], kind: Picked['kind']) =>
  picked.filter((it) => it.kind === kind).map(({ id }) => id)

type LeftOutOf = ReplyOf<'checkInvitation'>

/** Whether all who are left out were named already to whoever sends. */
const areNamed = (found: LeftOutOf, shown: LeftOutOf) => {
  const named = new Set<string>([...shown.people.map(({ id }) => id), ...shown.addresses])
  return [...found.people.map(({ id }) => id), ...found.addresses].every((it) => named.has(it))
}

function Form({ roomId, picked, picker, readList, onSent, draft }: Props & { draft: ReplyOf<'draftInvitation'> }) {
  const say = useWords('invitations')
  const sentence = useSentence()
  const send = useSendInvitation()
  // Of one invitation, however often it is sent.
  const [id] = useState(randomId)
  const [list, setList] = useState('')
  const [subject, setSubject] = useState(draft.subject)
  const [text, setText] = useState(draft.text)
  const read = readList(list)
  // A room has several links; the server knows which of them lead to this one.
  const hasLink = text.includes(`${new URL(draft.link).origin}/`)
  const [share, setShare] = useState(true)
  const to = {
    people: idsOf(picked, 'person'),
    groups: idsOf(picked, 'group'),
    addresses: [...idsOf(picked, 'address'), ...read.people.map(({ email }) => email)],
  }
  const { left, error: unchecked, now } = useLeftOut(roomId, to as Invited)
  const check = useMutation({ mutationFn: now, networkMode: 'always' })
  const recipients = JSON.stringify(to)
  const [triedWith, setTriedWith] = useState(recipients)
  // What was wrong with the recipients it was sent to says nothing of those there are now.
  const isOfThese = triedWith === recipients
  const submit = () => {
    if (send.isPending || check.isPending) return
    setTriedWith(recipients)
    check.mutate(undefined, {
      onSuccess: (found) => {
        // Nobody is let in, or left out, by who was not shown them: they are named now, and it is sent once more.
        if (!areNamed(found, left)) return
        const body = { ...to, id, subject, text, share: share && found.people.length > 0 }
        send.mutate({ params: { roomId }, body } as AskOf<'sendInvitation'>, { onSuccess: onSent })
      },
    })
  }
  const trouble = (isOfThese ? check.error : null) ?? (check.isPending ? null : unchecked)
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Card title={say('to')}>
        <div className={css.part}>
          {picker}
          <AddressList text={list} read={read} onText={setList} />
        </div>
      </Card>
      <Card title={say('what')}>
        <div className={css.part}>
          <TextField
            required
            maxLength={textLengths.memoSubject.max}
            label={say('subject')}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
          <TextArea
            required
            rows={12}
            maxLength={textLengths.memoText.max}
            label={say('text')}
            value={text}
            error={hasLink ? undefined : say('no_link')}
            onChange={(event) => setText(event.target.value)}
          />
          {hasLink ? null : (
            <div>
              <Button onClick={() => setText(`${text.trimEnd()}\n\n${draft.link}`.trimStart())}>
                {say('put_back')}
              </Button>
            </div>
          )}
          <p className="small muted">{say('hidden')}</p>
        </div>
      </Card>
      <LeftOut roomId={roomId} left={left} share={share} onShare={setShare} />
      {trouble ? (
        <Notice tone="error">
          <b>{say('unchecked')}</b>
          <p>{sentence(trouble)}</p>
        </Notice>
      ) : null}
      {send.error && isOfThese ? <Notice tone="error">{sentence(send.error)}</Notice> : null}
      <div className={css.deed}>
        <Button
          type="submit"
          variant="filled"
          size="l"
          icon={<IconSend size={20} stroke={1.9} />}
          busy={send.isPending || check.isPending}
          disabled={!hasLink || read.people.length > mostInvited.atOnce}
        >
          {say('send')}
        </Button>
      </div>
    </form>
  )
}

/** Whom one asks to come, and in which words. */
export function InviteForm(props: Props) {
  const sentence = useSentence()
  const { data: draft, error, refetch } = useDraft(props.roomId)
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!draft) return <Skeleton />
  return <Form {...props} draft={draft} />
}
