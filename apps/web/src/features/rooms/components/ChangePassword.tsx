import { textLengths } from '@amphi/contract/limits'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { TextField } from '#ui/TextField.tsx'
import { proposePassword } from '#ground/propose-password.ts'

/** Another password for a room, of one’s own or proposed. */
export function ChangePassword(props: {
  password: string
  busy: boolean
  error: unknown
  onPassword: (password: string) => void
  onClose: () => void
}) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const [password, setPassword] = useState(props.password)
  const [short, setShort] = useState(false)
  const write = (text: string) => {
    setPassword(text)
    setShort(false)
  }
  const submit = () => {
    if (password.trim().length < textLengths.roomPassword.min) setShort(true)
    else props.onPassword(password.trim())
  }
  return (
    <FormDialog
      title={say('access.change_title')}
      sub={say('access.change_text')}
      onClose={props.onClose}
      onSubmit={submit}
      deed={say('access.save')}
      busy={props.busy}
    >
      <TextField
        autoFocus
        mono
        label={say('access.password')}
        value={password}
        maxLength={textLengths.roomPassword.max}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={short ? say('access.short') : props.error ? sentence(props.error) : undefined}
        end={
          <Button variant="subtle" size="s" onClick={() => write(proposePassword())}>
            {say('access.propose')}
          </Button>
        }
        onChange={(event) => write(event.target.value)}
      />
    </FormDialog>
  )
}
