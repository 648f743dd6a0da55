import type { Message } from '@amphi/contract/chat'
import { memo } from 'react'
import { useFormat } from '#ground/format.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Linked } from '#ui/Linked.tsx'
import type { Pending } from '../../model/chat-thread.ts'
import { useCallWords } from '../../words.ts'
import css from './chat.module.css'
import { useRoom } from './RoomContext.ts'

function Words({ text }: { text: string }) {
  return (
    <p className={css.words}>
      <Linked text={text} />
    </p>
  )
}

/** A message that stands on the server. */
export const MessageRow = memo(function MessageRow({
  message,
  own,
  isNew,
}: {
  message: Message
  own: boolean
  isNew: boolean
}) {
  const { timeOfDay } = useFormat()
  const say = useCallWords()
  return (
    <>
      {isNew ? (
        <li className={css.new}>
          <span>{say('chat.new')}</span>
        </li>
      ) : null}
      <li className={css.message}>
        <Avatar of={message} size={32} />
        <div className="grow">
          <p className={css.who}>
            <b className="clip">{own ? say('tile.just_you') : message.name}</b>
            {message.role === 'moderator' ? <span className={css.mod}>{say('chat.moderator')}</span> : null}
            {message.participantId === null ? <span className={css.mod}>{say('chat.from_outside')}</span> : null}
            <time className="num" dateTime={message.sentAt}>
              {timeOfDay(message.sentAt)}
            </time>
          </p>
          <Words text={message.text} />
        </div>
      </li>
    </>
  )
})

/** One's own message on its way: it waits for the network, and says so. */
export function PendingRow({ pending, name }: { pending: Pending; name: string }) {
  const say = useCallWords()
  const { call } = useRoom()
  return (
    <li className={css.message} data-pending={pending.state}>
      <Avatar of={{ name }} size={32} />
      <div className="grow">
        <p className={css.who}>
          <b>{say('tile.just_you')}</b>
        </p>
        <Words text={pending.text} />
        <p className={css.fate} role={pending.state === 'refused' ? 'alert' : undefined}>
          {say(`chat.${pending.state}`)}
          {pending.state === 'refused' ? (
            <>
              <button type="button" onClick={() => call.chat.again(pending.id)}>
                {say('chat.again')}
              </button>
              <button type="button" onClick={() => call.chat.takeBack(pending.id)}>
                {say('chat.forget')}
              </button>
            </>
          ) : null}
        </p>
      </div>
    </li>
  )
}
