import { expect, test } from 'vitest'
import { changesOf, emptyForm, isDissociated, type ResourceForm } from './resource-form.ts'

const jitsi: ResourceForm = { ...emptyForm, name: 'Jitsi', kind: 'address', url: 'https://meet.univ.fr/' }

test.each<[string, Partial<ResourceForm>, object]>([
  ['nothing is said of what stays', {}, {}],
  ['another name', { name: ' Visio ' }, { name: 'Visio' }],
  ['another server', { url: 'meet.univ.fr' }, { server: { kind: 'address', url: 'meet.univ.fr' } }],
  ['rooms of the house', { kind: 'rooms' }, { server: { kind: 'rooms', carrier: null } }],
  ['no hours, as before', { hours: null, shortest: 30 }, { shortest: 30 }],
])('%s', (_, typed, changes) => {
  expect(changesOf(jitsi, { ...jitsi, ...typed })).toEqual(changes)
})

test.each<[string, ResourceForm, Partial<ResourceForm>, boolean]>([
  ['BM-04: an address that is taken away', jitsi, { url: '  ' }, true],
  ['another address', jitsi, { url: 'meet.example.org' }, false],
  ['rooms of the house instead', jitsi, { kind: 'rooms', url: '' }, false],
  ['an address that is yet to be typed', { ...emptyForm, name: 'Visio' }, { kind: 'address' }, false],
])('%s dissociates: %#', (_, before, typed, dissociates) => {
  expect(isDissociated(before, { ...before, ...typed })).toBe(dissociates)
})
