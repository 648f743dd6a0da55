import { IconMailForward } from '@tabler/icons-react'
import { type SubmitEvent, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useAskReset } from '../queries.ts'
import { useFields } from '../useFields.ts'
import { EmailField } from './EmailField.tsx'
import css from './forms.module.css'

export function ForgottenForm() {
  const say = useWords('logins')
  const sentence = useSentence()
  const { mailServer } = useWelcome()
  const ask = useAskReset()
  const [email, setEmail] = useState('')
  const { errors, mayGo } = useFields({ email })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (mayGo(event) && !ask.isPending) ask.mutate({ body: { email } })
  }
  if (ask.isSuccess)
    return (
      <div role="status">
        <Notice tone="live" icon={<IconMailForward size={20} stroke={1.8} />}>
          {say(mailServer ? 'reset_sent' : 'reset_kept', { email })}
        </Notice>
      </div>
    )
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {ask.error ? <Notice tone="error">{sentence(ask.error)}</Notice> : null}
      <EmailField value={email} onChange={setEmail} error={errors.email} />
      <Button type="submit" variant="filled" size="l" full busy={ask.isPending}>
        {say('ask_reset')}
      </Button>
    </form>
  )
}
