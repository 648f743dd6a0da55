import type { Resource } from '@amphi/contract/resources'
import { expect, test } from 'vitest'
import { resourceWords } from './resource-words.ts'
import words from './words.en.json' with { type: 'json' }

const say = (key: string, values: Record<string, string | number> = {}) => {
  const text = (words as Record<string, string>)[key] ?? (words as Record<string, string>)[`${key}_other`] ?? key
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
}
const said = (more: Partial<Resource>) =>
  resourceWords(say, { hours: null, shortest: null, policy: 'accepts', ...more }, 'en')

test('BM-07: hours, shortest time and policy are said, and nothing where none is set', () => {
  const hours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }

  expect(said({})).toBe('')
  expect(said({ hours })).toBe('Monday to Friday, 08:00 to 18:00')
  expect(said({ hours: { ...hours, days: [2, 4] } })).toBe('Tuesday and Thursday, 08:00 to 18:00')
  expect(said({ hours: { ...hours, days: [] }, shortest: 30, policy: 'keepers_decide' })).toBe(
    '08:00 to 18:00 · 30 minutes at least · those who look after it decide',
  )
})
