import { textLengths } from '@amphi/contract/limits'
import { IconArrowUp, IconMoodSmile } from '@tabler/icons-react'
import { type KeyboardEvent, type SubmitEvent, useRef } from 'react'
import { Tool } from '#ui/Tool.tsx'
import { useCallWords } from '../../words.ts'
import { useCompact } from '../useMedia.ts'
import { useStore } from '../useStore.ts'
import css from './chat.module.css'
import { emojis } from './emojis.ts'
import emojiCss from './emoji.module.css'
import { Popover } from './Popover.tsx'
import { useRoom } from './RoomContext.ts'

/** Enter sends, Shift and Enter begins a line. */
export function Composer({ onSent }: { onSent: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  const draft = useStore(call.chat.draft)
  const write = call.chat.write
  const compact = useCompact()
  const field = useRef<HTMLTextAreaElement>(null)
  const over = draft.trim().length - textLengths.message.max

  const send = () => {
    if (draft.trim() === '' || over > 0) return
    call.chat.send(draft)
    onSent()
    field.current?.focus()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    send()
  }
  const pressed = (event: KeyboardEvent) => {
    // While a letter is being composed (accents, Japanese), Enter belongs to that.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  const insert = (emoji: string) => {
    const at = field.current?.selectionStart ?? draft.length
    const to = field.current?.selectionEnd ?? at
    write(draft.slice(0, at) + emoji + draft.slice(to))
  }

  return (
    <form className={css.composer} onSubmit={submit}>
      {over > 0 ? (
        <p className={css.over} role="alert">
          {say('chat.long', { count: over })}
        </p>
      ) : null}
      <div className={css.field}>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={draft}
          aria-label={say('chat.write')}
          placeholder={say('chat.write')}
          onChange={(event) => write(event.target.value)}
          onKeyDown={pressed}
        />
        <Popover
          label={say('chat.emoji')}
          trigger={(props) => (
            <Tool label={say('chat.emoji')} size={compact ? 44 : 36} {...props}>
              <IconMoodSmile size={20} stroke={1.8} />
            </Tool>
          )}
        >
          {(close) => (
            <div className={emojiCss.emoji}>
              {emojis.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  onClick={() => {
                    insert(emoji)
                    close()
                    field.current?.focus()
                  }}
                >
                  {emoji}
                </button>
              ))}
            </div>
          )}
        </Popover>
        <button type="submit" className={css.send} aria-label={say('chat.send')} title={say('chat.send')}>
          <IconArrowUp size={20} stroke={2.2} />
        </button>
      </div>
    </form>
  )
}
