import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

const source = join(import.meta.dirname, '..', '..', 'apps', 'web', 'src')
const known = new Map<string, Record<string, string>>()

const wordsOf = (folder: string, language: Language) => {
  const file = join(source, folder, `words.${language}.json`)
  const words = known.get(file) ?? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
  known.set(file, words)
  return words
}

/** What the page says: scenes follow the words when these change. `folder key`, as in `features/meetings start`. */
export const sayIn =
  (language: Language) =>
  (what: string, values: Record<string, string> = {}) => {
    const [folder = '', key = ''] = what.split(' ')
    const text = wordsOf(folder, language)[key]
    if (text === undefined) throw new Error(`There are no words “${what}” in ${language}.`)
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  }

export type Say = ReturnType<typeof sayIn>
