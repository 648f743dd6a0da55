import { expect, test } from 'vitest'
import { typedSince } from './typed-since.ts'

test('what was typed while something else was being saved is not kept yet; what was sent is', () => {
  const sent = { welcome: 'Bonjour', listed: true }

  expect(typedSince(sent, { ...sent, welcome: 'Bonjour à tous' })).toEqual({ welcome: 'Bonjour à tous' })
  expect(typedSince(sent, sent)).toEqual({})
})
