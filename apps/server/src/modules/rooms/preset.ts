import { isDeepStrictEqual } from 'node:util'
import type { Changes } from '@amphi/contract/grammar'
import type { RoomBehaviour, SettingName } from '@amphi/contract/room-settings'
import type { Said, SaidSettings } from './settings.ts'

interface Telling {
  settings: SaidSettings
  forced: readonly SettingName[]
}

const some = (settings: SaidSettings, of: (name: string) => boolean): SaidSettings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => of(name)))

export const forcedBy = ({ settings, forced }: Telling): SaidSettings =>
  some(settings, (name) => forced.some((it) => it === name))

export const proposedBy = ({ settings, forced }: Telling): SaidSettings =>
  some(settings, (name) => !forced.some((it) => it === name))

/**
 * A room that becomes one of this preset, or of none: what held in it until now is its own, and over that comes what is
 * proposed.
 */
export const following = ({ settings, forced }: Said, preset: Telling | undefined): Said => ({
  settings: { ...settings, ...forced, ...(preset && proposedBy(preset)) },
  forced: preset ? forcedBy(preset) : {},
})

/** Of what someone wants, what is forced to be otherwise. */
export const forcedAmong = (forced: SaidSettings, wanted: Changes<RoomBehaviour>): SettingName[] =>
  (Object.keys(forced) as SettingName[]).filter(
    (name) => wanted[name] !== undefined && !isDeepStrictEqual(wanted[name], forced[name]),
  )
