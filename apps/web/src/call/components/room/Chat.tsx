import { IconArrowDown, IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { clockTime } from '#ground/format.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './chat.module.css'
import { Composer } from './Composer.tsx'
import { MessageRow, PendingRow } from './MessageRow.tsx'
import { useRoom } from './RoomContext.ts'
import { useStart } from './useElapsed.ts'

/** What was said in writing, from the beginning, and the place to say more. */
export function Chat() {
  const say = useCallWords()
  const { call } = useRoom()
  const { messages, pending } = useStore(call.chat.thread)
  const loaded = useStore(call.chat.loaded)
  const newFrom = useStore(call.chat.newFrom)
  const self = useStore(call.self)
  const start = useStart()
  const list = useRef<HTMLOListElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [draft, setDraft] = useState('')

  useEffect(() => {
    call.chat.look(true)
    return () => call.chat.look(false)
  }, [call])

  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight })
  const count = messages.length + pending.length
  // Who reads further up is not pulled away from it.
  useLayoutEffect(() => {
    if (atEnd) toEnd()
  }, [count, atEnd])
  const scrolled = () => {
    const at = list.current
    if (at) setAtEnd(at.scrollHeight - at.scrollTop - at.clientHeight < 40)
  }

  return (
    <>
      <p className={css.kept}>
        <IconInfoCircle size={16} stroke={1.8} aria-hidden="true" />
        {say('chat.kept')}
      </p>
      <ol className={css.thread} ref={list} onScroll={scrolled} tabIndex={0} aria-label={say('chat.thread')}>
        {start ? <li className={css.day}>{say('chat.start', { time: clockTime(start) })}</li> : null}
        {loaded && count === 0 ? <li className={css.empty}>{say('chat.empty')}</li> : null}
        {messages.map((message) => (
          <MessageRow
            key={message.id}
            message={message}
            own={message.participantId === self.id}
            isNew={message.sequence === newFrom}
          />
        ))}
        {pending.map((one) => (
          <PendingRow key={one.id} pending={one} name={self.name} onTakeBack={(text) => setDraft(text)} />
        ))}
      </ol>
      {atEnd ? null : (
        <button type="button" className={css.latest} onClick={toEnd}>
          <IconArrowDown size={17} stroke={2.2} aria-hidden="true" />
          {say('chat.latest')}
        </button>
      )}
      <Composer draft={draft} onDraft={setDraft} onSent={() => setAtEnd(true)} />
    </>
  )
}
