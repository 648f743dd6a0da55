import { expect, test } from 'vitest'
import { faultsOf } from './words-spelling.ts'

const noBreak = '\u00a0'
const narrow = '\u202f'

test.each([
  `Qui parle${narrow}?`,
  'Déjà\u202f!',
  'Quoi\u202f?!',
  `«${noBreak}Algèbre${noBreak}» est ouverte`,
  'L’heure : 12:30'.replace(' :', `${noBreak}:`),
  'à {{name}}, par {{by}}, de « {{name}} »'.replaceAll(' »', `${noBreak}»`).replaceAll('« ', `«${noBreak}`),
  'Voir https://amphi.test/a?b=c',
  '{{count}} personnes',
  'On réessaie…',
])('well written in French: %s', (text) => {
  expect(faultsOf('fr', text)).toEqual([])
})

test.each([
  'Qui parle ?',
  `Qui parle${noBreak}?`,
  `Un${noBreak}; deux`,
  `L’heure${narrow}: midi`,
  `«${narrow}Algèbre${narrow}»`,
  'De {{name}}, vous la gérez',
  'Le compte de {{name}} est à jour',
  'Déjà!',
  '« Algèbre »',
  'L’heure : midi',
  "L'heure",
  'Attendez...',
  'dit "oui"',
])('badly written in French: %s', (text) => {
  expect(faultsOf('fr', text)).not.toEqual([])
})

test('English has its own apostrophe and quotes, and no space before a question mark', () => {
  expect(faultsOf('en', 'Who’s there? “Nobody”: me; you!')).toEqual([])
  expect(faultsOf('en', "Who's there?")).not.toEqual([])
})
