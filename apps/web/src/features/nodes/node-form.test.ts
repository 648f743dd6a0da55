import { expect, test } from 'vitest'
import { addressOf, changesOf, emptyForm, formOf, saidIn } from './node-form.ts'
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

test.each([
  ['bbb.test', 'https://bbb.test'],
  [' http://bbb.test/ ', 'http://bbb.test/'],
])('%j is asked at %s', (typed, address) => {
  expect(addressOf(typed)).toBe(address)
})
