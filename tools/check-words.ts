import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { catalogue, facts } from '../packages/contract/src/catalogue.ts'
import { textProblems } from '../packages/contract/src/text.ts'
import { readSource, type Source } from './words-in-source.ts'
import { faultsOf } from './words-spelling.ts'

type Words = Record<string, string>

const languages = ['fr', 'en'] as const
const web = 'apps/web/src'

const read = (file: string): Words => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Words
  } catch (error) {
    return { [`cannot be read: ${String(error)}`]: '' }
  }
}

/** `seats_one` and `seats_other` are asked for as `seats`. */
const stem = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')

const stems = (words: Words) => new Set(Object.keys(words).map(stem))

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map(([, name]) => name)
    .toSorted((a = '', b = '') => a.localeCompare(b))
    .join(' ')

/** The same keys, and the same blanks to fill, in both languages. */
const complaintsOfPair = (folder: string) => {
  const [fr, en] = languages.map((language) => read(`${folder}/words.${language}.json`)) as [Words, Words]
  const complaints: string[] = []
  for (const key of stems(fr)) if (!stems(en).has(key)) complaints.push(`${folder}: “${key}” has no English.`)
  for (const key of stems(en)) if (!stems(fr).has(key)) complaints.push(`${folder}: “${key}” has no French.`)
  for (const [key, text] of Object.entries(fr)) {
    const other = en[key]
    // “one person” may leave its number out.
    if (other === undefined || /_(zero|one)$/.test(key) || placeholders(text) === placeholders(other)) continue
    complaints.push(`${folder}: “${key}” has other {{blanks}} in French than in English.`)
  }
  for (const [language, words] of [['fr', fr] as const, ['en', en] as const])
    for (const [key, text] of Object.entries(words))
      for (const fault of faultsOf(language, text))
        complaints.push(`${folder}/words.${language}.json “${key}”: ${fault}`)
  return complaints
}

/** What the server says by name, and a page puts into words: failures, what is wrong with a text, and facts. */
const said = [...Object.keys(catalogue), ...textProblems]
const names = new Set([...said, ...facts.map(({ name }) => name)])

const complaintsOfUse = (folder: string, sources: readonly Source[]) => {
  const namespace = basename(folder)
  const near = sources.filter((it) => it.file.startsWith(`${folder}/`) || it.says(namespace))
  return [...stems(read(`${folder}/words.fr.json`))]
    .filter((key) => !names.has(key) && !near.some((it) => it.says(key)))
    .map((key) => `${folder}: nobody says “${key}”.`)
}

const failures = `${web}/ground/failures`

const complaintsOfFailures = () => {
  const known = stems(read(`${failures}/words.fr.json`))
  return said.filter((code) => !known.has(code)).map((code) => `${failures}: the failure ${code} has no words.`)
}

const complaintsOfSource = ({ file, literals, tongues }: Source) => [
  ...literals.map(({ line, text }) => `${file}:${line} words in the page, put them in words.*.json: ${text}`),
  ...tongues.flatMap(({ line, language, text }) => faultsOf(language, text).map((fault) => `${file}:${line} ${fault}`)),
]

const folders = globSync(`${web}/**/words.*.json`).map((file) => dirname(file))
const pages = globSync(`${web}/**/*.{ts,tsx}`, { exclude: [`${web}/**/*.test.*`] }).map(readSource)
const server = globSync('apps/server/src/**/*.ts', { exclude: ['**/*.test.ts'] }).map(readSource)

const complaints = [
  ...[...new Set(folders)].flatMap((folder) => [...complaintsOfPair(folder), ...complaintsOfUse(folder, pages)]),
  ...complaintsOfFailures(),
  ...pages.flatMap(complaintsOfSource),
  ...server.flatMap(({ file, tongues }) => complaintsOfSource({ file, tongues, literals: [], says: () => false })),
]

for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
process.stdout.write(`${new Set(folders).size} folders of words, ${complaints.length} complaints.\n`)
process.exitCode = complaints.length > 0 || folders.length === 0 ? 1 : 0
