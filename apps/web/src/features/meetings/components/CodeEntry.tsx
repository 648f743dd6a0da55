import { IconLink } from '@tabler/icons-react'
import { type SubmitEvent, useRef, useState } from 'react'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/TextField.tsx'
import { type CodeRead, pathOf, readCode } from '../read-code.ts'
import css from './CodeEntry.module.css'

type Wrong = Exclude<CodeRead, { kind: 'code' | 'name' }>

const useWhy = () => {
  const say = useWords('meetings')
  return (read: Wrong) => {
    if (read.kind === 'length') return say('code.length', { count: read.length })
    if (read.kind === 'letters') return say('code.letters', { letters: read.letters })
    if (read.kind === 'elsewhere') return say('code.elsewhere', { host: read.host })
    return say('code.empty')
  }
}

/** Takes a link or a code, however it was given, and leads to its door. */
export function CodeEntry({ onEnter, autoFocus }: { onEnter: (path: string) => void; autoFocus?: boolean }) {
  const say = useWords('meetings')
  const why = useWhy()
  const { tenant } = useWelcome()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<Wrong>()

  const enter = (event: SubmitEvent) => {
    event.preventDefault()
    const read = readCode(text, { here: location.host, bare: tenant.chosenLinks })
    if (read.kind === 'code') return onEnter(pathOf(read))
    if (read.kind === 'name') return onEnter(`/${read.name}`)
    setWrong(read)
    field.current?.focus()
    return undefined
  }

  return (
    <form className={css.entry} onSubmit={enter} noValidate data-wrong={wrong ? true : undefined}>
      <TextField
        ref={field}
        className={css.field}
        label={say('code.label')}
        placeholder={say('code.example')}
        icon={<IconLink size={19} stroke={1.8} />}
        size="l"
        value={text}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={autoFocus}
        error={wrong ? why(wrong) : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setWrong(undefined)
        }}
      />
      <Button type="submit" variant="light" size="l">
        {say('code.join')}
      </Button>
    </form>
  )
}
