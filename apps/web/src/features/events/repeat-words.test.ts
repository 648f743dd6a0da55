import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import type { Repeat } from '@amphi/contract/repeat'
import type { Language } from '@amphi/contract/requests'
import type { Say } from '#ground/words.ts'
import { repeatWords } from './repeat-words.ts'
import en from './words.en.json' with { type: 'json' }
import fr from './words.fr.json' with { type: 'json' }

const sayIn = (language: Language): Say<'events'> => {
  const i18n = createInstance({
    lng: language,
    resources: { fr: { events: fr }, en: { events: en } },
    keySeparator: false,
    nsSeparator: false,
    defaultNS: 'events',
    interpolation: { escapeValue: false },
  })
  void i18n.init()
  return (key, values = {}) => i18n.t(key as string, values) as string
}
const say = { fr: sayIn('fr'), en: sayIn('en') }

/** A Tuesday, the second of its month. */
const tuesday = '2026-11-10'
const cases: [Repeat, string, string][] = [
  [{ every: 'day', interval: 1 }, 'Chaque jour', 'Every day'],
  [{ every: 'day', interval: 3, count: 5 }, 'Tous les 3 jours, 5 fois', 'Every 3 days, 5 times'],
  [{ every: 'week', interval: 1, weekdays: [1] }, 'Chaque semaine, le mardi', 'Every week on Tuesday'],
  [
    { every: 'week', interval: 2, weekdays: [1, 3], until: '2027-03-01' },
    'Toutes les 2 semaines, le mardi et le jeudi, jusqu’au 1er mars 2027',
    'Every 2 weeks on Tuesday and Thursday, until 1 March 2027',
  ],
  [
    { every: 'week', interval: 1, weekdays: [0, 1, 2, 3, 4] },
    'Chaque semaine, du lundi au vendredi',
    'Every week on Monday to Friday',
  ],
  [{ every: 'month', interval: 1, monthly: 'date' }, 'Le 10 de chaque mois', 'Every month on the 10th'],
  [
    { every: 'month', interval: 1, monthly: 'nth', count: 10 },
    'Le 2ᵉ mardi de chaque mois, 10 fois',
    'Every month on the 2nd Tuesday, 10 times',
  ],
  [{ every: 'month', interval: 2 }, 'Le 10, tous les 2 mois', 'Every 2 months on the 10th'],
  [
    { every: 'month', interval: 3, monthly: 'last' },
    'Le dernier mardi, tous les 3 mois',
    'Every 3 months on the last Tuesday',
  ],
  [{ every: 'year', interval: 1 }, 'Chaque année, le 10 novembre', 'Every year on 10 November'],
  [
    { every: 'year', interval: 2, count: 2 },
    'Tous les 2 ans, le 10 novembre, 2 fois',
    'Every 2 years on 10 November, 2 times',
  ],
]

test.for(cases)('%j is said in plain words', ([repeat, french, english]) => {
  expect(repeatWords(say.fr, repeat, tuesday, 'fr').replaceAll('\u00a0', ' ')).toBe(french)
  expect(repeatWords(say.en, repeat, tuesday, 'en').replaceAll('\u00a0', ' ')).toBe(english)
})

test('the first of a month is the 1st, and the first of its weekdays as well', () => {
  const first = '2026-12-01'

  expect(repeatWords(say.fr, { every: 'month', interval: 1 }, first, 'fr')).toBe('Le 1er de chaque mois')
  expect(repeatWords(say.fr, { every: 'month', interval: 1, monthly: 'nth' }, first, 'fr')).toBe(
    'Le 1er mardi de chaque mois',
  )
  expect(repeatWords(say.fr, { every: 'year', interval: 1 }, first, 'fr')).toBe('Chaque année, le 1er décembre')
  expect(repeatWords(say.en, { every: 'month', interval: 1, monthly: 'nth' }, first, 'en')).toBe(
    'Every month on the 1st Tuesday',
  )
})
