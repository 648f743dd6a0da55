import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What shrinks; pictures and fonts are compressed already. */
const shrinks = /\.(js|css|html|svg|webmanifest|json)$/

/** Smaller than a packet, nothing is won. */
const worthIt = 1_400

/** Writes every text beside itself as `.br` and `.gz`: done once here, the server need not do it for every visitor. */
export const compress = (): Plugin => {
  let folder = ''
  return {
    name: 'amphi-compress',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir
    },
    closeBundle: () => {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => shrinks.test(it))) {
        const text = readFileSync(join(folder, file))
        if (text.length < worthIt) continue
        const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
        writeFileSync(join(folder, `${file}.br`), brotliCompressSync(text, { params: quality }))
        writeFileSync(join(folder, `${file}.gz`), gzipSync(text, { level: 9 }))
      }
    },
  }
}
