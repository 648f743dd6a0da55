import { expect, test } from 'vitest'
import { hueOf, initialsOf } from './person-marks.ts'

test.for([
  ['Camille Aubert', 'CA'],
  ['Thomas Le Goff', 'TG'],
  ['Jean de La Fontaine', 'JF'],
  ['awa diop', 'AD'],
  ['Mei-Lin Zhao', 'MZ'],
  ['Émile', 'É'],
  ['Salle 3', 'S'],
  ['', '?'],
  ['42', '?'],
])('the initials of “%s” are %s', ([name, initials]) => {
  expect(initialsOf(name ?? '')).toBe(initials)
})

test('a name keeps its tint, whatever its capitals', () => {
  expect(hueOf('Awa Diop')).toBe(hueOf(' awa diop '))
  expect(new Set(['Ada', 'Bob', 'Eve', 'Grace', 'Linus', 'Margaret', 'Tim', 'Radia'].map(hueOf)).size).toBeGreaterThan(
    2,
  )
})
