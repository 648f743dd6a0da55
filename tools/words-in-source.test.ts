import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSource } from './words-in-source.ts'

const read = (text: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'amphi-words-')), 'Page.tsx')
  writeFileSync(file, text)
  return readSource(file)
}

test('a key is said as it stands, or as a template may become it', () => {
  const page = read('const a = say("room.open"); const b = say(`level.${level}`); const c = `${any}`')

  expect(page.says('room.open')).toBe(true)
  expect(page.says('level.busy')).toBe(true)
  expect(page.says('room.closed')).toBe(false)
})

test('words in the page are found, signs and names are not', () => {
  const page = read('const P = () => <p title="Ouvrir la salle"><Icon title="help" /> Bonjour {name} · Amphi</p>')

  expect(page.literals.map(({ text }) => text)).toEqual(['title="Ouvrir la salle"', 'Bonjour'])
})

test('texts under the name of a language are found with it', () => {
  const page = read("const t = { fr: { a: `Qui ?` }, en: 'Who?', other: 'x' }")

  expect(page.tongues).toMatchObject([
    { language: 'fr', text: 'Qui ?' },
    { language: 'en', text: 'Who?' },
  ])
})
