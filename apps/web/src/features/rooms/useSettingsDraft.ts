import { useState } from 'react'
import type { RoomSettings } from '@amphi/contract/room-settings'
import { typedSince } from '#ground/typed-since.ts'
import { changesOf, formOf, problemsOf, type SettingsForm } from './settings-form.ts'
import { useChangeRoomSettings } from './queries.ts'

/** What was typed and not saved yet: kept while one looks at the room, whether or not the panel is open. */
export const useSettingsDraft = (roomId: string, settings: RoomSettings | undefined) => {
  const [typed, setTyped] = useState<Partial<SettingsForm>>({})
  const { change, wanted, error, reset } = useChangeRoomSettings(roomId)
  if (!settings) return undefined
  // What was typed before the institution settled it is not theirs to say any more.
  const mine = Object.entries(typed).filter(([name]) => !settings.forced.some((it) => it === name))
  const form = { ...formOf(settings), ...Object.fromEntries(mine) }
  const changes = changesOf(form, settings)
  const problems = problemsOf(form, settings.institution)
  const busy = wanted !== undefined
  // An answer that is still to come must find who asked for it.
  const forgetError = () => (busy ? undefined : reset())
  return {
    settings,
    form,
    problems,
    changed: Object.keys(changes).length,
    wrong: Object.keys(problems).length,
    busy,
    error,
    type: (next: Partial<SettingsForm>) => {
      forgetError()
      setTyped((before) => ({ ...before, ...next }))
    },
    forget: () => {
      forgetError()
      setTyped({})
    },
    /** Whether it was kept. */
    save: () =>
      change(changes).then(
        () => {
          setTyped((now) => typedSince(typed, now))
          return true
        },
        () => false,
      ),
  }
}

export type SettingsDraft = NonNullable<ReturnType<typeof useSettingsDraft>>
