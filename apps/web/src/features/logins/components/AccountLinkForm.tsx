import { textLengths } from '@amphi/contract/limits'
import type { Me } from '@amphi/contract/profile'
import { type SubmitEvent, useState } from 'react'
import type { ReplyOf } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { PasswordField } from '#ui/PasswordField.tsx'
import { TextField } from '#ui/TextField.tsx'
import { useSpendLink } from '../queries.ts'
import { useFields } from '../useFields.ts'
import { EmailField } from './EmailField.tsx'
import css from './forms.module.css'

type AccountLink = ReplyOf<'readAccountLink'>

/** Makes the first administrator, accepts an invitation, or takes a new password: whatever the link is for. */
export function AccountLinkForm({
  secret,
  link,
  onSignedIn,
}: {
  secret: string
  link: AccountLink
  onSignedIn: (me: Me) => void
}) {
  const say = useWords('logins')
  const sentence = useSentence()
  const spend = useSpendLink()
  const [email, setEmail] = useState(link.email ?? '')
  const [name, setName] = useState(link.name ?? '')
  const [password, setPassword] = useState('')
  const asksName = link.purpose !== 'reset'
  const { errors, mayGo } = useFields({ email, newPassword: password, ...(asksName ? { name } : {}) })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!mayGo(event) || spend.isPending) return
    const said = { secret, password, ...(asksName ? { name } : {}), ...(link.email === null ? { email } : {}) }
    spend.mutate({ body: said }, { onSuccess: onSignedIn })
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {spend.error ? <Notice tone="error">{sentence(spend.error)}</Notice> : null}
      <EmailField value={email} onChange={setEmail} readOnly={link.email !== null} error={errors.email} />
      {asksName ? (
        <TextField
          required
          size="l"
          name="name"
          autoComplete="name"
          maxLength={textLengths.personName.max}
          label={say('name')}
          note={say('name_note')}
          value={name}
          error={errors.name}
          autoFocus={link.email !== null}
          onChange={(event) => setName(event.target.value)}
        />
      ) : null}
      <PasswordField
        required
        size="l"
        minLength={textLengths.password.min}
        maxLength={textLengths.password.max}
        name="password"
        autoComplete="new-password"
        label={say(asksName ? 'password' : 'new_password')}
        note={say('password_note')}
        value={password}
        error={errors.password}
        autoFocus={!asksName}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="filled" size="l" full busy={spend.isPending}>
        {say(`do.${link.purpose}`)}
      </Button>
    </form>
  )
}
