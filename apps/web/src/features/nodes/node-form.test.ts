import { expect, test } from 'vitest'
import { addressOf, changesOf, emptyForm, formOf, type NodeForm, saidIn } from './node-form.ts'
import type { Node } from './queries.ts'

const node = {
  address: 'https://bbb.test/bigbluebutton/',
  name: 'bbb.test',
  seats: 250,
  weight: 1.5,
  tags: ['lyon'],
  serves: 'here',
  hosts: [],
} as unknown as Node

test('a form says what is typed, with lists however they are written', () => {
  const said = saidIn({ ...emptyForm, address: 'bbb.test', secret: 'of eight', weight: '1,5', tags: ' Lyon;large ,, ' })

  expect(said).toMatchObject({ address: 'https://bbb.test', secret: 'of eight', weight: 1.5, tags: ['lyon', 'large'] })
  expect(said).not.toHaveProperty('name')
})

test('only what differs is sent, and a secret only where one is written', () => {
  expect(changesOf(formOf(node), node)).toEqual({})
  expect(changesOf({ ...formOf(node), seats: '300', secret: 'another one' }, node)).toEqual({
    seats: 300,
    secret: 'another one',
  })
})

const jitsi: NodeForm = { ...emptyForm, engine: 'jitsi', appId: ' amphi ', keyId: 'k', secret: 'of eight or more' }

test.each([
  ['open', { appId: null, keyId: null }],
  ['secret', { appId: 'amphi', keyId: null, secret: 'of eight or more' }],
  ['key', { appId: 'amphi', keyId: 'k', secret: 'of eight or more' }],
] as const)('Jitsi by %s is told %j, and BigBlueButton nothing of it', (access, told) => {
  const { secret, appId, keyId } = saidIn({ ...jitsi, access })

  expect({ secret, appId, keyId }).toEqual({ secret: undefined, ...told })
  expect(saidIn({ ...jitsi, engine: 'bigbluebutton', access })).not.toHaveProperty('appId')
})

test('what is kept of Jitsi is not said again, and leaving tokens is', () => {
  const kept = { ...node, engine: 'jitsi', appId: 'amphi', keyId: null } as unknown as Node

  expect(changesOf(formOf(kept), kept)).toEqual({})
  expect(changesOf({ ...formOf(kept), access: 'open' }, kept)).toEqual({ appId: null })
})

test.each([
  ['bbb.test', 'https://bbb.test'],
  [' http://bbb.test/ ', 'http://bbb.test/'],
])('%j is asked at %s', (typed, address) => {
  expect(addressOf(typed)).toBe(address)
})
