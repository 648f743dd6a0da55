import { textLengths } from '@amphi/contract/limits'
import type { Me } from '@amphi/contract/profile'
import type { Language } from '@amphi/contract/requests'
import { type SubmitEvent, useState } from 'react'
import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { greet } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Switch } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { ChangeEmail } from './ChangeEmail.tsx'
import css from './profile.module.css'

type Choice = Language | 'browser'

/** One's name, language and notices. */
export function ProfileForm({ me }: { me: Me }) {
  const say = useWords('profile')
  const ui = useWords('ui')
  const sentence = useSentence()
  const change = useTell('changeMe')
  const [name, setName] = useState(me.name)
  const [language, setLanguage] = useState<Choice>(me.language ?? 'browser')
  const [moving, setMoving] = useState(false)
  const [emailNotices, setEmailNotices] = useState(me.emailNotices)
  const same = name === me.name && language === (me.language ?? 'browser') && emailNotices === me.emailNotices
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (change.isPending) return
    change.mutate(
      { body: { name, language: language === 'browser' ? null : language, emailNotices } },
      { onSuccess: (changed) => void greet(changed).then(() => toast(say('saved'))) },
    )
  }
  return (
    <form className={css.form} onSubmit={submit}>
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <TextField
        required
        maxLength={textLengths.personName.max}
        autoComplete="name"
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={css.email}>
        <TextField readOnly type="email" label={say('email')} value={me.email} />
        <Button onClick={() => setMoving(true)}>{say('email.change')}</Button>
      </div>
      {moving ? <ChangeEmail onClose={() => setMoving(false)} /> : null}
      <Select<Choice>
        label={say('language')}
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'browser', label: say('language.browser') },
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Switch checked={emailNotices} onChange={setEmailNotices} label={say('notices')} note={say('notices_note')} />
      <Button type="submit" variant="filled" disabled={same} busy={change.isPending}>
        {ui('save')}
      </Button>
    </form>
  )
}
