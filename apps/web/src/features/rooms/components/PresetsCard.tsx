import { IconLock, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Preset } from '@amphi/contract/presets'
import type { PresetId } from '@amphi/contract/rooms'
import type { TenantSettings } from '@amphi/contract/tenants'
import { brief } from '#ground/brief.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Switch } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { nothingSaid, settingNames } from '../preset-form.ts'
import { settingSaid } from '../setting-said.ts'
import { usePresets, useRemovePreset, useRulePresets } from '../queries.ts'
import { PresetDialog } from './PresetDialog.tsx'
import css from './Presets.module.css'

/** What it forces and what it proposes, in words. */
function Says({ preset }: { preset: Preset }) {
  const say = useWords('rooms')
  const list = new Intl.ListFormat(useLanguage(), { type: 'unit' })
  const said = settingNames.filter((name) => preset.settings[name] !== undefined)
  const forced = said.filter((name) => preset.forced.includes(name))
  const proposed = said.filter((name) => !preset.forced.includes(name))
  const words = (names: typeof said) => list.format(names.map((name) => settingSaid(say, name, preset.settings)))
  if (said.length === 0) return <p className="muted">{say('preset.says_nothing')}</p>
  return (
    <>
      {forced.length > 0 ? (
        <p className={css.forces}>
          <IconLock size={15} stroke={1.9} aria-hidden="true" />
          <span>{say('preset.forces', { what: words(forced) })}</span>
        </p>
      ) : null}
      {proposed.length > 0 ? <p className="muted">{say('preset.proposes', { what: words(proposed) })}</p> : null}
    </>
  )
}

/** Which one new rooms are of, and whether each must be of one; it holds at once. */
function Rule({ presets, required }: { presets: readonly Preset[]; required: boolean }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { mutate, isPending, variables, error } = useRulePresets()
  const usual = presets.find(({ isDefault }) => isDefault)?.id ?? null
  const now = isPending ? variables.body : { default: usual, required }
  const rule = (next: { default?: PresetId | null; required?: boolean }) => mutate({ body: { ...now, ...next } })
  return (
    <div className={css.rule}>
      <Select
        label={say('preset.default')}
        note={say('preset.default_note')}
        value={now.default ?? ''}
        onChange={(id) => rule({ default: presets.find((preset) => preset.id === id)?.id ?? null })}
        options={[
          ...(now.required ? [] : [{ value: '', label: say('preset.none') }]),
          ...presets.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
      />
      <Switch
        label={say('preset.required')}
        note={say(now.default === null ? 'preset.required_first' : 'preset.required_note')}
        checked={now.required}
        disabled={now.default === null}
        onChange={(on) => rule({ required: on })}
      />
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
    </div>
  )
}

function RemovePreset({ preset, onClose }: { preset: Preset; onClose: () => void }) {
  const say = useWords('rooms')
  const remove = useRemovePreset()
  return (
    <AskFirst
      title={say('preset.remove_title', { name: brief(preset.name) })}
      deed={say('remove.do')}
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate({ params: { presetId: preset.id } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{preset.rooms ? say('preset.remove_text', { count: preset.rooms }) : say('preset.remove_unused')}</p>
    </AskFirst>
  )
}

/** The institution’s ways of setting up rooms: what each proposes and forces, and which new rooms are of. */
export function PresetsCard({
  limits,
}: {
  limits: Pick<TenantSettings, 'usualInside' | 'mostInside' | 'longestSession'>
}) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { data, error, refetch } = usePresets()
  const [deed, setDeed] = useState<{ kind: 'create' } | { kind: 'change' | 'remove'; preset: Preset }>()
  const done = () => setDeed(undefined)
  return (
    <div className={css.presets}>
      <Card
        title={say('presets')}
        aside={
          <Button size="s" icon={<IconPlus size={18} stroke={2} />} onClick={() => setDeed({ kind: 'create' })}>
            {say('preset.create')}
          </Button>
        }
      >
        <p className="muted">{say('presets_text')}</p>
        {error ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeleton rows={2} /> : null}
        {data && data.presets.length > 0 ? (
          <>
            <ul className={css.list}>
              {data.presets.map((preset) => (
                <li key={preset.id}>
                  <div className={css.what}>
                    <h3>
                      {preset.name}
                      {preset.isDefault ? <span className={css.mark}>{say('preset.is_default')}</span> : null}
                    </h3>
                    <Says preset={preset} />
                    <p className="muted">
                      {preset.rooms ? say('preset.rooms', { count: preset.rooms }) : say('preset.unused')}
                    </p>
                  </div>
                  <div className={css.deeds}>
                    <Button
                      size="s"
                      aria-label={say('preset.change_named', { name: preset.name })}
                      onClick={() => setDeed({ kind: 'change', preset })}
                    >
                      {say('settings.modify')}
                    </Button>
                    <Button
                      size="s"
                      variant="subtle"
                      aria-label={say('preset.remove_named', { name: preset.name })}
                      onClick={() => setDeed({ kind: 'remove', preset })}
                    >
                      {say('remove.do')}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
            <Rule presets={data.presets} required={data.required} />
          </>
        ) : null}
      </Card>
      {deed?.kind === 'create' ? <PresetDialog told={nothingSaid} limits={limits} onClose={done} /> : null}
      {deed?.kind === 'change' ? <PresetDialog told={deed.preset} limits={limits} onClose={done} /> : null}
      {deed?.kind === 'remove' ? <RemovePreset preset={deed.preset} onClose={done} /> : null}
    </div>
  )
}
