import { expect, test } from 'vitest'
import { nameFor, readChoices } from './choices.ts'

const first = readChoices(null)

test('who signs in is called as on their account, whatever a guest had typed on this browser', () => {
  expect(nameFor({ ...first, name: 'Cam' }, 'Camille Aubert').name).toBe('Camille Aubert')
})

test('what someone signed in types stands, until they bear another name', () => {
  const typed = { ...nameFor(first, 'Camille Aubert'), name: 'Camille, L2' }

  expect(nameFor(typed, 'Camille Aubert')).toBe(typed)
  expect(nameFor(typed, 'Camille Le Goff').name).toBe('Camille Le Goff')
})

test('who signs out leaves no name to the next, and a guest keeps their own', () => {
  expect(nameFor(nameFor(first, 'Camille Aubert'), '').name).toBe('')
  expect(nameFor({ ...first, name: 'Awa' }, '').name).toBe('Awa')
})

test('what was kept before names had an account is still a guest’s', () => {
  expect(readChoices('{"name":"Awa"}')).toMatchObject({ name: 'Awa', account: '' })
})
