import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stepMark } from './only-one.js'
import { environment, nodeBin, root } from './places.js'
import { run } from './run-program.js'
import { Stop, step } from './say.js'

const web = join(root, 'apps', 'web')
const sources = [
  join(web, 'src'),
  join(web, 'public'),
  join(web, 'index.html'),
  join(web, 'vite.config.ts'),
  join(web, 'compress.ts'),
  join(web, 'package.json'),
  join(root, 'packages', 'contract', 'src'),
  join(root, 'package-lock.json'),
]

const filesOf = (path) => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

/** One word for all that the pages are made from: it changes when any of it does, and with nothing else. */
export const hashOf = (paths) => {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesOf)) hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** Builds the pages when what they are made from has changed. They are made aside and moved in whole. */
export const buildWeb = async () => {
  if (!existsSync(join(web, 'index.html'))) return
  const wanted = hashOf(sources)
  const dist = join(web, 'dist')
  const stamp = join(dist, '.amphi-built')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await step('Building the pages', async () => {
    const fresh = join(root, 'node_modules', '.amphi-pages')
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh, { recursive: true })
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const env = { ...environment(), ...stepMark, NODE_ENV: 'production' }
    try {
      await run(nodeBin, [vite, 'build', '--outDir', fresh, '--emptyOutDir'], { cwd: web, env })
    } catch (error) {
      throw new Stop(`The pages cannot be built: ${error.message}`)
    }
    writeFileSync(join(fresh, '.amphi-built'), wanted)
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
  })
}
