import type { Preset } from '@amphi/contract/presets'
import type { SettingName } from '@amphi/contract/room-settings'
import { duration } from '#ground/format.ts'
import type { Say } from '#ground/words.ts'

type SayRooms = Say<'rooms'>
type Settings = Preset['settings']

const lower = (words: string) => words.slice(0, 1).toLocaleLowerCase() + words.slice(1)

/** In words, what can be said in a few; a text, an address or several switches at once cannot. */
const valueOf = (say: SayRooms, name: SettingName, settings: Settings): string | undefined => {
  const { visibility, lobby, camerasFor, mostInside, sessionLength } = settings
  if (name === 'visibility' && visibility) return lower(say(`access.${visibility}`))
  if (name === 'lobby' && lobby) return lower(say(`access.lobby_${lobby}`))
  if (name === 'camerasFor' && camerasFor) return lower(say(`preset.to.${camerasFor}`))
  if (name === 'mostInside' && mostInside) return String(mostInside)
  if (name === 'sessionLength' && sessionLength) return duration(sessionLength * 60_000)
  const either = settings[name]
  return typeof either === 'boolean' ? lower(say(either ? 'preset.yes' : 'preset.no')) : undefined
}

/** A setting of a preset with its value: `waiting room: off`. */
export const settingSaid = (say: SayRooms, name: SettingName, settings: Settings) => {
  const of = say(`preset.of.${name}`)
  const value = valueOf(say, name, settings)
  return value === undefined ? of : say('preset.value', { of, value })
}
