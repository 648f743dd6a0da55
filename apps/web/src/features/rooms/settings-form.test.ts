import { expect, test } from 'vitest'
import { roomDefaults, type RoomSettings } from '@amphi/contract/room-settings'
import { changesOf, formOf, problemsOf } from './settings-form.ts'

const institution = { usualInside: 150, mostInside: 500, sessionLength: 120, longestSession: 300, opensByRoom: false }
const kept: RoomSettings = { ...roomDefaults, password: null, preset: null, forced: [], institution }
const form = formOf(kept)

test('untouched, nothing is wrong, and nothing changed', () => {
  expect(problemsOf(form, institution)).toEqual({})
  expect(changesOf(form, kept)).toEqual({})
})

test.each([
  [{ mostInside: '0' }, ['mostInside']],
  [{ mostInside: '501' }, ['mostInside']],
  [{ mostInside: '1.5' }, ['mostInside']],
  [{ mostInside: 'douze' }, ['mostInside']],
  [{ mostInside: ' 500 ' }, []],
  [{ leaveTo: 'javascript:alert(1)' }, ['leaveTo']],
  [{ leaveTo: 'moodle.example.org' }, ['leaveTo']],
  [{ leaveTo: 'https://example.org@evil.example/' }, ['leaveTo']],
  [{ leaveTo: ' https://example.org/cours ' }, []],
  [{ welcome: 'a'.repeat(1001) }, ['welcome']],
  [{ welcome: 'a'.repeat(1000) }, []],
])('of %o are to be corrected: %o', (typed, expected) => {
  expect(Object.keys(problemsOf({ ...form, ...typed }, institution))).toEqual(expected)
})

test('only what changed is sent, and an emptied field says that the room says nothing', () => {
  const before = { ...kept, welcome: 'Bonjour', mostInside: 60 }
  const now = { ...formOf(before), welcome: ' ', mostInside: '40', atStart: { ...kept.atStart, chat: false } }

  expect(changesOf(now, before)).toEqual({ welcome: null, mostInside: 40, atStart: { ...kept.atStart, chat: false } })
  expect(changesOf({ ...formOf(before), welcome: 'Bonjour ' }, before)).toEqual({})
})
