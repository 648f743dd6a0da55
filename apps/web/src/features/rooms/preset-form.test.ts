import { expect, test } from 'vitest'
import { roomDefaults } from '@amphi/contract/room-settings'
import { beginning, nothingSaid, presetFormOf, presetOf, settingNames } from './preset-form.ts'

test('what a preset says comes through its form as it was', () => {
  const preset = {
    name: 'Cours',
    settings: { lobby: 'guests', startMuted: true, mostInside: 40, welcome: null, camerasFor: 'moderators' },
    forced: ['lobby', 'camerasFor'],
  } as const

  const form = presetFormOf({ ...preset, forced: [...preset.forced] })

  expect(presetOf(form)).toEqual(preset)
  expect(form.says).toMatchObject({ lobby: 'forced', startMuted: 'proposed', visibility: 'nothing' })
})

test('a value nobody said is not said, whatever stands in its field', () => {
  const form = presetFormOf(nothingSaid)

  expect(presetOf({ ...form, name: ' Conseil ', values: { ...form.values, lobby: 'everyone' } })).toEqual({
    name: 'Conseil',
    settings: {},
    forced: [],
  })
})

test('its fields begin as a room does of which nothing is said', () => {
  expect(beginning).toEqual(roomDefaults)
  expect(Object.keys(beginning).toSorted()).toEqual([...settingNames].toSorted())
})

test('each setting can be forced', () => {
  const form = presetFormOf(nothingSaid)
  const says = Object.fromEntries(settingNames.map((name) => [name, 'forced'])) as typeof form.says

  const told = presetOf({ ...form, says })

  expect(told.forced).toEqual([...settingNames])
  expect(Object.keys(told.settings)).toEqual([...settingNames])
})
