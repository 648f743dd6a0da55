import { textLengths } from '@amphi/contract/limits'
import { type SubmitEvent, useState } from 'react'
import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { PasswordField } from '#ui/PasswordField.tsx'
import { toast } from '#ui/toasts.ts'
import css from './profile.module.css'

export function PasswordForm() {
  const say = useWords('profile')
  const sentence = useSentence()
  const change = useTell('changePassword', { touches: ['listLogins'] })
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (change.isPending) return
    change.mutate(
      { body: { current, password } },
      {
        onSuccess: () => {
          setCurrent('')
          setPassword('')
          toast(say('password.changed'))
        },
      },
    )
  }
  return (
    <form className={css.form} onSubmit={submit}>
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <PasswordField
        required
        autoComplete="current-password"
        label={say('password.current')}
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <PasswordField
        required
        minLength={textLengths.password.min}
        maxLength={textLengths.password.max}
        autoComplete="new-password"
        label={say('password.new')}
        note={say('password.note')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" busy={change.isPending}>
        {say('password.change')}
      </Button>
    </form>
  )
}
