import { textLengths } from '@amphi/contract/limits'
import type { LobbyMessage as Message } from '@amphi/contract/lobby'
import { type SubmitEvent, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/TextField.tsx'
import { announce, toast } from '#ui/toasts.ts'
import { useCallWords } from '../../words.ts'
import css from './lobby.module.css'
import { useRoom } from './RoomContext.ts'

/** What all who wait read; it may be changed, or taken back, at any time. */
export function LobbyMessage({ message }: { message: Message | null }) {
  const say = useCallWords()
  const sentence = useSentence()
  const { timeOfDay } = useFormat()
  const { call } = useRoom()
  const [draft, setDraft] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const text = draft ?? message?.text ?? ''
  const tell = async (next: string | null) => {
    const told = draft
    setBusy(true)
    try {
      await call.lobby.tell(next)
      // What was written since is not lost to the answer.
      setDraft((now) => (now === told ? null : now))
      announce(say(next === null ? 'lobby.message_gone' : 'lobby.message_told'))
    } catch (error) {
      toast(sentence(error), 'error')
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const trimmed = text.trim()
    if (trimmed !== (message?.text ?? '')) void tell(trimmed === '' ? null : trimmed)
  }
  return (
    <form className={css.message} onSubmit={submit} noValidate>
      <TextField
        label={say('lobby.message')}
        note={message ? say('lobby.said', { name: message.by, time: timeOfDay(message.at) }) : undefined}
        placeholder={say('lobby.message_example')}
        maxLength={textLengths.lobbyText.max}
        value={text}
        onChange={(event) => setDraft(event.target.value)}
      />
      <div className={css.deeds}>
        <Button type="submit" size="s" variant="light" busy={busy}>
          {say(message ? 'lobby.message_change' : 'lobby.message_send')}
        </Button>
        {message ? (
          <Button size="s" variant="subtle" busy={busy} onClick={() => void tell(null)}>
            {say('lobby.message_remove')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
