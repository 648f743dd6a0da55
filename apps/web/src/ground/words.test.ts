import { expect, test } from 'vitest'

// Keys, blanks, spelling and refusals are the business of `tools/check-words.ts`; these are what it does not look at.
type Loaded = Record<string, string>
const files = import.meta.glob<Loaded>(['../**/words.*.json'], { import: 'default', eager: true })
const wordsOf = (folder: string, language: string) => files[`${folder}/words.${language}.json`] ?? {}
const folders = [...new Set(Object.keys(files).map((file) => file.replace(/\/words\.\w+\.json$/, '')))]

const plural = /_(zero|one|two|few|many|other)$/
const marks = (text = '') => [...text.matchAll(/<(\w+)>/g)].map(([, name = '']) => name).toSorted()

test.for(folders)('%s has a word for one and for several, in both languages', (folder) => {
  for (const words of [wordsOf(folder, 'fr'), wordsOf(folder, 'en')]) {
    const stems = Object.keys(words).flatMap((key) => (plural.test(key) ? [key.replace(plural, '')] : []))
    expect(Object.keys(words)).toEqual(
      expect.arrayContaining(stems.flatMap((stem) => [`${stem}_one`, `${stem}_other`])),
    )
  }
})

test.for(folders)('%s marks the same words in both languages', (folder) => {
  const fr = wordsOf(folder, 'fr')
  const en = wordsOf(folder, 'en')
  const shared = Object.keys(fr).filter((key) => key in en)

  expect(shared.map((key) => [key, marks(en[key])])).toEqual(shared.map((key) => [key, marks(fr[key])]))
})
