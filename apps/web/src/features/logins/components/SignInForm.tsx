import type { Me } from '@amphi/contract/profile'
import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { PasswordField } from '#ui/PasswordField.tsx'
import { useSignIn } from '../queries.ts'
import { useFields } from '../useFields.ts'
import { EmailField } from './EmailField.tsx'
import css from './forms.module.css'

export function SignInForm({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const say = useWords('logins')
  const sentence = useSentence()
  const signIn = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { errors, mayGo } = useFields({ email, password })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (mayGo(event) && !signIn.isPending) signIn.mutate({ body: { email, password } }, { onSuccess: onSignedIn })
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {signIn.error ? <Notice tone="error">{sentence(signIn.error)}</Notice> : null}
      <EmailField value={email} onChange={setEmail} error={errors.email} />
      <PasswordField
        required
        size="l"
        name="password"
        autoComplete="current-password"
        label={say('password')}
        value={password}
        error={errors.password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="filled" size="l" full busy={signIn.isPending}>
        {say('sign_in')}
      </Button>
      <Link to="/forgotten" className={css.aside}>
        {say('forgotten')}
      </Link>
    </form>
  )
}
