import { expect, test } from 'vitest'
import { segmentedRows } from './segmented-rows.ts'

test.for([
  [['Reçus', 'Archivés'], [2]],
  [
    ['Désactivée', 'Pour les invités', 'Pour tout le monde'],
    [1, 1, 1],
  ],
  [
    ['Toutes', 'Ouvertes', 'Les miennes', 'Partagées'],
    [2, 2],
  ],
  [
    ['Toutes', 'Ouvertes', 'Les miennes', 'Partagées', 'Réunions passées'],
    [3, 2],
  ],
  [
    ['Toutes', 'Ouvertes', 'Les miennes', 'Partagées', 'Réunions passées', 'Archivées'],
    [2, 2, 2],
  ],
] as const)('on a phone %j stand %j to a line', ([labels, sizes]) => {
  expect(segmentedRows(labels)).toEqual(sizes)
})
