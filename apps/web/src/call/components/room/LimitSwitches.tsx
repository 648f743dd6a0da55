import type { Allowed } from '@amphi/contract/sessions'
import { useState } from 'react'
import { Switch } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useSentence } from '#ground/useSentence.ts'
import css from './dialogs.module.css'

interface Line {
  label: string
  note?: string
}

/** What may be done, one switch each; it holds at once. */
export function LimitSwitches({
  lines,
  allowed,
  onChange,
}: {
  lines: Record<keyof Allowed, Line>
  allowed: Allowed
  onChange: (limits: Partial<Allowed>) => Promise<void>
}) {
  const sentence = useSentence()
  // As one left it, until the server has answered.
  const [asked, setAsked] = useState<Partial<Allowed>>({})
  const [trouble, setTrouble] = useState<unknown>(null)
  const change = async (means: keyof Allowed, on: boolean) => {
    setTrouble(null)
    setAsked((now) => ({ ...now, [means]: on }))
    try {
      await onChange({ [means]: on })
    } catch (error) {
      setTrouble(error)
    }
    setAsked((now) => Object.fromEntries(Object.entries(now).filter(([name]) => name !== means)))
  }
  return (
    <div className={css.switches}>
      {(Object.keys(lines) as (keyof Allowed)[]).map((means) => (
        <Switch
          key={means}
          label={lines[means].label}
          note={lines[means].note}
          checked={asked[means] ?? allowed[means]}
          onChange={(on) => void change(means, on)}
        />
      ))}
      {trouble ? <Notice tone="error">{sentence(trouble)}</Notice> : null}
    </div>
  )
}
