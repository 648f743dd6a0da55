import { expect, test } from 'vitest'
import { matches } from './search.ts'

test.for<[string, string, boolean]>([
  ['Géographie humaine', 'geo', true],
  ['Géographie humaine', 'HUMAINE géo', true],
  ['Conseil d’UFR', 'ufr', true],
  ['Conseil d’UFR', '', true],
  ['Conseil d’UFR', 'jury', false],
])('“%s” searched for “%s”: %s', ([text, search, found]) => {
  expect(matches(text, search)).toBe(found)
})

test.for<[string, boolean]>([
  ['k7wx3-pfmt4-dq2h', true],
  ['K7WX3', true],
  ['pfmt4dq', true],
  ['salle k7wx3', true],
  ['k7', false],
  ['salle 42', false],
])('a code is found by five letters of it at least: “%s”, %s', ([search, found]) => {
  expect(matches('Salle n° 215', search, 'k7wx3-pfmt4-dq2h')).toBe(found)
})
