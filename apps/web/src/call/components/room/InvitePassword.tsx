import { textLengths } from '@amphi/contract/limits'
import { type SubmitEvent, useState } from 'react'
import { proposePassword } from '#ground/propose-password.ts'
import { useAsk, useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/TextField.tsx'
import { announce } from '#ui/toasts.ts'
import { useCallWords } from '../../words.ts'
import css from './dialogs.module.css'
import { useRoom } from './RoomContext.ts'

/** The room’s password as it is now, for those who may say it. */
export const useInvitePassword = () => {
  const { call } = useRoom()
  const sessionId = call.session.id
  const { data } = useAsk('readSessionPassword', { params: { sessionId } }, { staleTime: 0 })
  return data?.password
}

/** Asks whoever comes next for a password: written or proposed; left empty, nobody is asked. Those inside stay. */
export function InvitePassword({ password }: { password: string | null }) {
  const say = useCallWords()
  const sentence = useSentence()
  const { call } = useRoom()
  const set = useTell('setSessionPassword', { touches: ['readSessionPassword'] })
  const [draft, setDraft] = useState<string>()
  const [short, setShort] = useState(false)
  const text = draft ?? password ?? ''
  const isChanged = text.trim() !== (password ?? '')
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const wanted = text.trim()
    if (wanted !== '' && wanted.length < textLengths.roomPassword.min) return setShort(true)
    set.mutate(
      { params: { sessionId: call.session.id }, body: { password: wanted === '' ? null : wanted } },
      {
        onSuccess: () => {
          setDraft(undefined)
          announce(say(wanted === '' ? 'invite.password_off' : 'invite.password_on'))
        },
      },
    )
  }
  return (
    <form className={css.password} onSubmit={save} noValidate>
      <TextField
        mono
        className="grow"
        label={say('invite.password')}
        note={say('invite.password_note')}
        value={text}
        maxLength={textLengths.roomPassword.max}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={short ? say('invite.password_short') : set.error ? sentence(set.error) : undefined}
        end={
          <Button
            variant="subtle"
            size="s"
            onClick={() => {
              setDraft(proposePassword())
              setShort(false)
            }}
          >
            {say('invite.password_propose')}
          </Button>
        }
        onChange={(event) => {
          setDraft(event.target.value)
          setShort(false)
        }}
      />
      {isChanged ? (
        <Button type="submit" variant="light" busy={set.isPending}>
          {say('invite.password_save')}
        </Button>
      ) : null}
    </form>
  )
}
