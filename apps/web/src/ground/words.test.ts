import { catalogue, facts } from '@amphi/contract/catalogue'
import { expect, test } from 'vitest'

type Loaded = Record<string, string>
const files = import.meta.glob<Loaded>(['../**/words.*.json'], { import: 'default', eager: true })
const folders = [...new Set(Object.keys(files).map((file) => file.replace(/\/words\.\w+\.json$/, '')))]
const wordsOf = (folder: string, language: string) => files[`${folder}/words.${language}.json`] ?? {}

const plural = /_(zero|one|two|few|many|other)$/
const stems = (words: Loaded) => [...new Set(Object.keys(words).map((key) => key.replace(plural, '')))].toSorted()
const holes = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted()
const marks = (text = '') => [...text.matchAll(/<(\w+)>/g)].map(([, name = '']) => name).toSorted()

test.for(folders)('%s says the same things in French and in English', (folder) => {
  const fr = wordsOf(folder, 'fr')
  const en = wordsOf(folder, 'en')

  expect(stems(en)).toEqual(stems(fr))
  for (const [key, text] of Object.entries(fr)) {
    if (plural.test(key)) continue
    expect([key, holes(en[key])]).toEqual([key, holes(text)])
    expect([key, marks(en[key])]).toEqual([key, marks(text)])
  }
})

test.for(folders)('%s has a word for one and for several', (folder) => {
  for (const language of ['fr', 'en']) {
    const words = wordsOf(folder, language)
    for (const key of Object.keys(words).filter((name) => plural.test(name))) {
      const stem = key.replace(plural, '')
      expect(words, `${language} ${stem}`).toMatchObject({
        [`${stem}_one`]: expect.any(String),
        [`${stem}_other`]: expect.any(String),
      })
    }
  }
})

test.for(folders)('%s is set as French is', (folder) => {
  for (const [key, text] of Object.entries(wordsOf(folder, 'fr'))) {
    const prose = text.replace(/https?:\S+/g, '')
    expect([key, /'/.test(prose)], 'a straight apostrophe').toEqual([key, false])
    expect([key, /[ \p{L}\p{N}»}][?!;]/u.test(prose)], 'no narrow space before ? ! ;').toEqual([key, false])
    expect([key, / :|\p{L}:(?=\s)/u.test(prose)], 'no no-break space before :').toEqual([key, false])
    expect([key, /« | »/.test(prose)], 'no no-break space inside « »').toEqual([key, false])
  }
})

test('every refusal has its sentence', () => {
  const said = stems(wordsOf('./failures', 'fr'))

  expect(said).toEqual(expect.arrayContaining(Object.keys(catalogue)))
  expect(said.filter((code) => code.includes('.') && !(code in catalogue))).toEqual([])
})

test('the journal can tell every fact', () => {
  expect(stems(wordsOf('../features/journal', 'fr'))).toEqual(expect.arrayContaining(facts.map(({ name }) => name)))
})
