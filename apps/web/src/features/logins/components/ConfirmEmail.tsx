import { IconCheck } from '@tabler/icons-react'
import { type SubmitEvent, useState } from 'react'
import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Notice } from '#ui/Notice.tsx'
import css from './forms.module.css'

/** Takes the new address its link was sent to. A button, because programs of mail open links by themselves. */
export function ConfirmEmail({
  secret,
  email,
  home,
}: {
  secret: string
  email: string
  home: '/account' | '/sign-in'
}) {
  const say = useWords('logins')
  const sentence = useSentence()
  const confirm = useTell('confirmEmail', { touches: ['welcome'] })
  const [done, setDone] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!confirm.isPending) confirm.mutate({ body: { secret } }, { onSuccess: () => setDone(true) })
  }
  if (done)
    return (
      <div className={css.form} role="status">
        <Notice tone="open" icon={<IconCheck size={20} stroke={2} />}>
          {say('email_confirmed', { email })}
        </Notice>
        <LinkButton variant="filled" size="l" to={home}>
          {say(home === '/account' ? 'to_account' : 'sign_in')}
        </LinkButton>
      </div>
    )
  return (
    <form className={css.form} onSubmit={submit}>
      {confirm.error ? <Notice tone="error">{sentence(confirm.error)}</Notice> : null}
      <p className={css.address}>{email}</p>
      <Button type="submit" variant="filled" size="l" full busy={confirm.isPending}>
        {say('do.email')}
      </Button>
    </form>
  )
}
