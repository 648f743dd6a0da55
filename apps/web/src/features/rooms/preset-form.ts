import type { Preset } from '@amphi/contract/presets'
import type { RoomBehaviour, SettingName } from '@amphi/contract/room-settings'
import { formOf, type SettingsForm, valuesOf } from './settings-form.ts'

/** As they stand on the page: who comes in, what is read, what they may do, how many and how long. */
export const settingNames = [
  'visibility',
  'lobby',
  'lobbyPlace',
  'welcome',
  'leaveTo',
  'startMuted',
  'listed',
  'camerasFor',
  'atStart',
  'mostInside',
  'sessionLength',
  'language',
  'carrier',
  'enginePages',
] as const satisfies SettingName[]

/** As the contract’s `roomDefaults`: what a field begins with, before a preset says anything. */
export const beginning: RoomBehaviour = {
  visibility: 'anyone',
  lobby: 'off',
  lobbyPlace: true,
  welcome: null,
  leaveTo: null,
  startMuted: false,
  atStart: { microphone: true, camera: true, screen: true, chat: true },
  camerasFor: 'everyone',
  listed: true,
  mostInside: null,
  sessionLength: null,
  language: null,
  carrier: null,
  enginePages: null,
}

/** What a preset has to say of a setting: nothing, a value to begin with, or one that nobody changes. */
export const says = ['nothing', 'proposed', 'forced'] as const
export type Says = (typeof says)[number]

export interface PresetForm {
  name: string
  says: Record<SettingName, Says>
  values: SettingsForm & Pick<RoomBehaviour, 'visibility' | 'lobby' | 'lobbyPlace'>
}

type Told = Pick<Preset, 'name' | 'settings' | 'forced'>

const saidOf = ({ settings, forced }: Told, name: SettingName): Says => {
  if (settings[name] === undefined) return 'nothing'
  return forced.includes(name) ? 'forced' : 'proposed'
}

export const nothingSaid: Told = { name: '', settings: {}, forced: [] }

/** Where nothing is said, the value to begin from is that of a room of which nothing is said. */
export const presetFormOf = (preset: Told): PresetForm => {
  const said = Object.fromEntries(Object.entries(preset.settings).filter(([, value]) => value !== undefined))
  const values: RoomBehaviour = { ...beginning, ...said }
  const { visibility, lobby, lobbyPlace } = values
  return {
    name: preset.name,
    says: Object.fromEntries(settingNames.map((name) => [name, saidOf(preset, name)])) as PresetForm['says'],
    values: { ...formOf(values), visibility, lobby, lobbyPlace },
  }
}

export const presetOf = (form: PresetForm): Told => {
  const { visibility, lobby, lobbyPlace, ...rest } = form.values
  const values = { ...valuesOf(rest), visibility, lobby, lobbyPlace }
  const said = settingNames.filter((name) => form.says[name] !== 'nothing')
  return {
    name: form.name.trim(),
    settings: Object.fromEntries(said.map((name) => [name, values[name]])),
    forced: said.filter((name) => form.says[name] === 'forced'),
  }
}
