import { textLengths } from '@amphi/contract/limits'
import { IconMailForward } from '@tabler/icons-react'
import { useState } from 'react'
import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { PasswordField } from '#ui/PasswordField.tsx'
import { TextField } from '#ui/TextField.tsx'

/** Another address for oneself: asked for here, confirmed by a link that goes to it. */
export function ChangeEmail({ onClose }: { onClose: () => void }) {
  const say = useWords('profile')
  const ui = useWords('ui')
  const sentence = useSentence()
  const { mailServer } = useWelcome()
  const change = useTell('changeEmail', { touches: ['listLetters'] })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  if (change.isSuccess)
    return (
      <Dialog
        title={say('email.sent')}
        onClose={onClose}
        actions={
          <Button variant="filled" onClick={onClose}>
            {ui('close')}
          </Button>
        }
      >
        <Notice tone="live" icon={<IconMailForward size={20} stroke={1.8} />}>
          {say(mailServer ? 'email.sent_text' : 'email.kept_text', { email: email.trim() })}
        </Notice>
      </Dialog>
    )
  return (
    <FormDialog
      title={say('email.title')}
      sub={say('email.sub')}
      onClose={onClose}
      onSubmit={() => change.mutate({ body: { email, password } })}
      deed={say('email.ask')}
      busy={change.isPending}
    >
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <TextField
        autoFocus
        required
        type="email"
        autoComplete="email"
        maxLength={textLengths.email.max}
        label={say('email.new')}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        required
        autoComplete="current-password"
        label={say('password.current')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormDialog>
  )
}
