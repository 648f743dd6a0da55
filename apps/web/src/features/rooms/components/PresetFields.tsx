import type { ReactNode } from 'react'
import type { SettingName } from '@amphi/contract/room-settings'
import type { TenantSettings } from '@amphi/contract/tenants'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Switch } from '#ui/Choice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextArea, TextField } from '#ui/TextField.tsx'
import type { PresetForm } from '../preset-form.ts'
import { lengths, means, type Problems } from '../settings-form.ts'
import { useCarriers } from './CarrierFields.tsx'
import css from './Presets.module.css'

const visibilities = ['anyone', 'signed_in', 'groups', 'invited'] as const
const lobbies = ['off', 'guests', 'everyone'] as const

type Values = PresetForm['values']
/** Of the institution, which no preset goes beyond. */
export type PresetLimits = Pick<TenantSettings, 'usualInside' | 'mostInside' | 'longestSession'>

interface FieldProps {
  values: Values
  limits: PresetLimits
  problems: Problems
  onChange: (values: Partial<Values>) => void
}

/** Of a setting that a room has or has not. */
const either = (name: 'lobbyPlace' | 'startMuted' | 'listed') =>
  function Either({ values, onChange }: FieldProps) {
    const say = useWords('rooms')
    return (
      <Select
        bare
        label={say(`preset.of.${name}`)}
        value={values[name] ? 'yes' : 'no'}
        onChange={(next) => onChange({ [name]: next === 'yes' })}
        options={[
          { value: 'yes', label: say('preset.yes') },
          { value: 'no', label: say('preset.no') },
        ]}
      />
    )
  }

/** How each setting of a preset is given its value. */
export const presetFields: Record<SettingName, (props: FieldProps) => ReactNode> = {
  visibility: function Visibility({ values, onChange }) {
    const say = useWords('rooms')
    return (
      <Select
        bare
        label={say('preset.of.visibility')}
        value={values.visibility}
        onChange={(visibility) => onChange({ visibility })}
        options={visibilities.map((value) => ({ value, label: say(`access.${value}`) }))}
      />
    )
  },
  lobby: function Lobby({ values, onChange }) {
    const say = useWords('rooms')
    return (
      <Select
        bare
        label={say('preset.of.lobby')}
        value={values.lobby}
        onChange={(lobby) => onChange({ lobby })}
        options={lobbies.map((value) => ({ value, label: say(`access.lobby_${value}`) }))}
      />
    )
  },
  lobbyPlace: either('lobbyPlace'),
  welcome: function Welcome({ values, problems, onChange }) {
    const say = useWords('rooms')
    return (
      <TextArea
        bare
        label={say('preset.of.welcome')}
        rows={3}
        value={values.welcome}
        error={problems.welcome ? say('settings.welcome_long', { count: values.welcome.trim().length }) : undefined}
        onChange={(event) => onChange({ welcome: event.target.value })}
      />
    )
  },
  leaveTo: function LeaveTo({ values, problems, onChange }) {
    const say = useWords('rooms')
    return (
      <TextField
        bare
        label={say('preset.of.leaveTo')}
        type="url"
        inputMode="url"
        dir="ltr"
        mono
        placeholder={say('settings.leave_to_example')}
        value={values.leaveTo}
        error={problems.leaveTo ? say('settings.leave_to_wrong') : undefined}
        onChange={(event) => onChange({ leaveTo: event.target.value })}
      />
    )
  },
  startMuted: either('startMuted'),
  listed: either('listed'),
  camerasFor: function CamerasFor({ values, onChange }) {
    const say = useWords('rooms')
    return (
      <Select
        bare
        label={say('preset.of.camerasFor')}
        value={values.camerasFor}
        onChange={(camerasFor) => onChange({ camerasFor })}
        options={(['everyone', 'moderators'] as const).map((value) => ({ value, label: say(`preset.to.${value}`) }))}
      />
    )
  },
  atStart: function AtStart({ values, onChange }) {
    const say = useWords('rooms')
    return (
      <div className={css.means}>
        {means.map((it) => (
          <Switch
            key={it}
            label={say(`settings.may.${it}`)}
            checked={values.atStart[it]}
            onChange={(on) => onChange({ atStart: { ...values.atStart, [it]: on } })}
          />
        ))}
      </div>
    )
  },
  mostInside: function MostInside({ values, limits, problems, onChange }) {
    const say = useWords('rooms')
    return (
      <TextField
        bare
        label={say('preset.of.mostInside')}
        inputMode="numeric"
        placeholder={String(limits.usualInside)}
        value={values.mostInside}
        error={problems.mostInside ? say('settings.people_wrong', { count: limits.mostInside }) : undefined}
        onChange={(event) => onChange({ mostInside: event.target.value })}
      />
    )
  },
  sessionLength: function SessionLength({ values, limits, onChange }) {
    const say = useWords('rooms')
    const { duration } = useFormat()
    const all = [...new Set([...lengths, ...(values.sessionLength === '' ? [] : [Number(values.sessionLength)])])]
    return (
      <Select
        bare
        label={say('preset.of.sessionLength')}
        value={values.sessionLength}
        onChange={(sessionLength) => onChange({ sessionLength })}
        options={[
          { value: '', label: say('preset.usual') },
          ...all
            .filter((it) => it <= limits.longestSession)
            .toSorted((a, b) => a - b)
            .map((it) => ({ value: String(it), label: duration(it * 60_000) })),
        ]}
      />
    )
  },
  language: function Tongue({ values, onChange }) {
    const say = useWords('rooms')
    return (
      <Select
        bare
        label={say('preset.of.language')}
        value={values.language}
        onChange={(language) => onChange({ language })}
        options={[
          { value: '', label: say('settings.language_writer') },
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
    )
  },
  carrier: function Carrier({ values, onChange }) {
    const say = useWords('rooms')
    return (
      <Select
        bare
        label={say('preset.of.carrier')}
        value={values.carrier}
        onChange={(carrier) => onChange({ carrier })}
        options={useCarriers(values.carrier)}
      />
    )
  },
  enginePages: function EnginePages({ values, onChange }) {
    const say = useWords('rooms')
    return (
      <Select
        bare
        label={say('preset.of.enginePages')}
        value={values.enginePages}
        onChange={(enginePages) => onChange({ enginePages })}
        options={[
          { value: '', label: say('settings.engine_pages_tab') },
          { value: 'inside', label: say('settings.engine_pages_inside') },
        ]}
      />
    )
  },
}
