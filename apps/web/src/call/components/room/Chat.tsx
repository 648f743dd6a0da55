import { IconArrowDown, IconInfoCircle } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useFormat } from '#ground/format.ts'
import { Linked } from '#ui/Linked.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './chat.module.css'
import { Composer } from './Composer.tsx'
import { MessageRow, PendingRow } from './MessageRow.tsx'
import { useRoom } from './RoomContext.ts'
import { useStart } from './useElapsed.ts'
import { useEnd } from './useEnd.ts'

/** Why one can only read. */
function Closed() {
  const say = useCallWords()
  const { call } = useRoom()
  const forAll = !useStore(call.moderation.limits).chat
  return <p className={css.closed}>{say(forAll ? 'told.forbidden_chat' : 'told.own_chat')}</p>
}

/** What was said in writing, from the beginning, and the place to say more. */
export function Chat() {
  const { timeOfDay } = useFormat()
  const say = useCallWords()
  const { call } = useRoom()
  const thread = useStore(call.chat.thread)
  const { messages, pending } = thread
  const loaded = useStore(call.chat.loaded)
  const newFrom = useStore(call.chat.newFrom)
  const self = useStore(call.self)
  const start = useStart()
  const welcome = useStore(call.session.seen)?.welcome ?? null
  const allowed = useStore(call.moderation.allowed).chat
  const { list, atEnd, scrolled, toEnd } = useEnd<HTMLOListElement>(thread)

  useEffect(() => {
    call.chat.look(true)
    return () => call.chat.look(false)
  }, [call])

  return (
    <>
      <ol className={css.thread} ref={list} onScroll={scrolled} tabIndex={0} aria-label={say('chat.thread')}>
        <li className={css.kept}>
          <IconInfoCircle size={16} stroke={1.8} aria-hidden="true" />
          {say('chat.kept')}
        </li>
        {welcome === null ? null : (
          <li className={css.welcome} aria-label={say('chat.welcome')}>
            <Linked text={welcome} />
          </li>
        )}
        {start ? <li className={css.day}>{say('chat.start', { time: timeOfDay(start) })}</li> : null}
        {loaded && messages.length + pending.length === 0 ? <li className={css.empty}>{say('chat.empty')}</li> : null}
        {messages.map((message) => (
          <MessageRow
            key={message.id}
            message={message}
            own={message.participantId === self.id}
            isNew={message.sequence === newFrom}
          />
        ))}
        {pending.map((one) => (
          <PendingRow key={one.id} pending={one} name={self.name} />
        ))}
      </ol>
      {atEnd ? null : (
        <button type="button" className={css.latest} onClick={toEnd}>
          <IconArrowDown size={17} stroke={2.2} aria-hidden="true" />
          {say('chat.latest')}
        </button>
      )}
      {allowed ? <Composer onSent={toEnd} /> : <Closed />}
    </>
  )
}
