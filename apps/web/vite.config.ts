import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compress } from './compress.ts'
import { fetchFirst } from './fetch-first.ts'

const server = process.env['AMPHI_DEV_SERVER'] ?? 'http://localhost:8080'
const to = { target: server, changeOrigin: false }

/** The words of the public home page, of which every page says some: one file a language. */
const firstWords = (id: string) => {
  const [, , language] = /\/(ui|ground\/failures|frame|public-home|meetings)\/words\.(\w+)\.json$/.exec(id) ?? []
  return language ? `words-${language}` : null
}

export default defineConfig({
  plugins: [react(), fetchFirst(), compress()],
  build: {
    target: 'es2023',
    // Nothing inline: neither data addresses for fonts nor a script in the page; the policy of the server forbids both.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['index.html', 'jitsi.html'],
      output: {
        codeSplitting: {
          // On a slow phone a file costs some ten milliseconds, however small: what most pages share is one file, and
          // so are the words of a first visit.
          groups: [
            { name: 'parts', test: /\/src\/(ui|ground)\/[^/]+\.(tsx?|css)$|@tabler/, minShareCount: 3 },
            { name: firstWords, test: (id) => firstWords(id) !== null },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { ...to, ws: true },
      '/rtc': { ...to, ws: true },
      '/hooks': to,
    },
  },
})
