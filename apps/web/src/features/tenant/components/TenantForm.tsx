import { textLengths } from '@amphi/contract/limits'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { TenantSettings } from '@amphi/contract/tenants'
import { useState } from 'react'
import { useTell } from '#ground/queries.ts'
import { typedSince } from '#ground/typed-since.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Switch } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { EngineSettings } from './EngineSettings.tsx'
import { LimitSettings } from './LimitSettings.tsx'
import { SessionSettings } from './SessionSettings.tsx'
import css from './TenantForm.module.css'
import { UpkeepSettings } from './UpkeepSettings.tsx'

const settable = [
  'name',
  'language',
  'instantMeetings',
  'chosenLinks',
  'timeZone',
  'sessionLength',
  'longestSession',
  'opensBefore',
  'nightlyStop',
  'attendanceKept',
  'archiveAfter',
  'removeAfter',
  'archiveNotice',
  'usageKept',
  'usualInside',
  'mostInside',
  'sessionsAtOnce',
  'peopleAtOnce',
  'engineChoice',
  'enginePages',
] as const satisfies (keyof TenantSettings)[]

/** The institution's settings; what is not saved yet is said in a bar at the bottom. */
export function TenantForm({ settings }: { settings: TenantSettings }) {
  const say = useWords('tenant')
  const ui = useWords('ui')
  const sentence = useSentence()
  const change = useTell('changeTenant', { touches: ['readTenant', 'welcome'] })
  const [draft, setDraft] = useState<Partial<TenantSettings>>({})
  const now = { ...settings, ...draft }
  const changed = settable.filter((key) => now[key] !== settings[key])
  const save = () => {
    if (change.isPending || changed.length === 0) return
    change.mutate(
      { body: draft },
      {
        onSuccess: () => {
          setDraft((typed) => typedSince(draft, typed))
          toast(say('saved'))
        },
      },
    )
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <Card title={say('identity')}>
        <div className={css.two}>
          <TextField
            required
            maxLength={textLengths.tenantName.max}
            label={say('name')}
            note={say('name_note')}
            value={now.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
          <Select
            label={say('language')}
            note={say('language_note')}
            value={now.language}
            onChange={(language) => setDraft({ ...draft, language })}
            options={[
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
      </Card>
      <Card title={say('meetings')}>
        <Switch
          checked={now.instantMeetings}
          onChange={(instantMeetings) => setDraft({ ...draft, instantMeetings })}
          label={say('instant')}
          note={say('instant_note')}
        />
        <Switch
          checked={now.chosenLinks}
          onChange={(chosenLinks) => setDraft({ ...draft, chosenLinks })}
          label={say('chosen_links')}
          note={say('chosen_links_note')}
        />
      </Card>
      <LimitSettings settings={now} onChange={(change) => setDraft({ ...draft, ...change })} />
      <EngineSettings settings={now} onChange={(change) => setDraft({ ...draft, ...change })} />
      <SessionSettings settings={now} onChange={(change) => setDraft({ ...draft, ...change })} />
      <UpkeepSettings settings={now} onChange={(change) => setDraft({ ...draft, ...change })} />
      {changed.length > 0 ? (
        <div className={`${css.bar} board`} role="status">
          <span className="grow">{say('changed', { count: changed.length })}</span>
          <Button variant="onboard" icon={<IconArrowBackUp size={19} stroke={1.8} />} onClick={() => setDraft({})}>
            {ui('cancel')}
          </Button>
          <Button type="submit" variant="chalk" busy={change.isPending}>
            {ui('save')}
          </Button>
        </div>
      ) : null}
    </form>
  )
}
