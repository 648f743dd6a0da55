import { useWords } from '#ground/words.ts'
import { TextField } from '#ui/TextField.tsx'

/** The address one signs in with; where a link says whose it is, it stands as it is. */
export function EmailField({
  value,
  onChange,
  readOnly = false,
  error,
}: {
  value: string
  onChange: (value: string) => void
  readOnly?: boolean
  error: string | undefined
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
      error={error}
      readOnly={readOnly}
      autoFocus={!readOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
