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
