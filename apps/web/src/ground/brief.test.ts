import { expect, test } from 'vitest'
import { brief } from './brief.ts'

test.for([
  ['Droit constitutionnel, TD 3', 'Droit constitutionnel, TD 3'],
  ['x'.repeat(60), 'x'.repeat(60)],
  ['x'.repeat(250), `${'x'.repeat(59)}…`],
  ['Séminaire '.repeat(25), 'Séminaire Séminaire Séminaire Séminaire Séminaire…'],
  [`x ${'y'.repeat(250)}`, `x ${'y'.repeat(57)}…`],
  ['😀'.repeat(70), `${'😀'.repeat(59)}…`],
] as const)('within a sentence “%s” is “%s”', ([name, shown]) => {
  expect(brief(name)).toBe(shown)
})
