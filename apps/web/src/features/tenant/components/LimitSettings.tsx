import { useState } from 'react'
import type { TenantSettings } from '@amphi/contract/tenants'
import { useWords } from '#ground/words.ts'
import { Card } from '#ui/Card.tsx'
import { Switch } from '#ui/Choice.tsx'
import { TextField } from '#ui/TextField.tsx'
import css from './TenantForm.module.css'

const most = { usualInside: 1000, mostInside: 1000, sessionsAtOnce: 100_000, peopleAtOnce: 100_000 }
type Limit = keyof typeof most

/** What is typed stays as it is; what is no number yet, or too many, waits for a correction. */
function Count({
  of,
  value,
  problem,
  onValue,
}: {
  of: Limit
  value: number
  /** What is wrong with the number, though it is one. */
  problem?: string | undefined
  onValue: (value: number) => void
}) {
  const say = useWords('tenant')
  const [typed, setTyped] = useState<string>()
  const reads = (text: string) => /^\d{1,6}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most[of]
  const wrong = typed !== undefined && !reads(typed)
  return (
    <TextField
      label={say(`limits.${of}`)}
      note={say(`limits.${of}_note`)}
      inputMode="numeric"
      required
      pattern=" *[0-9]{1,6} *"
      value={typed ?? String(value)}
      error={wrong ? say('limits.wrong', { most: most[of] }) : problem}
      onBlur={() => (wrong ? undefined : setTyped(undefined))}
      onChange={(event) => {
        setTyped(event.target.value)
        if (reads(event.target.value)) onValue(Number(event.target.value))
      }}
    />
  )
}

interface Props {
  settings: TenantSettings
  onChange: (change: Partial<TenantSettings>) => void
}

/** Proposed when a limit is turned on. */
const usual = { sessionsAtOnce: 50, peopleAtOnce: 1000 }

/** How many one session holds, and how many there are of sessions and people at once. */
export function LimitSettings({ settings, onChange }: Props) {
  const say = useWords('tenant')
  const { usualInside, mostInside } = settings
  return (
    <Card title={say('limits')}>
      <div className={css.rows}>
        <div className={css.two}>
          <Count
            of="usualInside"
            value={usualInside}
            problem={usualInside > mostInside ? say('limits.usual_over', { most: mostInside }) : undefined}
            onValue={(value) => onChange({ usualInside: value })}
          />
          <Count of="mostInside" value={mostInside} onValue={(value) => onChange({ mostInside: value })} />
        </div>
        {(['sessionsAtOnce', 'peopleAtOnce'] as const).map((of) => {
          const value = settings[of]
          return (
            <div className={css.rows} key={of}>
              <Switch
                checked={value !== null}
                onChange={(on) => onChange({ [of]: on ? usual[of] : null })}
                label={say(`limits.${of}_on`)}
              />
              {value === null ? null : (
                <div className={css.two}>
                  <Count of={of} value={value} onValue={(next) => onChange({ [of]: next })} />
                </div>
              )}
            </div>
          )
        })}
      </div>
    </Card>
  )
}
