import { useWords } from '#ground/words.ts'
import { TextField } from '#ui/TextField.tsx'

/** The address one signs in with; where a link says whose it is, it stands as it is. */
export function EmailField({
  value,
  onChange,
  readOnly = false,
}: {
  value: string
  onChange: (value: string) => void
  readOnly?: boolean
}) {
  const say = useWords('logins')
  return (
    <TextField
      required
      size="l"
      type="email"
      name="email"
      autoComplete="username"
      label={say('email')}
      value={value}
      readOnly={readOnly}
      autoFocus={!readOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
