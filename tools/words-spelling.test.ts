import { expect, test } from 'vitest'
import { faultsOf } from './words-spelling.ts'

const noBreak = '\u00a0'

test.each([
  `Qui parle${noBreak}?`,
  'Déjà\u202f!',
  'Quoi\u202f?!',
  `«${noBreak}Algèbre${noBreak}» est ouverte`,
  'L’heure : 12:30'.replace(' :', `${noBreak}:`),
  'Voir https://amphi.test/a?b=c',
  '{{count}} personnes',
  'On réessaie…',
])('well written in French: %s', (text) => {
  expect(faultsOf('fr', text)).toEqual([])
})

test.each(['Qui parle ?', 'Déjà!', '« Algèbre »', 'L’heure : midi', "L'heure", 'Attendez...', 'dit "oui"'])(
  'badly written in French: %s',
  (text) => {
    expect(faultsOf('fr', text)).not.toEqual([])
  },
)

test('English has its own apostrophe and quotes, and no space before a question mark', () => {
  expect(faultsOf('en', 'Who’s there? “Nobody”: me; you!')).toEqual([])
  expect(faultsOf('en', "Who's there?")).not.toEqual([])
})
