import { textLengths } from '@amphi/contract/limits'
import { type ReactNode, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { TextField } from '#ui/TextField.tsx'

/** Asks for a name, for a new room or another one for an old. */
export function NameRoom(props: {
  title: string
  sub?: string
  action: string
  name?: string
  busy: boolean
  error: unknown
  /** What else is to be said of it. */
  children?: ReactNode
  onName: (name: string) => void
  onClose: () => void
}) {
  const { title, sub, action, busy, error, onName, onClose } = props
  const say = useWords('rooms')
  const sentence = useSentence()
  const [name, setName] = useState(props.name ?? '')
  const [short, setShort] = useState(false)
  const submit = () => {
    if (name.trim().length < textLengths.roomName.min) setShort(true)
    else onName(name.trim())
  }
  return (
    <FormDialog title={title} sub={sub} onClose={onClose} onSubmit={submit} deed={action} busy={busy}>
      <TextField
        autoFocus
        label={say('name')}
        placeholder={say('name_example')}
        value={name}
        maxLength={textLengths.roomName.max}
        autoComplete="off"
        error={short ? say('name_short') : error ? sentence(error) : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setName(event.target.value)
          setShort(false)
        }}
      />
      {props.children}
    </FormDialog>
  )
}
