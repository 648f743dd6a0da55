import type { Plugin } from 'vite'

/** The letters every page is written in; accents of other tongues come when a text asks for them. */
const letters = /next-latin-wght-normal.*\.woff2$/

/** Asks for the font beside the script, rather than once the script has drawn: no text changes its shape before the eye. */
export const fetchFontFirst = (): Plugin => ({
  name: 'amphi-fetch-font-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const file = Object.keys(bundle).find((name) => letters.test(name))
      if (!file) throw new Error('The font of the pages is not among the files.')
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` }
      return [{ tag: 'link', attrs, injectTo: 'head' }]
    },
  },
})
