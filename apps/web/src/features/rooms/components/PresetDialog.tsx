import { useState } from 'react'
import { textLengths } from '@amphi/contract/limits'
import type { Preset } from '@amphi/contract/presets'
import type { SettingName } from '@amphi/contract/room-settings'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { TextField } from '#ui/TextField.tsx'
import { presetFormOf, presetOf, says, settingNames } from '../preset-form.ts'
import { useChangePreset, useCreatePreset } from '../queries.ts'
import { problemsOf } from '../settings-form.ts'
import { presetFields, type PresetLimits } from './PresetFields.tsx'
import css from './Presets.module.css'

/** A preset, new or as it is: its name, and what it has to say of each setting. */
export function PresetDialog({
  told,
  limits,
  onClose,
}: {
  told: Pick<Preset, 'name' | 'settings' | 'forced'> & Partial<Preset>
  limits: PresetLimits
  onClose: () => void
}) {
  const say = useWords('rooms')
  const ui = useWords('ui')
  const sentence = useSentence()
  const create = useCreatePreset()
  const change = useChangePreset()
  const [form, setForm] = useState(() => presetFormOf(told))
  const [short, setShort] = useState(false)
  const { id } = told
  const wrong = problemsOf(form.values, limits)
  const said = Object.fromEntries(
    Object.entries(wrong).filter(([name]) => form.says[name as SettingName] !== 'nothing'),
  ) as typeof wrong
  const submit = () => {
    if (form.name.trim().length < textLengths.presetName.min) return setShort(true)
    if (Object.keys(said).length > 0) return undefined
    const body = presetOf(form)
    if (id) change.mutate({ params: { presetId: id }, body }, { onSuccess: onClose })
    else create.mutate({ body }, { onSuccess: onClose })
    return undefined
  }
  const error = create.error ?? change.error
  return (
    <FormDialog
      title={say(id ? 'preset.change' : 'preset.create')}
      sub={say('preset.sub')}
      width={640}
      onClose={onClose}
      onSubmit={submit}
      deed={id ? ui('save') : say('do.create')}
      busy={create.isPending || change.isPending}
    >
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      <TextField
        autoFocus={!id}
        label={say('preset.name')}
        placeholder={say('preset.name_example')}
        value={form.name}
        maxLength={textLengths.presetName.max}
        autoComplete="off"
        error={short ? say('name_short') : undefined}
        onChange={(event) => {
          setShort(false)
          setForm({ ...form, name: event.target.value })
        }}
      />
      <ul className={css.settings} aria-label={say('settings.title')}>
        {settingNames.map((name) => {
          const Field = presetFields[name]
          return (
            <li key={name}>
              <div className={css.setting}>
                <span className={css.of}>{say(`preset.of.${name}`)}</span>
                <Segmented
                  label={say(`preset.of.${name}`)}
                  value={form.says[name]}
                  options={says.map((value) => ({ value, label: say(`preset.says.${value}`) }))}
                  onChange={(next) => setForm({ ...form, says: { ...form.says, [name]: next } })}
                />
              </div>
              {form.says[name] === 'nothing' ? null : (
                <Field
                  values={form.values}
                  limits={limits}
                  problems={said}
                  onChange={(next) => setForm((now) => ({ ...now, values: { ...now.values, ...next } }))}
                />
              )}
            </li>
          )
        })}
      </ul>
    </FormDialog>
  )
}
