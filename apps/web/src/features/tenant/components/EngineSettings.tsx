import type { TenantSettings } from '@amphi/contract/tenants'
import { useWords } from '#ground/words.ts'
import { Card } from '#ui/Card.tsx'
import { Switch } from '#ui/Choice.tsx'
import { Select } from '#ui/Select.tsx'
import css from './TenantForm.module.css'

const pages = ['tab', 'inside', 'room', 'each'] as const

interface Props {
  settings: TenantSettings
  onChange: (change: Partial<TenantSettings>) => void
}

/** What carries meetings: whether rooms may say so, and where an engine's own pages are opened. */
export function EngineSettings({ settings, onChange }: Props) {
  const say = useWords('tenant')
  return (
    <Card title={say('engines')}>
      <div className={css.rows}>
        <Switch
          checked={settings.engineChoice}
          onChange={(engineChoice) => onChange({ engineChoice })}
          label={say('engines.choice')}
          note={say('engines.choice_note')}
        />
        <div className={css.two}>
          <Select
            label={say('engines.pages')}
            note={say('engines.pages_note')}
            value={settings.enginePages}
            onChange={(enginePages) => onChange({ enginePages })}
            options={pages.map((value) => ({ value, label: say(`engines.pages.${value}`) }))}
          />
        </div>
      </div>
    </Card>
  )
}
