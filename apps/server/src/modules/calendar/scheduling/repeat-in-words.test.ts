import { expect, test } from 'vitest'
import type { Repeat } from '@amphi/contract/repeat'
import { repeatInWords } from './repeat-in-words.ts'

const tuesday = '2027-03-09'

test.each<[Repeat | 'custom', string, string]>([
  [{ every: 'day', interval: 1 }, 'chaque jour', 'every day'],
  [
    { every: 'week', interval: 1, weekdays: [1, 3], count: 10 },
    'chaque semaine, le mardi et le jeudi, 10 fois',
    'every week on Tuesday and Thursday, 10 times',
  ],
  [
    { every: 'week', interval: 2, until: '2027-06-01' },
    'toutes les 2 semaines, le mardi, jusqu’au 1er juin 2027',
    'every 2 weeks on Tuesday, until 1 June 2027',
  ],
  [{ every: 'month', interval: 1, monthly: 'nth' }, 'le 2ᵉ mardi de chaque mois', 'the 2nd Tuesday of every month'],
  [{ every: 'month', interval: 3, monthly: 'date' }, 'le 9 tous les 3 mois', 'the 9th every 3 months'],
  [
    { every: 'month', interval: 1, monthly: 'last' },
    'le dernier mardi de chaque mois',
    'the last Tuesday of every month',
  ],
  [{ every: 'year', interval: 1 }, 'chaque année, le 9 mars', 'every year on 9 March'],
  ['custom', 'plusieurs dates', 'several dates'],
])('what comes again is told as people say it', (repeat, french, english) => {
  expect([repeatInWords(repeat, tuesday, 'fr'), repeatInWords(repeat, tuesday, 'en')]).toEqual([french, english])
})
