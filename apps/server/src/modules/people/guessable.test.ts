import { expect, test } from 'vitest'
import { isGuessable } from './guessable.ts'

const camille = { name: 'Camille Aubert', email: 'c.aubert-petit@exemple.fr' }

test.each([
  ['Camille Aubert', true],
  ['camilleaubert', true],
  ['AUBERT Camille', true],
  ['c.aubert-petit@exemple.fr', true],
  ['C.Aubert-Petit', true],
  ['caubertpetit', true],
  ['Camille Aubert 2026', false],
  ['une phrase à moi', false],
  ['..........', false],
])('“%s” is guessable: %s', (password, guessable) => {
  expect(isGuessable(password, camille)).toBe(guessable)
})

test('where no address is known, only the name is guessed', () => {
  expect(isGuessable('Camille Aubert', { name: 'Camille Aubert', email: null })).toBe(true)
  expect(isGuessable('quelque chose', { name: 'Camille Aubert', email: null })).toBe(false)
})
