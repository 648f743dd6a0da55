import type { Plugin, Rolldown } from 'vite'

type Chunk = Rolldown.OutputChunk
type Bundle = Rolldown.OutputBundle

/** The pages strangers come to, by their addresses; whoever is signed in is past the first. */
const code = '(-*[2-9a-hjkmnp-z]){14}((-*[2-9a-hjkmnp-z]){13})?-*'
const pages = [
  { address: '^/$', page: 'pages/public-home/PublicHome.tsx', words: 'public-home' },
  { address: `^/(m/)?${code}$`, page: 'pages/door/DoorRoute.tsx', words: 'call' },
]
const languages = ['fr', 'en']

/** The letters every page is written in; accents of other tongues come when a text asks for them. */
const letters = /next-latin-wght-normal.*\.woff2$/

const chunksOf = (bundle: Bundle) => Object.values(bundle).filter((it): it is Chunk => it.type === 'chunk')

const holding = (bundle: Bundle, end: string): Chunk => {
  const found = chunksOf(bundle).find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(end)))
  if (!found) throw new Error(`No file of the pages holds ${end}.`)
  return found
}

/** A chunk's file, its style sheets, and those of all it imports. */
const filesOf = (bundle: Bundle, chunk: Chunk, seen = new Set<string>()): Set<string> => {
  if (seen.has(chunk.fileName)) return seen
  seen.add(chunk.fileName)
  for (const style of chunk.viteMetadata?.importedCss ?? []) seen.add(style)
  for (const name of chunk.imports) {
    const imported = bundle[name]
    if (imported?.type === 'chunk') filesOf(bundle, imported, seen)
  }
  return seen
}

/** The page around another server’s has no pages of ours to choose from. */
const isMain = (id: string) => /\/src\/main\.tsx$|\/index\.html$/.test(id)

/** What each page needs besides what every page does. */
const firstFiles = (bundle: Bundle) => {
  const entry = chunksOf(bundle).find(({ isEntry, moduleIds }) => isEntry && moduleIds.some(isMain))
  const common = entry ? filesOf(bundle, entry) : new Set<string>()
  const besides = (...ends: string[]) => {
    const files = ends.flatMap((end) => [...filesOf(bundle, holding(bundle, end))])
    return [...new Set(files)].filter((file) => !common.has(file)).map((file) => `/${file}`)
  }
  const wordsIn = (words: string, language: string) =>
    besides(`/ui/words.${language}.json`, `/${words}/words.${language}.json`)
  return pages.map(({ address, page, words }) => ({
    address,
    files: besides(`/${page}`),
    words: Object.fromEntries(languages.map((language) => [language, wordsIn(words, language)])),
  }))
}

/**
 * What the first drawing needs is asked for beside the script, not once the script has run: the font, and by first.js
 * what the page of this address is made of. Its list stands in the page as data, which no policy takes for a script.
 */
export const fetchFirst = (): Plugin => ({
  name: 'amphi-fetch-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {}, path }) => {
      if (path !== '/index.html') return html
      const font = Object.keys(bundle).find((name) => letters.test(name))
      if (!font) throw new Error('The font of the pages is not among the files.')
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${font}` }
      const list = `<script type="application/json" id="first">${JSON.stringify(firstFiles(bundle))}</script>`
      const reader = '<script src="/first.js">'
      if (!html.includes(reader)) throw new Error('Nobody reads the list of what is needed first.')
      return { html: html.replace(reader, `${list}\n    ${reader}`), tags: [{ tag: 'link', attrs, injectTo: 'head' }] }
    },
  },
})
